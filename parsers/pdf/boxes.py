"""Rectangles on a PDF page."""

from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points, from the bottom left as PDF counts: ``top`` is greater than ``bottom``.

    A tuple, as a page has thousands: they are made in a third of the time.
    """

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def turn(self, degrees: int) -> "Box":
        """Return it as it lies on a page turned clockwise around its bottom left corner."""
        degrees %= 360
        if degrees == 90:  # noqa: PLR2004 - a quarter
            return Box(self.bottom, -self.right, self.top, -self.left)
        if degrees == 180:  # noqa: PLR2004 - a half
            return Box(-self.right, -self.top, -self.left, -self.bottom)
        if degrees == 270:  # noqa: PLR2004 - three quarters
            return Box(-self.top, self.left, -self.bottom, self.right)
        return self

    def holds(self, point: tuple[float, float]) -> bool:
        """Say whether a point lies in it."""
        across, up = point
        return self.left <= across <= self.right and self.bottom <= up <= self.top

    def is_beside(self, other: "Box") -> bool:
        """Say whether both stand on one line of text."""
        return abs(self.middle[1] - other.middle[1]) <= max(self.height, other.height) / 2


def surround(boxes: Sequence[Box]) -> Box:
    """Return the smallest rectangle around others."""
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )
