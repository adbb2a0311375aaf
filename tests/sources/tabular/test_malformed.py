"""Damaged files, some of those that `benchmarks/malformed.py` makes by the thousand."""

from __future__ import annotations

from benchmarks.malformed import check, house, naive


def test_nothing_crashes_and_nothing_changes_in_silence() -> None:
    assert check(house, 250) == {"files": 250, "silent changes": 0}


def test_the_check_can_fail() -> None:
    assert check(naive, 250)["silent changes"] > 0
