"""Notices a server in front of the page that the configuration does not name: all who come through it look like one."""

import structlog
from starlette.datastructures import Headers
from starlette.types import Scope

log = structlog.get_logger(__name__)


class ProxyWatch:
    """Warns once; who forges the header brings about one line in the log and no more."""

    def __init__(self) -> None:
        self._has_warned = False

    def look(self, scope: Scope) -> None:
        """Warn where a request was passed on (``X-Forwarded-For``) by somebody whose word on that is not taken.

        Where it was taken, the client is by now one of those that the header names.
        """
        passed_on = Headers(scope=scope).get("x-forwarded-for")
        if passed_on is None or self._has_warned or scope.get("client") is None:
            return
        host = scope["client"][0]
        if host in {part.strip() for part in passed_on.split(",")}:
            return
        self._has_warned = True
        log.warning(
            "a server in front of the page is not named in [web] proxies: all who come through it share one limit of "
            "failed sign-ins, and one of them can lock the others out. If it is yours, name its address there",
            proxy=host,
        )
