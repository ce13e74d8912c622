"""How the answers came in, day by day until the deadline, beside the last consultation: as lines and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from markupsafe import Markup

from domain.consultation import Consultation
from domain.municipality import MUNICIPALITY_COUNT
from domain.overview import FirstReplies, count_by_day
from notifier.danish import format_count
from notifier.figures.svg import draw

WIDTH, HEIGHT = 340, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 322, 10, 146
_LINES = (0, 25, 50, 75, 98)
_MOST_DAYS, _FEWEST_DAYS = 90, 7
"""What lies further back is drawn at the left edge: nobody answers that early."""
_LABELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the answers of one consultation came in; ``until`` is the last day that is known, in days left."""

    steps: Sequence[tuple[int, int]]
    until: int

    def count(self, days_left: int) -> int | None:
        """Return how many had answered by the end of a day; None where that day has not come."""
        if days_left < self.until:
            return None
        return max((number for day, number in self.steps if day >= days_left), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A line of the table: how many had answered by then, now and the last time."""

    days_left: int
    label: str
    now: int | None
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the page shows of it."""

    picture: Markup
    told: str
    table: Sequence[Moment]
    before: Consultation | None


def take_course(first_replies: FirstReplies, consultation: Consultation, days_left: int) -> Course:
    """Return the course of a consultation, of which so many days are left."""
    return Course(steps=count_by_day(first_replies, consultation), until=days_left)


def show_progress(now: Course, before: Course | None, consultation: Consultation | None) -> Progress:
    """Return the lines, the sentence and the table; ``consultation`` is the one before, where there is one."""
    most, least = _find_span(now, before)
    told = _tell(now, before)
    return Progress(
        picture=_draw(now, before, most, least, told),
        told=told,
        table=[_tell_day(day, now, before) for day in _list_days(most, least)],
        before=consultation,
    )


def word_day(days_left: int) -> str:
    """Return how far from the deadline a day lies."""
    if days_left == 0:
        return "på fristdagen"
    how_far = format_count(abs(days_left), "dag", "dage")
    return f"{how_far} {'før' if days_left > 0 else 'efter'}"


def _find_span(now: Course, before: Course | None) -> tuple[int, int]:
    """Return the first and the last day that are drawn: from the first answer, to the last or today."""
    courses = [course for course in (now, before) if course is not None]
    first = [course.steps[0][0] for course in courses if course.steps]
    last = [course.steps[-1][0] for course in courses if course.steps]
    most = min(max([*first, now.until, _FEWEST_DAYS]), _MOST_DAYS)
    return most, max(min([*last, 0]), -_MOST_DAYS)


def _tell(now: Course, before: Course | None) -> str:
    day = now.until
    count = now.count(day) or 0
    said = f"{_capitalise(word_day(day))}{' fristen' if day else ''} havde {count} af {MUNICIPALITY_COUNT} svaret"
    if before is None:
        return f"{said}."
    return f"{said}; ved den forrige høring havde {before.count(day) or 0} svaret på samme tid."


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list_days(most: int, least: int) -> Sequence[int]:
    """Return about a dozen days, the deadline among them, at distances that people count in."""
    step = next(step for step in (1, 2, 7, 14, 28) if (most - least) / step <= 12)  # noqa: PLR2004 - a dozen
    first = most // step * step
    return range(first, least - step, -step)


def _tell_day(day: int, now: Course, before: Course | None) -> Moment:
    return Moment(days_left=day, label=word_day(day), now=now.count(day), before=before.count(day) if before else None)


def _draw(now: Course, before: Course | None, most: int, least: int, told: str) -> Markup:
    scale = _Scale(most=most, least=least)
    drawn = [_draw_level(level, scale) for level in _LINES]
    drawn += [_draw_day(day, scale) for day in _pick_labels(most, least)]
    drawn.append(draw("line", class_="deadline", x1=scale.x(0), x2=scale.x(0), y1=_TOP, y2=_BOTTOM))
    drawn += [_draw_course(before, scale, "before")] if before else []
    drawn.append(_draw_course(now, scale, "now"))
    return Markup(  # noqa: S704 - draw() and escape() have escaped all that it holds
        draw(
            "svg",
            "".join(drawn),
            class_="figure-progress",
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=told,
            focusable="false",
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where days and numbers lie in the picture."""

    most: int
    least: int

    def x(self, days_left: float) -> float:
        """Return where a day ends; what lies outside the picture is at its edge."""
        day = min(max(days_left, self.least), self.most)
        return _LEFT + (self.most - day) / (self.most - self.least) * (_RIGHT - _LEFT)

    def y(self, count: int) -> float:
        """Return how high a number lies."""
        return _BOTTOM - count / MUNICIPALITY_COUNT * (_BOTTOM - _TOP)


def _draw_level(level: int, scale: _Scale) -> str:
    y = scale.y(level)
    line = draw("line", class_="level", x1=_LEFT, x2=_RIGHT, y1=y, y2=y)
    return line + draw("text", str(level), class_="end", x=_LEFT - 5, y=y + 4)


def _pick_labels(most: int, least: int) -> Sequence[int]:
    days = [day for day in _list_days(most, least) if least <= day <= most]
    every = len(days) // _LABELS + 1
    return [day for day in days if day % (every * _step(days)) == 0]


def _step(days: Sequence[int]) -> int:
    return days[0] - days[1] if len(days) > 1 else 1


def _draw_day(day: int, scale: _Scale) -> str:
    label = "frist" if day == 0 else str(-day) if day < 0 else f"−{day}"
    return draw("text", escape(f"+{label}" if day < 0 else label), class_="middle", x=scale.x(day), y=_BOTTOM + 16)


def _draw_course(course: Course, scale: _Scale, name: str) -> str:
    """Return a line that rises by a step on each day on which somebody answered, and goes on as far as is known."""
    points, y = [(scale.x(scale.most), scale.y(0))], scale.y(0)
    for day, number in course.steps:
        points += [(scale.x(day), y), (scale.x(day), scale.y(number))]
        y = scale.y(number)
    points.append((max(scale.x(course.until), points[-1][0]), y))
    return draw("polyline", class_=f"course {name}", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points))
