"""Access tokens for XOAUTH2: from Microsoft's identity platform, from a command, or from a file."""

import re
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.errors import LoginRefused, ServerUnreachable

AUTHORITY = "https://login.microsoftonline.com"
SCOPE = "https://outlook.office365.com/.default"

_TOKEN = re.compile(r"[!-~]+")  # a space or a control character would end it in the middle of the login
_LONGEST_QUOTE = 200
_REMEDIES = {
    "AADSTS7000215": "Give the secret's value, not its id, and check that it belongs to this client_id.",
    "AADSTS7000222": "The client secret has expired: make a new one in Entra and put it where the configuration says.",
    "AADSTS700016": "Check client_id, and that the app exists in this tenant.",
    "AADSTS90002": "Check tenant: Microsoft knows none of that name.",
}
_DEFAULT_REMEDY = "Check tenant, client_id, secret, and the admin consent to IMAP.AccessAsApp in Entra."


class ClientCredentials:
    """Tokens for an app of its own, without a person (OAuth 2.0 client credentials, RFC 6749 §4.4).

    msal keeps a token until five minutes before it expires. ``http_client`` replaces the network in tests.
    """

    def __init__(
        self,
        *,
        tenant: str,
        client_id: str,
        secret: str,
        scope: str = SCOPE,
        authority: str | None = None,
        timeout: timedelta = timedelta(seconds=30),
        http_client: Any = None,
    ) -> None:
        self._tenant = tenant
        self._client_id = client_id
        self._secret = secret
        self._scope = scope
        self._authority = authority or f"{AUTHORITY}/{tenant}"
        self._timeout = timeout
        self._http_client = http_client
        self._app: Any = None

    def fetch_token(self) -> str:
        """Return a token that is valid now. Raises LoginRefused, and ServerUnreachable without a network."""
        try:
            answer = self._open_app().acquire_token_for_client(scopes=[self._scope])
        except OSError as error:  # requests' own errors are OSErrors
            raise ServerUnreachable(
                f"The token server does not answer: {self._authority}: {type(error).__name__}.",
                remedy="Check the network, the proxy and the authority.",
            ) from error
        except (ValueError, KeyError) as error:
            if "authority configuration" not in str(error):
                raise ServerUnreachable(f"The token server's answer makes no sense: {self._authority}.") from error
            raise LoginRefused(
                f"The token server knows nothing of this tenant: {self._authority}.",
                remedy="Check tenant and authority.",
            ) from error
        if "access_token" not in answer:
            raise self._refuse(answer)
        return str(answer["access_token"])

    def _open_app(self) -> Any:
        if self._app is None:
            import msal  # noqa: PLC0415 - a tenth of every start, for those alone who log in by it

            self._app = msal.ConfidentialClientApplication(
                self._client_id,
                client_credential=self._secret,
                authority=self._authority,
                timeout=None if self._http_client else self._timeout.total_seconds(),
                http_client=self._http_client,
            )
        return self._app

    def _refuse(self, answer: dict[str, Any]) -> LoginRefused:
        said = str(answer.get("error_description") or answer.get("error") or "no reason given")
        line = said.splitlines()[0].replace(self._secret, "***")[:_LONGEST_QUOTE]
        code = re.match(r"AADSTS\d+", said)
        return LoginRefused(
            f"No token for app {self._client_id} in tenant {self._tenant}: {line}",
            remedy=_REMEDIES.get(code[0] if code else "", _DEFAULT_REMEDY),
        )


class TokenCommand:
    """A program that prints a token; asked anew at every login."""

    def __init__(self, command: Sequence[str], *, timeout: timedelta = timedelta(seconds=30)) -> None:
        self._command = tuple(command)
        self._timeout = timeout

    def fetch_token(self) -> str:
        """Return what the program prints. Raises LoginRefused."""
        name = self._command[0] if self._command else "(none)"
        remedy = "Run token_command by hand to see what is wrong."
        try:
            done = subprocess.run(  # noqa: S603 - the operator's own command, and no shell
                self._command, check=True, capture_output=True, timeout=self._timeout.total_seconds()
            )
        except subprocess.TimeoutExpired:
            seconds = self._timeout.total_seconds()
            raise LoginRefused(f"The token command {name} took more than {seconds:.0f} s.", remedy=remedy) from None
        except subprocess.CalledProcessError as error:
            # Its output stays unsaid: it may hold what must not be shown.
            raise LoginRefused(
                f"The token command {name} ended with status {error.returncode}.", remedy=remedy
            ) from None
        except (OSError, ValueError, IndexError) as error:
            raise LoginRefused(f"The token command {name} cannot be run: {error}.", remedy=remedy) from error
        return _check_token(done.stdout, f"The token command {name} printed no token.", remedy)


class TokenFile:
    """A file that another program keeps a token in; read anew at every login."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def fetch_token(self) -> str:
        """Return what the file holds. Raises LoginRefused."""
        remedy = "Check token_file, and what is to renew it."
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise LoginRefused(
                f"The token file {self._path} cannot be read: {error.strerror}.", remedy=remedy
            ) from error
        return _check_token(content, f"The token file {self._path} holds no token.", remedy)


def _check_token(content: bytes, complaint: str, remedy: str) -> str:
    token = content.decode("ascii", "replace").strip()
    if not _TOKEN.fullmatch(token):
        raise LoginRefused(complaint, remedy=remedy)
    return token
