"""What the rules of matching look at: a mail with the texts in which it may say whose it is, prepared once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from domain.acquaintances import NOBODY, Acquaintances
from domain.message import Attachment, ReadMail
from domain.municipality import Municipality, Roster, is_within
from intake.documents import find_own_documents
from intake.matching.claims import list_answerers, list_spoken_for, list_together
from intake.matching.footers import strip_footers, strip_signature
from intake.matching.names import NameFinder, name_finder
from intake.matching.partners import list_partners, signs_together
from intake.matching.places import Place, read_letterhead, read_signature
from intake.matching.spelling import Folded, fold, fold_twice
from intake.passed_on import PassedOn, is_forward, list_passed_on

LONGEST_HOST = 253
"""RFC 1035 §2.3.4: a longer name is none, and would only cost time."""
RUNNING_TEXT = 8_000
"""Characters of each text in which passing mentions are looked for."""
OPENING = 1500
"""Characters of each text in which it says in whose name it speaks."""
MOST_NAMED = 5
"""A mail that names more municipalities than this says nothing about whose it is."""
_LIST = 12
"""A document that begins with more municipalities is a list, as of those asked; a joint answer has fewer."""
_MOST_DOCUMENTS = 10
_WRITTEN = 2
"""The first of the openings: subject and own words; documents follow."""


@dataclass(frozen=True, kw_only=True)
class Traces:
    """A mail, and whom we know; texts are folded and kept, as several rules read the same.

    ``confirmed`` is whether the trusted server vouched for the sender; who writes from ``internal_domains`` is a
    colleague.
    """

    mail: ReadMail
    roster: Roster
    acquaintances: Acquaintances = field(default=NOBODY)
    confirmed: bool = False
    internal_domains: tuple[str, ...] = ()

    def find_owner(self, host: str) -> tuple[Municipality, str] | None:
        """Find the municipality of a host, and the domain that proves it."""
        return self.roster.find_by_host(host) if len(host) <= LONGEST_HOST else None

    def is_internal(self, host: str) -> bool:
        """Say whether a host is our own."""
        return is_within(host, self.internal_domains)

    @property
    def is_from_colleague(self) -> bool:
        """Whether the sender's address is one of our own."""
        return self.is_internal(self.mail.headers.sender.host)

    @cached_property
    def passed_on(self) -> PassedOn | None:
        """The mail that a colleague passes on in the text of his own, or that somebody else forwards; not our own."""
        if not (self.is_from_colleague or is_forward(self.mail)):
            return None
        return next((one for one in list_passed_on(self.mail) if not self.is_internal(one.host)), None)

    @cached_property
    def finder(self) -> NameFinder:
        """Knows the names of the roster."""
        return name_finder(self.roster)

    @cached_property
    def own_documents(self) -> tuple[Attachment, ...]:
        """The documents that the sender attached; the first ten tell whose they are."""
        return find_own_documents(self.mail)[:_MOST_DOCUMENTS]

    @cached_property
    def sender_name(self) -> str:
        """The name beside the sender's address, folded."""
        return fold(self.mail.headers.sender.name)

    @cached_property
    def subject(self) -> str:
        """The subject, folded."""
        return fold(self.mail.headers.subject)

    @cached_property
    def body(self) -> str:
        """The beginning of the own words, folded, without what is printed below them of others."""
        return strip_footers(fold(self.mail.body[:RUNNING_TEXT]), self.finder, self.owners)

    @cached_property
    def last_lines(self) -> str:
        """The last lines of the own words, as they were written."""
        return read_signature(self.mail)

    @cached_property
    def signature(self) -> str:
        """The last lines of the own words, folded, without what is printed below them of others."""
        return strip_signature(fold(self.last_lines), self.finder, self.owners)

    @cached_property
    def openings(self) -> tuple[Folded, ...]:
        """Subject, own words and documents, each as far as it may say in whose name it speaks, folded."""
        return (Folded(self.subject, self.subject.lower()), self.opening, *self._document_openings)

    @cached_property
    def opening(self) -> Folded:
        """The own words, as far as they may say in whose name they speak, folded."""
        words = self.body[:OPENING]
        return Folded(words, words.lower())

    @cached_property
    def _document_openings(self) -> tuple[Folded, ...]:
        return tuple(fold_twice(document.extracted.text[:OPENING]) for document in self.own_documents)

    @cached_property
    def spoken_for(self) -> dict[str, str]:
        """The municipalities that the mail says it speaks for, each with the words that say so."""
        spoken_for: dict[str, str] = {}
        for code, said in list_spoken_for(self.openings, self.finder):
            spoken_for.setdefault(code, said)
        for listed in list_together(self.openings, self.finder):
            if self.owners & listed.keys():
                spoken_for = {**listed, **spoken_for}
        for codes, said in self.partners:
            spoken_for = {**spoken_for, **dict.fromkeys(codes, said)}
        return spoken_for

    @cached_property
    def partners(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The sentences by which a known sender answers for others, and all whom he answers for by each."""
        if not self.owners:
            return ()
        found = (
            list_partners(opening, self.finder, self.owners, is_written=place < _WRITTEN)
            for place, opening in enumerate(self.openings)
        )
        return tuple(partner for partners in found for partner in partners)

    @cached_property
    def owners(self) -> frozenset[str]:
        """The municipalities that the sender's addresses belong to."""
        found = (self.find_owner(sender.host) for sender in self.mail.headers.froms)
        return frozenset(owner[0].code for owner in found if owner is not None)

    @cached_property
    def is_signed_together(self) -> bool:
        """Whether the last lines name a known sender's municipality and another's."""
        return bool(self.owners) and signs_together(self.signature, self.finder, self.owners)

    def is_own_name(self, word: str) -> bool:
        """Say whether a folded word names a municipality that the sender writes from, be it in the genitive."""
        return word[:1].isupper() and self.finder.find_genitive(word.strip(",;:()")) in self.owners

    @cached_property
    def names_only_others(self) -> bool:
        """Whether the own words name a municipality beside an answer, and nothing in the mail the sender's own."""
        if not self.owners or self.owners & (self.named_senders.keys() | self.spoken_for.keys()):
            return False
        named = set(list_answerers(self.opening.text, self.finder))
        return bool(named) and not any(self.owners.intersection(self.finder.find_in(o)) for o in self.openings)

    @cached_property
    def named_senders(self) -> dict[str, Place]:
        """The municipalities named where a name is the writer's own, each with the strongest place."""
        return self._find_named(self._list_own_places())

    @cached_property
    def document_author(self) -> str | None:
        """The municipality in whose name all letterheads are, if it is one: who sends them may be a neighbour."""
        headed = {code for _, head in self._letterheads for code in self.finder.find_in(head)}
        return headed.pop() if len(headed) == 1 else None

    @cached_property
    def mentioned(self) -> dict[str, Place]:
        """The municipalities named anywhere else, each with the first place."""
        return self._find_named(self._list_running_texts())

    def _find_named(self, places: Iterator[Place]) -> dict[str, Place]:
        named: dict[str, Place] = {}
        for place in places:
            for code in self.finder.find_folded(place.text):
                named.setdefault(code, place)
        return named

    @cached_property
    def _letterheads(self) -> tuple[tuple[Attachment, Folded], ...]:
        """The documents that are letters, each with the short lines on top of it."""
        letters = zip(self.own_documents, self._document_openings, strict=True)
        heads = ((letter, read_letterhead(opening.text)) for letter, opening in letters if not self._is_list(opening))
        return tuple((letter, Folded(head, head.lower())) for letter, head in heads)

    def _list_own_places(self) -> Iterator[Place]:
        headers = self.mail.headers
        yield Place("afsendernavnet", self.sender_name)
        for reply_to in headers.reply_to:
            yield Place("svaradressen", fold(reply_to.name))
        yield Place("emnet", self.subject)
        yield Place("underskriften", self.signature)
        for letter, head in self._letterheads:
            yield Place(f"brevhovedet i {letter.filename}", head.text)

    def _is_list(self, opening: Folded) -> bool:
        """Say whether a document is a list of municipalities, and no letter of any."""
        return opening.text.count("ommune") > _LIST and len(self.finder.find_in(opening)) > _LIST

    def _list_running_texts(self) -> Iterator[Place]:
        yield Place("mailens tekst", self.body)
        for document in self.own_documents:
            yield Place(f"teksten i {document.filename}", fold(document.extracted.text[:RUNNING_TEXT]))
