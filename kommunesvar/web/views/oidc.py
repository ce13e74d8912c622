"""Signing in at a provider (OpenID Connect): on the way there, and back."""

import re
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kommunesvar.web.accounts.arrival import describe_arrival, find_identity, find_role
from kommunesvar.web.accounts.attempt import SECONDS, Attempt, begin_attempt, read_attempt
from kommunesvar.web.accounts.provider import Claims, Provider, ProviderUnavailable, TokenRefused
from kommunesvar.web.accounts.sign_in import TooManyAttempts, find_own_address, hold_back, sign_in
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal

LONGEST_CODE = 10_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """Why somebody did not come in, and what he can do about it."""

    title: str
    sentence: str
    remedy: str


@open_to(None)
def lead_to_provider(asked: Asked) -> Response:
    """Send the browser to the provider; who is signed in goes on at once."""
    provider = _take_provider(asked)
    then = find_own_address(asked.query.find_text("naeste"))
    if asked.session is not None:
        return asked.go(then)
    attempt = begin_attempt(then)
    asks_which = asked.query.is_set("vaelg")
    try:
        address = provider.make_address(attempt, _name_way_back(asked), asked.now, asks_which=asks_which)
    except ProviderUnavailable as error:
        return _say_unavailable(asked, error)
    response = RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)
    response.set_cookie(
        _name_cookie(asked),
        attempt.write(),
        max_age=SECONDS,
        path="/",
        secure=asked.site.is_secure,
        httponly=True,
        # Not strict: with that the browser would not bring it when the provider sends its user back.
        samesite="lax",
    )
    return response


@open_to(None)
def take_answer(asked: Asked) -> Response:
    """Let in whom the provider vouches for; an attempt is answered once, well or badly."""
    response = _answer(asked, _take_provider(asked))
    secure = asked.site.is_secure
    response.delete_cookie(_name_cookie(asked), path="/", secure=secure, httponly=True, samesite="lax")
    return response


def _answer(asked: Asked, provider: Provider) -> Response:
    attempt = read_attempt(asked.request.cookies.get(_name_cookie(asked), ""))
    if attempt is None or not attempt.is_answer(asked.query.find_text("state")):
        return _say_stale(asked)
    if (code := asked.query.find_text("code", longest=LONGEST_CODE)) is None:
        return _say_declined(asked, provider)
    try:
        with hold_back(asked, provider.section.issuer):
            claims = _redeem(asked, provider, attempt, code)
            return _let_in(asked, provider, attempt, claims)
    except ProviderUnavailable as error:
        return _say_unavailable(asked, error)
    except TokenRefused as error:
        log.warning("token refused", error=str(error))
        return _turn_away(
            asked,
            title="Du blev ikke logget på",
            sentence="Svaret fra logintjenesten kunne ikke godkendes.",
            remedy="Prøv igen. Sig det til den, der driver programmet, hvis det sker igen.",
        )
    except TooManyAttempts:
        return _turn_away(
            asked,
            status=HTTPStatus.TOO_MANY_REQUESTS,
            title="For mange forsøg",
            sentence="Der er forsøgt for mange gange.",
            remedy="Vent et kvarter, og prøv så igen.",
        )


def _redeem(asked: Asked, provider: Provider, attempt: Attempt, code: str) -> Claims:
    """Return what the provider says. Raises TokenRefused, also for an answer that names another issuer (RFC 9207)."""
    if asked.query.find_text("iss") not in {None, provider.section.issuer}:
        raise TokenRefused("The answer names another issuer.")
    return provider.redeem(code, attempt, _name_way_back(asked), asked.now)


def _let_in(asked: Asked, provider: Provider, attempt: Attempt, claims: Claims) -> Response:
    role = find_role(claims, provider.section)
    if role is None:
        asked.program.account_changes.turn_away(find_identity(claims, provider.section.issuer), asked.now)
        return _turn_away(
            asked,
            title="Du har ikke adgang endnu",
            sentence="Din konto er i orden, men den har ikke fået en rolle i Kommunesvar.",
            remedy=f"{_name_contact(provider)} om at give dig en, og log så på igen.",
        )
    account = asked.program.account_changes.arrive(describe_arrival(claims, provider.section, role), asked.now)
    if account.disabled:
        return _turn_away(
            asked,
            title="Din konto er spærret",
            sentence="En administrator har spærret din konto i Kommunesvar.",
            remedy=f"{_name_contact(provider)} om at åbne den igen, hvis det er en fejl.",
        )
    return sign_in(asked, account, find_own_address(attempt.then))


def _say_stale(asked: Asked) -> Response:
    return _turn_away(
        asked,
        title="Du blev ikke logget på",
        sentence="Der gik for lang tid, eller siden blev åbnet i en anden browser end den, du begyndte i.",
        remedy="Log på forfra.",
    )


def _say_declined(asked: Asked, provider: Provider) -> Response:
    """Say that the provider let nobody in; its error is a word of RFC 6749, section 4.1.2.1, for who runs us."""
    said = asked.query.find_text("error") or ""
    log.warning("provider declined", error=said if re.fullmatch(r"\w{1,60}", said) else "")
    return _turn_away(
        asked,
        title="Du blev ikke logget på",
        sentence="Logintjenesten lukkede dig ikke ind, eller du afbrød undervejs.",
        remedy=f"Prøv igen. {_name_contact(provider)} om hjælp, hvis det sker igen.",
    )


def _say_unavailable(asked: Asked, error: ProviderUnavailable) -> Response:
    log.error("provider unavailable", error=str(error))
    return _turn_away(
        asked,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        title="Logintjenesten svarer ikke",
        sentence="Programmet kan ikke få fat i den tjeneste, der ved, hvem du er.",
        remedy="Vent lidt, og prøv igen. Sig det til den, der driver programmet, hvis det varer ved.",
    )


def _turn_away(asked: Asked, *, title: str, sentence: str, remedy: str, status: int = HTTPStatus.FORBIDDEN) -> Response:
    view = TurnedAway(title=title, sentence=sentence, remedy=remedy)
    return asked.show("turned_away.html", status=status, view=view)


def _name_contact(provider: Provider) -> str:
    return f"Bed {provider.section.contact or 'den, der administrerer Kommunesvar hos jer,'}"


def _take_provider(asked: Asked) -> Provider:
    if asked.site.provider is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "Her logger man på med brugernavn og adgangskode.")
    return asked.site.provider


def _name_way_back(asked: Asked) -> str:
    return asked.site.name_address(asked.request) + asked.link("take_answer")


def _name_cookie(asked: Asked) -> str:
    return f"{asked.site.cookie}-log-paa"


ROUTES = (
    Route("/log-paa/konto", lead_to_provider, name="lead_to_provider"),
    Route("/log-paa/svar", take_answer, name="take_answer"),
)
