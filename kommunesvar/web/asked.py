"""What a view is given: who asks, for what, and how to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from domain.account import Account, Notice, Session, Tone
from domain.consultation import Consultation
from domain.municipality import Municipality
from kommunesvar.bootstrap import Program
from kommunesvar.outgoing.outages import list_outages
from kommunesvar.standings import find_consultation
from kommunesvar.web.accounts.tokens import derive_form_token
from kommunesvar.web.faults import Refusal
from kommunesvar.web.navigation import Entry, Frame, Link
from kommunesvar.web.parameters import Parameters
from kommunesvar.web.site import Site

TOKEN_FIELD = "token"  # noqa: S105 - the name of the field
NO_TEXT: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request. ``query`` is what its address brings, ``form`` what was filled in; ``now`` is when it came."""

    site: Site
    request: Request
    now: datetime
    token: str
    session: Session | None
    query: Parameters
    form: Parameters

    @property
    def program(self) -> Program:
        """The program behind the page."""
        return self.site.program

    @property
    def account(self) -> Account:
        """Who asks. Raises RuntimeError on a page that is open to everyone."""
        if self.session is None:
            raise RuntimeError("the view is open to everyone, so it has no account")
        return self.session.account

    @property
    def by(self) -> str:
        """The name under which a decision, or any other change, is written down."""
        return self.account.name

    def take(self, name: str) -> str:
        """Return a part of the address, as the route names it."""
        return str(self.request.path_params[name])

    def take_number(self, name: str) -> int:
        """Return a part of the address that the route calls an ``int``; far too large a one is not found."""
        number = int(self.request.path_params[name])
        if number >= 2**31:
            raise Refusal(HTTPStatus.NOT_FOUND)
        return number

    def take_consultation(self) -> Consultation:
        """Return the consultation of the address, or where it names none the one now open."""
        wanted = self.request.path_params.get("consultation")
        if wanted is not None and wanted not in self.program.consultations:
            raise Refusal(HTTPStatus.NOT_FOUND, f"Der er ingen høring, der hedder »{wanted}«.")
        return find_consultation(self.program, wanted)

    def take_municipality(self) -> Municipality:
        """Return the municipality of the address."""
        code = self.take("code")
        if code not in self.program.roster:
            raise Refusal(HTTPStatus.NOT_FOUND, f"Der er ingen kommune med koden »{code}«.")
        return self.program.roster[code]

    def link(self, route: str, /, **parts: object) -> str:
        """Return the address of a route."""
        # Asked of the route itself: a list of links would else go through all routes there are for each.
        found = self.site.routes[route]
        return str(found.url_path_for(route, **{name: str(part) for name, part in parts.items()}))

    def link_here(self, **changes: str | None) -> str:
        """Return this address with other values of these names, in the place of all it had; None leaves one out."""
        kept = [(name, value) for name, value in self.query.list_pairs() if name not in changes]
        pairs = [*kept, *((name, value) for name, value in changes.items() if value is not None)]
        return f"{self.request.url.path}?{urlencode(pairs)}" if pairs else self.request.url.path

    def show(self, template: str, *, status: int = HTTPStatus.OK, **context: object) -> Response:
        """Return a page; the notices that wait for it are on it, and then forgotten."""
        page = self.site.environment.get_template(template)
        frame = self._make_frame() if self.session else None
        shown = page.render(frame=frame, asked=self, link=self.link, token_field=self._make_token_field(), **context)
        if self.session and frame and frame.notices:
            self.program.sessions.forget_notices(self.session.key, frame.notices)
        return HTMLResponse(shown, status_code=status)

    def show_bare(self, template: str, **context: object) -> Response:
        """Return what stands in a frame: without navigation, and without the notices of the page around it."""
        return HTMLResponse(self.site.environment.get_template(template).render(**context))

    def go(self, address: str, *, notice: str | None = None, tone: Tone = Tone.DONE) -> Response:
        """Send the browser to another page of ours, after a form; ``notice`` is shown there once."""
        if notice and self.session:
            kept = Notice(notice, tone, path=urlsplit(address).path, at=self.now)
            self.program.sessions.record_notice(self.session.key, kept)
        return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)

    def _make_token_field(self) -> Markup:
        field = '<input type="hidden" name="{}" value="{}">'
        return Markup(field).format(  # noqa: S704 - format() escapes what it is given
            TOKEN_FIELD, derive_form_token(self.token)
        )

    def _make_frame(self) -> Frame:
        consultation = self.take_consultation()
        return Frame(
            consultation=consultation,
            consultations=sorted(self.program.consultations.values(), key=lambda c: c.opens, reverse=True),
            links=[self._make_link(entry, consultation) for entry in self.site.entries],
            account=self.account,
            notices=self._list_notices(),
            outages=list_outages(self.program, self.now),
        )

    def _list_notices(self) -> Sequence[Notice]:
        here = self.request.url.path
        return [one for one in self.session.notices if one.belongs(here, self.now)] if self.session else []

    def _make_link(self, entry: Entry, consultation: Consultation) -> Link:
        parts = {"consultation": consultation.id} if entry.of_consultation else {}
        address = self.link(entry.route, **parts)
        return Link(
            label=entry.label,
            address=address,
            count=entry.count(self.program, consultation) if entry.count else None,
            is_current=self.request.url.path == address,
        )
