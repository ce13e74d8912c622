"""The standings by region, as bars and in words."""

from dataclasses import dataclass

from domain.municipality import danish_key
from domain.standing import ANSWERED, MunicipalityStanding, Standing, Standings
from notifier.figures.palette import LOOKS
from notifier.figures.svg import draw, draw_box, draw_glyph, frame_picture, write_text

_STEP, _BAR, _NAMES, _LENGTH, _WIDTH = 50, 40, 160, 570, 890


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionShare:
    """Those of a region that were asked, in Danish order of name."""

    name: str
    rows: tuple[MunicipalityStanding, ...]

    @property
    def asked(self) -> int:
        """How many of the region were asked."""
        return len(self.rows)

    @property
    def answered(self) -> int:
        """How many of them have answered, in time or late."""
        return sum(row.standing in ANSWERED for row in self.rows)

    @property
    def percent(self) -> int:
        """The share that has answered."""
        return round(100 * self.answered / self.asked)

    def count(self, standing: Standing) -> int:
        """Return how many of them stand so."""
        return sum(row.standing is standing for row in self.rows)


def list_shares(standings: Standings) -> tuple[RegionShare, ...]:
    """Return the regions of which somebody was asked, from east to west as the municipality codes run."""
    regions: dict[str, list[MunicipalityStanding]] = {}
    for row in sorted(standings.rows, key=lambda row: row.municipality.code):
        regions.setdefault(row.region, []).append(row)
    asked = ((name, [r for r in rows if r.standing is not Standing.NOT_ASKED]) for name, rows in regions.items())
    return tuple(
        RegionShare(name=name, rows=tuple(sorted(rows, key=lambda row: danish_key(row.municipality.name))))
        for name, rows in asked
        if rows
    )


def draw_region_bars(standings: Standings) -> str:
    """Return a bar for each region as SVG, all of one length: parts of it stand as the municipalities do."""
    shares = list_shares(standings)
    return frame_picture(
        "".join(_draw_bar(share, y=number * _STEP) for number, share in enumerate(shares)),
        width=_WIDTH,
        height=max(len(shares), 1) * _STEP - (_STEP - _BAR),
        title="Svar pr. region",
        description=describe_region_bars(standings),
    )


def describe_region_bars(standings: Standings) -> str:
    """Return what the bars show, for those who do not see them."""
    told = (f"{share.name} {share.answered} af {share.asked}" for share in list_shares(standings))
    return f"Så mange af de hørte kommuner har svaret: {', '.join(told)}."


def _draw_bar(share: RegionShare, *, y: float) -> str:
    line, x = y + _BAR / 2 + 7, float(_NAMES)
    drawn = [write_text(share.name.removeprefix("Region "), x=0, y=line, size=19, anchor="start")]
    for standing in LOOKS:
        width = _LENGTH * share.count(standing) / share.asked
        drawn += _draw_part(standing, share.count(standing), x=x, y=y, width=width) if width else []
        x += width
    told = f"{share.answered} af {share.asked}"
    drawn.append(write_text(told, x=_NAMES + _LENGTH + 85, y=line, size=19, anchor="end"))
    drawn.append(write_text(f"{share.percent} %", x=_WIDTH - 2, y=line, size=19, anchor="end"))
    return draw("g", "".join(drawn))


def _draw_part(standing: Standing, count: int, *, x: float, y: float, width: float) -> list[str]:
    """Return a part with its glyph above its number, so that there is room for both in the part of a single one."""
    look, middle = LOOKS[standing], x + width / 2
    return [
        draw_box(x=x, y=y, width=width, height=_BAR, look=look),
        draw_glyph(look.glyph, x=middle, y=y + 17, size=13, fill=look.ink),
        write_text(str(count), x=middle, y=y + 33, size=14, fill=look.ink),
    ]
