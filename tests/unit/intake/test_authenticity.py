import pytest

from domain.judgement import Authenticity, AuthenticityFinding
from intake.authentication_results import parse_authentication_results
from intake.authenticity import judge_authenticity
from tests.builders import Trace, build_headers, build_hop

OURS = "mx.kl.dk"
EXCHANGE_PASS = (
    "spf=pass (sender IP is 203.0.113.7) smtp.mailfrom=odense.dk; dkim=pass (signature was verified)\n"
    " header.d=odense.dk;dmarc=pass action=none header.from=odense.dk;compauth=pass reason=100"
)


def results(value: str) -> tuple[str, str]:
    return ("Authentication-Results", value)


def judge(
    *trace: Trace,
    sender: str | tuple[str, ...] = "Jens <jens@odense.dk>",
    ids: tuple[str, ...] = (OURS,),
    from_headers: int = 1,
    kindred: tuple[str, ...] = (),
) -> AuthenticityFinding:
    headers = build_headers(sender=sender, from_headers=from_headers, trace=trace)
    return judge_authenticity(
        headers,
        trusted_authserv_ids=ids,
        internal_domains=("kl.dk",),
        trusted_hosts=(OURS,),
        kindred_domains=kindred,
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("dmarc=pass (p=REJECT) header.from=odense.dk", "pass"),
        ("dmarc=pass", "pass"),
        ("dkim=pass header.d=odense.dk header.s=s1", "pass"),
        ("dkim=pass header.i=@odense.dk", "pass"),
        ("dkim=pass header.d=mail.odense.dk", "pass"),
        ("dkim=fail header.d=list.example; dkim=pass header.d=odense.dk", "pass"),
        ("DMARC=Pass Header.From=ODENSE.DK", "pass"),
        ("dmarc=fail header.from=odense.dk", "fail"),
        ("dmarc=fail; dkim=pass header.d=odense.dk", "fail"),
        ("spf=fail smtp.mailfrom=odense.dk", "fail"),
        ("dkim=fail header.d=odense.dk; spf=none", "fail"),
        ("spf=fail smtp.mailfrom=odense.dk; dkim=pass header.d=kksky.onmicrosoft.com", "none"),
        ("spf=softfail smtp.mailfrom=odense.dk", "none"),
        ("dkim=temperror header.d=odense.dk", "none"),
        ("dmarc=temperror; spf=neutral", "none"),
        ("dkim=none; spf=none", "none"),
        ("none", "none"),
        ("spf=pass smtp.mailfrom=jens@odense.dk", "none"),
        ("dmarc=bestguesspass header.from=odense.dk", "none"),
        ("spf=pass smtp.mailfrom=x@evil.example; dkim=pass header.d=evil.example", "fail"),
        ("dmarc=pass header.from=evil.example", "fail"),
        ("dkim=pass header.d=dk", "fail"),
        ("spf=none; dkim=none; dmarc=none; compauth=fail reason=001", "fail"),
        ("spf=pass smtp.mailfrom=odense.dk; dkim=none; dmarc=none; compauth=softpass", "none"),
        ("dkim=permerror header.d=odense.dk; spf=temperror", "none"),
        ("dkim=pass header.d=ense.dk", "fail"),
        ('dkim=pass (dmarc=fail) reason="dmarc=fail; x" header.d=odense.dk', "pass"),
    ],
)
def test_what_our_server_says_decides(said: str, expected: str) -> None:
    finding = judge(results(f"mx.kl.dk; {said}"), build_hop())

    assert finding.authenticity == expected


@pytest.mark.parametrize(
    ("signed", "sender", "expected"),
    [
        ("post.kk.dk", "buf.kk.dk", "pass"),
        ("kk.dk", "okf.kk.dk", "pass"),
        ("a.co.uk", "b.co.uk", "fail"),
        ("mail.a.co.uk", "www.a.co.uk", "pass"),
        ("co.uk", "a.co.uk", "fail"),
        ("b.onmicrosoft.com", "a.onmicrosoft.com", "none"),
        ("fkk.dk", "kk.dk", "fail"),
    ],
)
def test_a_signature_speaks_for_the_whole_organisation_and_no_other(signed: str, sender: str, expected: str) -> None:
    finding = judge(results(f"mx.kl.dk; dkim=pass header.d={signed}"), build_hop(), sender=f"a@{sender}")

    assert finding.authenticity == expected


@pytest.mark.parametrize(
    "name", ["ARC-Authentication-Results", "Authentication-Results-Original", "X-Authentication-Results"]
)
def test_what_others_have_sealed_or_put_aside_is_never_heard(name: str) -> None:
    finding = judge((name, "mx.kl.dk; dmarc=pass header.from=odense.dk"), build_hop())

    assert finding.authenticity is Authenticity.NONE


def test_exchange_onlines_form_may_name_the_recipients_domain_between() -> None:
    said = EXCHANGE_PASS.replace("; dkim", "; kl.dk; dkim").replace(";dmarc", ";kl.dk; dmarc")

    assert judge(results(said), build_hop(), ids=("exchange-online",)).authenticity is Authenticity.PASS


def test_a_colleague_whom_the_server_vouched_for_is_known_to_be() -> None:
    vouched = judge(results("mx.kl.dk; dmarc=pass header.from=kl.dk"), build_hop(), sender="Mia <mlar@kl.dk>")
    claimed = judge(build_hop(), sender="Mia <mlar@kl.dk>")

    assert (vouched.authenticity, vouched.confirmed) == (Authenticity.INTERNAL, True)
    assert (claimed.authenticity, claimed.confirmed) == (Authenticity.INTERNAL, False)


def test_the_evidence_is_in_danish() -> None:
    finding = judge(results("mx.kl.dk; dmarc=pass header.from=odense.dk"), build_hop())

    assert finding.evidence == ("mailserveren bekræftede afsenderen: dmarc=pass for odense.dk",)


def test_a_header_right_below_the_border_line_is_ours() -> None:
    finding = judge(build_hop(), results("mx.kl.dk; dmarc=fail"), build_hop("a.odense.dk", "pc"))

    assert finding.authenticity is Authenticity.FAIL


@pytest.mark.parametrize("forged", ["mx.kl.dk; dmarc=pass", "mail.evil.example; dmarc=pass", EXCHANGE_PASS])
def test_lower_and_foreign_headers_are_noted_and_ignored(forged: str) -> None:
    finding = judge(build_hop(), build_hop("mail.evil.example", "pc"), results(forged))

    assert finding.authenticity is Authenticity.NONE
    assert finding.evidence[-1].endswith("er ikke mailserverens egen og tæller ikke")


def test_a_forged_header_below_our_own_changes_nothing() -> None:
    finding = judge(results("mx.kl.dk; spf=softfail"), build_hop(), results("mx.kl.dk; dmarc=pass"))

    assert finding.authenticity is Authenticity.NONE


def test_two_checkers_of_our_server_are_heard_together() -> None:
    finding = judge(results("mx.kl.dk; dkim=pass header.d=odense.dk"), results("mx.kl.dk; dmarc=fail"), build_hop())

    assert finding.authenticity is Authenticity.FAIL


@pytest.mark.parametrize("name", ["mx.kl.dk.evil.example", "evilmx.kl.dk", "kl.dk"])
def test_the_servers_name_must_be_the_very_same(name: str) -> None:
    finding = judge(results(f"{name}; dmarc=pass"), build_hop())

    assert finding.authenticity is Authenticity.NONE


def test_exchange_onlines_form_counts_only_on_top_and_where_configured() -> None:
    on_top = judge(results(EXCHANGE_PASS), build_hop(), ids=("exchange-online",))
    below = judge(results("x.example; none"), results(EXCHANGE_PASS), build_hop(), ids=("exchange-online",))
    unknown = judge(results(EXCHANGE_PASS), build_hop())

    assert on_top.authenticity is Authenticity.PASS
    assert below.authenticity is Authenticity.NONE
    assert unknown.authenticity is Authenticity.NONE


@pytest.mark.parametrize(
    ("sender", "from_headers"),
    [((), 0), (("a@odense.dk", "b@evil.example"), 1), ("a@odense.dk", 2), ("", 1)],
)
def test_anything_but_one_sender_is_refused(sender: str | tuple[str, ...], from_headers: int) -> None:
    finding = judge(results("mx.kl.dk; dmarc=pass"), build_hop(), sender=sender, from_headers=from_headers)

    assert finding.authenticity is Authenticity.FAIL


def test_colleagues_are_internal_unless_refused() -> None:
    colleague = judge(build_hop(), sender="Mia <mlar@kl.dk>")
    impostor = judge(results("mx.kl.dk; dmarc=fail"), build_hop(), sender="Mia <mlar@kl.dk>")
    lookalike = judge(build_hop(), sender="Mia <mlar@xkl.dk>")

    assert colleague.authenticity is Authenticity.INTERNAL
    assert impostor.authenticity is Authenticity.FAIL
    assert lookalike.authenticity is Authenticity.NONE


def test_another_domain_of_the_same_municipality_contradicts_nothing() -> None:
    said = results("mx.kl.dk; dkim=pass header.d=skivekommune.dk")

    alone = judge(said, build_hop(), sender="a@skive.dk")
    kindred = judge(said, build_hop(), sender="a@skive.dk", kindred=("skivekommune.dk", "skive.dk"))

    assert alone.authenticity is Authenticity.FAIL
    assert kindred.authenticity is Authenticity.NONE


def test_a_header_is_parsed_with_comments_quotes_and_folding() -> None:
    parsed = parse_authentication_results(
        'mx.kl.dk 1;\r\n\tdkim=pass (2048-bit; (nested) key) header.d="odense.dk" header.b=abc;\r\n spf/1=none'
    )

    assert parsed.authserv_id == "mx.kl.dk"
    assert [(r.method, r.result) for r in parsed.results] == [("dkim", "pass"), ("spf", "none")]
    assert parsed.results[0].get("header.d") == "odense.dk"


@pytest.mark.parametrize("value", ["", ";;;", "(", '"', "=", "mx.kl.dk", "a=b=c;=;(", "x" * 100_000, '"' * 30_000])
def test_rubbish_proves_nothing(value: str) -> None:
    finding = judge(results(value), build_hop())

    assert finding.authenticity is Authenticity.NONE
