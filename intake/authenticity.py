"""Whether the trusted mail server confirmed the sender: its own words alone, by name and by place.

Anybody can write ``Authentication-Results: mx.kl.dk; dmarc=pass`` into a mail. Only what stands above the
lines of strangers was written by our server (RFC 8601 §5, §7.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.judgement import Authenticity, AuthenticityFinding
from domain.message import MailHeaders
from domain.municipality import is_within, normalise_host
from intake.authentication_results import AuthenticationResults, MethodResult, parse_authentication_results
from intake.clock import find_border, list_hosts

EXCHANGE_ONLINE = "exchange-online"
"""The configured word for a server whose header bears no authserv-id."""

MOST_RESULTS = 50
"""So many headers from the top are looked at; ours stand there, and no honest mail has more."""

_REFUSALS = frozenset({"dmarc", "compauth"})
"""Whose *fail* is the server's last word: DMARC, and the composite one of Exchange Online."""
_COUNTRY = 2
"""Letters of a country's top-level domain."""
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "or", "org"})
"""Names below countries under which organisations register, as in ``co.uk``; Danish ones register below ``dk``."""
_TENANTS = frozenset({"onmicrosoft.com"})
"""Domains whose sub-domains belong to anybody."""

_RELAYED_BY = "onmicrosoft.com"
"""Microsoft signs for its customers with ``d=<tenant>.onmicrosoft.com``: that neither proves nor contradicts."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A header with the number of Received lines above it."""

    lines_above: int
    results: AuthenticationResults


def judge_authenticity(
    headers: MailHeaders,
    *,
    trusted_authserv_ids: tuple[str, ...],
    internal_domains: tuple[str, ...],
    trusted_hosts: tuple[str, ...] = (),
    kindred_domains: tuple[str, ...] = (),
) -> AuthenticityFinding:
    """Say whether the sender was confirmed, refused, or neither; evidence in Danish.

    ``trusted_hosts`` write our Received lines (default: the authserv-ids). ``kindred_domains`` are other
    mail domains of the same sender: being confirmed for one of them contradicts nothing.
    """
    if headers.from_headers != 1 or len(headers.froms) != 1:
        count = max(len(headers.froms), headers.from_headers)
        return AuthenticityFinding(Authenticity.FAIL, (f"mailen har {count} afsendere; den skal have præcis én",))
    host = normalise_host(headers.sender.host)
    zone = _count_own_lines(headers, trusted_hosts or trusted_authserv_ids, internal_domains)
    trusted, untrusted = _sort_by_trust(headers, trusted_authserv_ids, zone)
    results = [result for placed in trusted for result in placed.results.results]
    found, evidence = _judge_results(results, host, kindred_domains)
    confirmed = found is Authenticity.PASS
    if found is not Authenticity.FAIL and is_within(host, internal_domains):
        found = Authenticity.INTERNAL
        evidence = (f"afsenderen er intern ({host})",)
    return AuthenticityFinding(found, (*evidence, *_remark_untrusted(untrusted)), confirmed=confirmed)


def _count_own_lines(headers: MailHeaders, trusted_hosts: tuple[str, ...], internal_domains: tuple[str, ...]) -> int:
    """Return how many Received lines from the top are ours: up to the border, or while our own hosts wrote them."""
    border = find_border(headers.hops, trusted_hosts)
    if border is not None:
        return border + 1
    trust = list_hosts(trusted_hosts)
    for index, hop in enumerate(headers.hops):
        if not trust.has(hop.by) and not is_within(normalise_host(hop.by), internal_domains):
            return index
    return len(headers.hops)


def _sort_by_trust(
    headers: MailHeaders, authserv_ids: tuple[str, ...], zone: int
) -> tuple[list[_Placed], list[_Placed]]:
    """Tell our server's headers from all others.

    Several may stand together above our own border line (one a checker); below it, where a stranger's
    own headers begin, only the topmost can be ours.
    """
    trusted: list[_Placed] = []
    untrusted: list[_Placed] = []
    for number, placed in enumerate(_list_headers(headers)):
        first_of_ours = not trusted or (trusted[0].lines_above == placed.lines_above < zone)
        ours = placed.lines_above <= zone and first_of_ours and _is_ours(placed, authserv_ids, topmost=number == 0)
        (trusted if ours else untrusted).append(placed)
    return trusted, untrusted


def _list_headers(headers: MailHeaders) -> Iterator[_Placed]:
    lines, found = 0, 0
    for name, value in headers.raw:
        if name.lower() == "received":
            lines += 1
        elif name.lower() == "authentication-results":
            found += 1
            if found > MOST_RESULTS:
                return
            yield _Placed(lines, parse_authentication_results(value))


def _is_ours(placed: _Placed, authserv_ids: tuple[str, ...], *, topmost: bool) -> bool:
    if not placed.results.authserv_id:
        return topmost and EXCHANGE_ONLINE in authserv_ids
    return placed.results.authserv_id in {i.lower() for i in authserv_ids} - {EXCHANGE_ONLINE}


def _judge_results(
    results: list[MethodResult], host: str, kindred: tuple[str, ...]
) -> tuple[Authenticity, tuple[str, ...]]:
    refused = next((r for r in results if r.result == "fail" and r.method in _REFUSALS), None)
    if refused is not None:
        return Authenticity.FAIL, (f"mailserveren afviste afsenderen: {refused.method}=fail for {host}",)
    for result in results:
        if result.result == "pass" and result.method in ("dmarc", "dkim") and _is_aligned(result, host):
            return Authenticity.PASS, (f"mailserveren bekræftede afsenderen: {result.method}=pass for {host}",)
    passes = [r for r in results if r.result == "pass" and r.method in ("spf", "dkim", "dmarc")]
    failed = [r.method for r in results if r.result == "fail" and r.method in ("spf", "dkim")]
    if failed and not passes:
        return Authenticity.FAIL, (f"mailserveren afviste afsenderen: {failed[0]}=fail for {host}",)
    strangers = _find_strangers(passes, host, kindred)
    if strangers:
        return Authenticity.FAIL, (f"mailserveren bekræftede en anden afsender: {', '.join(strangers)}, ikke {host}",)
    return Authenticity.NONE, ("mailserveren har hverken bekræftet eller afvist afsenderen",)


def _is_aligned(result: MethodResult, host: str) -> bool:
    """Say whether a result speaks of the From domain or of another of the same organisation (RFC 7489 §3.1)."""
    domain = _find_domain(result)
    if not domain:
        return result.method == "dmarc"
    return _is_related(domain, host)


def _find_domain(result: MethodResult) -> str:
    keys = {
        "dmarc": ("header.from",),
        "dkim": ("header.d", "header.i"),
        "spf": ("smtp.mailfrom", "smtp.mail", "smtp.helo"),
    }
    found = next((value for key in keys[result.method] if (value := result.get(key))), "")
    return normalise_host(found.rpartition("@")[2].strip("<>"))


def _is_related(domain: str, host: str) -> bool:
    """Say whether two hosts belong to one organisation (RFC 7489 §3.2)."""
    organisation = _find_organisation(domain)
    return bool(organisation) and organisation == _find_organisation(host)


def _find_organisation(host: str) -> str:
    """Return the organisational domain of a host: two labels, or three below such as ``co.uk``; else nothing."""
    labels = host.split(".")
    suffix = 2 if len(labels[-1]) == _COUNTRY and labels[-2:-1] and labels[-2] in _SECOND_LEVELS else 1
    suffix = 2 if ".".join(labels[-2:]) in _TENANTS else suffix
    return ".".join(labels[-suffix - 1 :]) if len(labels) > suffix else ""


def _find_strangers(passes: list[MethodResult], host: str, kindred: tuple[str, ...]) -> tuple[str, ...]:
    """Return the domains that were confirmed, where none of them has anything to do with the sender's."""
    domains = [_find_domain(result) for result in passes]
    own = (host, *(normalise_host(domain) for domain in kindred))
    neutral = [d for d in domains if not d or d.endswith(_RELAYED_BY) or any(_is_related(d, o) for o in own)]
    return () if neutral else tuple(dict.fromkeys(domains))


def _remark_untrusted(placed: list[_Placed]) -> Iterator[str]:
    for name in dict.fromkeys(p.results.authserv_id or "en unavngiven server" for p in placed[:5]):
        yield f"en oplysning om ægthed fra {name} er ikke mailserverens egen og tæller ikke"
