"""A find made small: whatever can be left out of it is, as long as the fault stays the same."""

import time
from dataclasses import replace

from tests.fuzz.cases import Case, Target
from tests.fuzz.fence import find_fault


def shrink(target: Target, case: Case, fault: str, seconds: float) -> Case:
    """Return the smallest input found in so many seconds that has the same fault."""
    if case.words:  # only of what is whole every word must come back
        return case
    until = time.monotonic() + seconds
    piece = len(case.data) // 2
    while piece and time.monotonic() < until:
        smaller = _leave_out(target, case, fault, piece, until)
        if smaller is case or piece > len(smaller.data) // 2:
            piece //= 2
        case = smaller
    return case


def _leave_out(target: Target, case: Case, fault: str, piece: int, until: float) -> Case:
    at = 0
    while at < len(case.data) and time.monotonic() < until:
        data = case.data[:at] + case.data[at + piece :]
        less = replace(case, data=data)
        if find_fault(target, less) == fault:
            case = less
        else:
            at += piece
    return case
