"""A municipality is named in full where a sender names himself: a suggestion, never proof."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from domain.municipality import Roster
from intake.matching.names import name_finder
from intake.matching.places import Place, list_places

MOST_NAMED = 5
"""A mail that names more municipalities than this says nothing about whose it is."""


class OfficialName:
    """Likely in a display name, subject, signature or letterhead; weak in running text."""

    name = "official_name"

    def find_matches(self, mail: ReadMail, roster: Roster) -> Iterator[Match]:
        """Vote once for each municipality named, by the strongest place it stands in."""
        finder = name_finder(roster)
        places: dict[str, Place] = {}
        for place in list_places(mail):
            for code in finder.find(place.text):
                places.setdefault(code, place)
        if len(places) > MOST_NAMED:
            return
        for code, place in places.items():
            certainty = Certainty.LIKELY if place.names_sender else Certainty.WEAK
            yield Match(code, self.name, certainty, (f"{place.words} nævner {roster[code].official_name}",))


rule = OfficialName()
