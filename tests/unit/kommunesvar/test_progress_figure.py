from datetime import UTC, datetime
from itertools import pairwise

import lxml.html

from domain.overview import count_by_day
from kommunesvar.web.overview.progress_figure import Course, show_progress, take_course
from tests.builders import build_consultation

CONSULTATION = build_consultation()
CAME = {
    "0101": datetime(2019, 10, 25, 8, 0, tzinfo=UTC),
    "0461": datetime(2019, 11, 1, 22, 59, tzinfo=UTC),
    "0751": datetime(2019, 11, 1, 23, 1, tzinfo=UTC),
    "0851": datetime(2019, 10, 25, 9, 0, tzinfo=UTC),
}


def test_answers_are_counted_by_danish_days() -> None:
    assert list(count_by_day(CAME, CONSULTATION)) == [(7, 2), (0, 3), (-1, 4)]


def test_a_day_that_has_not_come_counts_nobody() -> None:
    course = take_course(CAME, CONSULTATION, 2)

    assert [course.count(day) for day in (10, 7, 3, 2, 1)] == [0, 2, 2, 2, None]


def test_the_table_tells_what_the_lines_show_and_the_deadline_is_among_its_days() -> None:
    now, before = take_course(CAME, CONSULTATION, -3), Course(steps=[(30, 5), (0, 22)], until=-90)

    progress = show_progress(now, before, CONSULTATION)

    told = {moment.days_left: (moment.now, moment.before) for moment in progress.table}
    assert told[0] == (3, 22)
    assert told[7] == (2, 5)
    assert progress.told == (
        "3 dage efter fristen havde 4 af 98 svaret; ved den forrige høring havde 22 svaret på samme tid."
    )


def test_without_an_answer_and_without_a_consultation_before_there_is_still_a_figure() -> None:
    progress = show_progress(Course(steps=(), until=40), None, None)

    assert progress.told == "40 dage før fristen havde 0 af 98 svaret."
    assert lxml.html.fragment_fromstring(str(progress.picture)).get("aria-label") == progress.told
    assert progress.table[0].days_left == 40 // 7 * 7
    assert progress.table[-1].now is None


def test_the_lines_stay_within_the_picture_however_early_or_late_somebody_answers() -> None:
    early, late = Course(steps=[(400, 1), (-300, 2)], until=-400), Course(steps=[(2, 98)], until=0)

    picture = lxml.html.fragment_fromstring(str(show_progress(early, late, CONSULTATION).picture))

    points = [
        tuple(map(float, pair.split(","))) for line in picture.xpath("//polyline/@points") for pair in line.split()
    ]
    assert all(0 <= x <= 340 and 0 <= y <= 170 for x, y in points)
    assert all(one[0] <= other[0] for one, other in pairwise(points[:4]))
