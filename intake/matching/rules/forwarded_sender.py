"""A colleague passes a mail on in the text of his own: the lines on top of it say who wrote it."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import Traces
from intake.matching.weight import Weight
from intake.passed_on import PassedOn


class ForwardedSender:
    """A claim: anybody can type "Fra: borgmester@odense.dk". Likely from a colleague, else weak."""

    name = "forwarded_sender"
    weight = Weight.FORWARDED

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for whoever owns the address that is said to have written the mail passed on, or is named in it."""
        passed_on = traces.passed_on
        if passed_on is None:
            return
        certainty = Certainty.LIKELY if traces.is_internal(traces.mail.headers.sender.host) else Certainty.WEAK
        for code in _list_codes(traces, passed_on):
            yield Match(code, self.name, certainty, (f"den videresendte mail er fra {passed_on.author}",))


def _list_codes(traces: Traces, passed_on: PassedOn) -> tuple[str, ...]:
    found = traces.find_owner(passed_on.host)
    return (found[0].code,) if found is not None else traces.finder.find(passed_on.author)


rule = ForwardedSender()
