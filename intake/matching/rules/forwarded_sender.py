"""A mail is passed on: attached whole, or in the text of another, with lines on top that say who wrote it."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class ForwardedSender:
    """A claim: anybody can type "Fra: borgmester@odense.dk". Likely from a colleague, else weak."""

    name = "forwarded_sender"
    weight = Weight.FORWARDED

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for whoever owns the address that is said to have written what is passed on, or is named in it."""
        certainty = Certainty.LIKELY if traces.is_from_colleague else Certainty.WEAK
        seen: set[str] = set()
        for author, host in _list_authors(traces):
            found = traces.find_owner(host)
            for code in (found[0].code,) if found is not None else traces.finder.find(author):
                if code not in seen:
                    seen.add(code)
                    yield Match(code, self.name, certainty, (f"den videresendte mail er fra {author}",))


def _list_authors(traces: Traces) -> Iterator[tuple[str, str]]:
    for enclosed in traces.mail.enclosed:
        yield str(enclosed.headers.sender), enclosed.headers.sender.host
    if traces.passed_on is not None:
        yield traces.passed_on.author, traces.passed_on.host


rule = ForwardedSender()
