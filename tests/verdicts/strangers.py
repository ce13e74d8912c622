"""Chapters: who is not what the address says: free mail, look-alike domains, gateways, and what servers say of them."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.judgement import Authenticity
from domain.kind import Kind
from domain.message import State
from tests.verdicts.asking import COUNT, REVIEW, doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import Writer, pick, writer_of
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import Post, border, confirm
from tests.verdicts.programs import dress

FREE = ("gmail.com", "hotmail.com", "outlook.dk", "yahoo.dk", "icloud.com", "mail.dk", "jubii.dk", "stofanet.dk", "live.dk",
        "post.tele.dk", "ofir.dk", "tdcadsl.dk", "protonmail.com", "youmail.dk")  # fmt: skip
ROLES = (
    "Hermed svar. \n\n{person}\nMedlem af Kommunalbestyrelsen i {name} Kommune",
    "Kære KL\n\nSom formand for {committee} i {official} sender jeg hermed udvalgets høringssvar.\n\n{person}",
    "{official} har ingen bemærkninger.\n\n{person}, direktør i {official}",
    "Mit svar på høringen er vedhæftet.\n\n{person}, byrådsmedlem (A), {name} Byråd",
    "Høringssvar fra {official} vedhæftet. Sendt fra min private mail, da vi har nedbrud på rådhuset.\n\n{person}",
    "Hermed kommunens svar.\n\n{person}\nUdvalgsformand, {official}",
)
ALIKE = (
    ("0101", "post@fkk.dk"), ("0101", "post@kk.dk.mail-secure.example"), ("0461", "borgmester@odense.dk.evil.example"),
    ("0175", "post@rodovre.dk"), ("0240", "skole@egedal.dk"), ("0400", "post@bornholm.dk"), ("0851", "bu@aalborg-kommune.dk"),
    ("0621", "post@kolding-kommune.dk"), ("0727", "post@skodder.dk"), ("0630", "post@nyvejle.dk"), ("0175", "post@mark.dk"),
    ("0751", "svar@aarhus.com"), ("0615", "post@horsens.kommune.dk"), ("0671", "post@xn--strur-nsa.dk"),
    ("0269", "post@kommune-solrod.dk"), ("0101", "borgmester@koebenhavn.dk"),
)  # fmt: skip
SUBDOMAINS = (
    ("0101", "okf.kk.dk"), ("0101", "buf.kk.dk"), ("0751", "mbu.aarhus.dk"), ("0851", "skole.aalborg.dk"),
    ("0340", "xn--sor-2na.dk"), ("0810", "99454545.dk"), ("0151", "balk.dk"), ("0316", "holb.dk"), ("0240", "egekom.dk"),
    ("0400", "brk.dk"), ("0175", "rk.dk"), ("0169", "htk.dk"), ("0173", "ltk.dk"), ("0430", "FMK.DK"), ("0760", "rksk.dk"),
    ("0773", "morsoe.dk"), ("0561", "esbjergkommune.dk"), ("0575", "vejenkom.dk"), ("0740", "silkeborgkommune.dk"),
)  # fmt: skip


def cases() -> Iterator[Labelled]:
    """Councillors by free mail, look-alikes, forged names, odd but true domains, and gateways."""
    yield from _free_mail()
    yield from _look_alikes()
    yield from _true_domains()
    yield from _gateways()
    yield from _servers_words()


def _free_mail() -> Iterator[Labelled]:
    for number, host in enumerate(FREE, 1):
        writer = pick(2300 + number)
        wording = ROLES[number % len(ROLES)]
        post = usual(writer, wording, subject=("Høringssvar", "Kerneværdier", "Svar på høring")[number % 3], sign=False)
        post = replace(post, sender=f"{writer.address.partition('@')[0]}@{host}")
        if "ingen bem" not in wording:
            post = post.with_files(paper(writer))
        kinds = {Kind.NO_COMMENTS} if "ingen bem" in wording else {Kind.RESPONSE}
        asked = doubtful(writer, dress(post, number), kinds={*kinds, Kind.OTHER})
        yield label("free_mail", writer.town.code, number, dress(post, number), asked)


def _look_alikes() -> Iterator[Labelled]:
    for number, (code, address) in enumerate(ALIKE, 1):
        writer = writer_of(code, 2350 + number)
        post = replace(
            usual(writer, "Hermed høringssvar fra {official}."), sender=address, name=writer.town.official_name
        )
        post = dress(post.with_files(paper(writer)), number)
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("look_alike", f"domain-{code}", number, post, asked)
    for number in range(31, 37):
        writer = pick(2350 + number)
        post = usual(writer, "{official} har ingen bemærkninger.")
        post = replace(post, sender=f"info{number}@firma.example", name=f"{writer.person} <{writer.address}>")
        asked = replace(doubtful(writer, post, kinds={Kind.NO_COMMENTS, Kind.OTHER}), first=None)
        yield label("look_alike", f"name-{writer.town.code}", number, post, asked)


def _true_domains() -> Iterator[Labelled]:
    for number, (code, host) in enumerate(SUBDOMAINS, 1):
        writer = writer_of(code, 2400 + number)
        post = replace(usual(writer, "Hermed fremsendes {official}s høringssvar."), sender=f"post@{host}")
        post = dress(post.with_files(paper(writer)), number)
        yield label("true_domain", code, number, post, reply(writer, post))


def _gateways() -> Iterator[Labelled]:
    """Secure mail: the gateway's address in From, the municipality's in Reply-To."""
    hosts = ("sikkermail.example", "securemail.example", "sepo.example", "tunnelmail.example")
    for number in range(1, 9):
        writer = pick(2450 + number)
        post = usual(
            writer, "Hermed fremsendes {official}s høringssvar som sikker mail.", subject="Sikker mail: Høringssvar"
        )
        gateway = f"noreply@{hosts[number % 4]}"
        headers = (f"Reply-To: {writer.address}",)
        post = dress(
            replace(post, sender=gateway, name=f"{writer.person} via Sikker Mail").with_files(paper(writer)), number
        )
        post = replace(post, headers=(*post.headers, *headers))
        # A Reply-To is anybody's to write: the best suggestion, and a person to believe it.
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("gateway", f"reply-to-{writer.town.code}", number, post, asked)
    for number in range(21, 25):
        writer = pick(2450 + number)
        post = usual(writer, "Hermed svar fra {official}.")
        post = replace(post.with_files(paper(writer)), headers=(f"Reply-To: sekretariat@{writer.town.domains[0]}",))
        yield label("gateway", f"own-reply-to-{writer.town.code}", number, post, reply(writer, post))


def _servers_words() -> Iterator[Labelled]:
    """What our own server and others say of a sender who looks genuine."""
    for number, (slug, make) in enumerate(_WORDS * 2, 1):
        writer = pick(2500 + number)
        post = usual(writer, "Hermed fremsendes {official}s høringssvar.").with_files(paper(writer))
        headers, verdicts, states = make(post, writer)
        trace = (f"Return-Path: <{post.sender}>", *headers, *border(post, number))
        post = dress(replace(post, trace=trace), number)
        if states == REVIEW:
            asked = doubtful(writer, post, "unverified_sender")
        else:
            asked = reply(writer, post, states=states, plain=False)
        yield label("authenticity", slug, number, post, replace(asked, authenticity=verdicts))
    yield from _two_senders()
    yield from _foreign_words()


_Said = tuple[tuple[str, ...], frozenset[Authenticity], frozenset[State]]
FAIL, NONE, PASS = (frozenset({a}) for a in (Authenticity.FAIL, Authenticity.NONE, Authenticity.PASS))


def _dmarc_fail(post: Post, _: Writer) -> _Said:
    said = f"dmarc=fail (p=none dis=none) header.from={post.host}; spf=fail smtp.mailfrom={post.host}"
    return (f"Authentication-Results: mx.kl.dk; {said}",), FAIL, REVIEW


def _softfail(post: Post, _: Writer) -> _Said:
    return (f"Authentication-Results: mx.kl.dk; spf=softfail smtp.mailfrom={post.host}",), NONE, COUNT


def _temperror(post: Post, _: Writer) -> _Said:
    said = f"spf=temperror smtp.mailfrom={post.host}; dkim=temperror header.d={post.host}; dmarc=temperror header.from={post.host}"
    return (f"Authentication-Results: mx.kl.dk; {said}",), NONE, COUNT


def _nothing(post: Post, _: Writer) -> _Said:
    return (
        (f"Authentication-Results: mx.kl.dk; spf=none smtp.mailfrom={post.host}; dkim=none; dmarc=none",),
        NONE,
        COUNT,
    )


def _no_header(_: Post, __: Writer) -> _Said:
    return (), NONE, COUNT


def _spf_fail_dkim_pass(post: Post, _: Writer) -> _Said:
    said = f"spf=fail smtp.mailfrom={post.host}; dkim=pass header.d={post.host}; dmarc=pass header.from={post.host}"
    return (f"Authentication-Results: mx.kl.dk; {said}",), PASS, COUNT


def _dkim_broken_dmarc_pass(post: Post, _: Writer) -> _Said:
    said = f'dkim=fail reason="signature verification failed" header.d={post.host}; spf=pass smtp.mailfrom={post.host}'
    return (f"Authentication-Results: mx.kl.dk; {said}; dmarc=pass header.from={post.host}",), PASS, COUNT


def _tenant(post: Post, _: Writer) -> _Said:
    said = f"dkim=pass header.d=kommune787.onmicrosoft.com; spf=neutral smtp.mailfrom={post.host}"
    return (f"Authentication-Results: mx.kl.dk; {said}",), NONE, COUNT


def _another_domain(post: Post, _: Writer) -> _Said:
    said = f"dkim=pass header.d=masseudsendelse.example; spf=pass smtp.mailfrom=masseudsendelse.example; dmarc=fail header.from={post.host}"
    return (f"Authentication-Results: mx.kl.dk; {said}",), FAIL, REVIEW


def _spf_fail(post: Post, _: Writer) -> _Said:
    return (f"Authentication-Results: mx.kl.dk; spf=fail smtp.mailfrom={post.host}; dkim=none",), FAIL, REVIEW


_WORDS = (
    ("dmarc-fail", _dmarc_fail), ("softfail", _softfail), ("temperror", _temperror), ("none", _nothing),
    ("no-header", _no_header), ("spf-fail-dkim-pass", _spf_fail_dkim_pass), ("dkim-broken", _dkim_broken_dmarc_pass),
    ("tenant", _tenant), ("another-domain", _another_domain), ("spf-fail", _spf_fail),
)  # fmt: skip


def _two_senders() -> Iterator[Labelled]:
    for number in range(41, 47):
        writer, other = pick(2500 + number), pick(2600 + number)
        post = usual(writer, "Hermed {official}s høringssvar.").with_files(paper(writer))
        second = f"From: {other.person.split()[0].encode('ascii', 'replace').decode()} <{other.address}>"
        trace = (f"Return-Path: <{post.sender}>", *confirm(post.host), *border(post, number))
        if number % 2:
            post = replace(post, trace=(*trace, f"From: {writer.address}"), headers=(second,))
        else:
            post = replace(post, trace=trace, headers=(f"From: {writer.address}, {other.address}",))
        asked = replace(doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER}), first=None, authenticity=FAIL)
        yield label("authenticity", "two-senders", number, post, asked)


def _foreign_words() -> Iterator[Labelled]:
    """A forger writes our server's words below its line, or another server praises its own."""
    for number in range(51, 61):
        writer = pick(2500 + number)
        post = usual(writer, "Hermed fremsendes {official}s høringssvar.").with_files(paper(writer))
        lines, host = border(post, 0), post.host
        ours = f"Authentication-Results: mx.kl.dk; dmarc=pass header.from={host}; dkim=pass header.d={host}"
        refused = f"Authentication-Results: mx.kl.dk; dmarc=fail header.from={host}; spf=fail smtp.mailfrom={host}"
        foreign = f"Authentication-Results: mx.{host}; dmarc=pass header.from={host}"
        bare = f"Authentication-Results: spf=pass smtp.mailfrom={host}; dkim=pass header.d={host};dmarc=pass header.from={host}"
        traces = {
            "forged-below": ((refused, *lines, ours), FAIL, REVIEW),
            "foreign": ((*lines, foreign), NONE, COUNT),
            "below-only": ((*lines[:1], ours, *lines[1:]), NONE | PASS, COUNT),
            "exchange-untrusted": ((bare, *lines), NONE, COUNT),
            "arc-only": (
                (f"ARC-Authentication-Results: i=1; mx.kl.dk; dmarc=fail header.from={host}", *lines),
                NONE,
                COUNT,
            ),
        }
        slug = list(traces)[number % len(traces)]
        trace, verdicts, states = traces[slug]
        post = replace(post, trace=(f"Return-Path: <{post.sender}>", *trace))
        asked = (
            doubtful(writer, post, "unverified_sender")
            if states == REVIEW
            else reply(writer, post, states=states, plain=False)
        )
        yield label("authenticity", slug, number, post, replace(asked, authenticity=verdicts))
