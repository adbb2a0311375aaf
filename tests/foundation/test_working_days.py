"""Working days and deadlines, against a calendar written down by hand and a slow count of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from koordynata.foundation import working_days as wd
from koordynata.foundation.working_days import add, count, deadline, holidays, is_working, local_day

WARSAW = ZoneInfo("Europe/Warsaw")
# Days off as printed in calendars.
PRINTED = {
    2010: "01-01 04-04 04-05 05-01 05-03 05-23 06-03 08-15 11-01 11-11 12-25 12-26",
    2024: "01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26",
    2025: "01-01 01-06 04-20 04-21 05-01 05-03 06-08 06-19 08-15 11-01 11-11 12-24 12-25 12-26",
    2026: "01-01 01-06 04-05 04-06 05-01 05-03 05-24 06-04 08-15 11-01 11-11 12-24 12-25 12-26",
    2027: "01-01 01-06 03-28 03-29 05-01 05-03 05-16 05-27 08-15 11-01 11-11 12-24 12-25 12-26",
    2028: "01-01 01-06 04-16 04-17 05-01 05-03 06-04 06-15 08-15 11-01 11-11 12-24 12-25 12-26",
}
EASTERS = {2010: "04-04", 2019: "04-21", 2024: "03-31", 2025: "04-20", 2026: "04-05", 2027: "03-28", 2028: "04-16",
           2029: "04-01", 2030: "04-21", 2031: "04-13", 2035: "03-25", 2038: "04-25"}  # fmt: skip

# Sixty moments: nights in which the clock changes, 29 February, the turn of the year, midnight, Christmas, May.
MOMENTS = [
    datetime(year, month, day, hour, minute, tzinfo=WARSAW)
    for year in (2024, 2025, 2026, 2027, 2028)
    for month, day, hour, minute in (
        (2, 28, 23, 59), (3, 1, 0, 0), (4, 30, 16, 0), (5, 2, 8, 0), (6, 30, 12, 0), (10, 31, 23, 30),
        (11, 10, 9, 0), (12, 23, 15, 0), (12, 31, 23, 59),
    )
] + [
    datetime(2024, 2, 29, 0, 0, tzinfo=WARSAW), datetime(2028, 2, 29, 23, 59, tzinfo=WARSAW),
    datetime(2026, 3, 29, 1, 59, tzinfo=WARSAW), datetime(2026, 3, 29, 3, 0, tzinfo=WARSAW),
    datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW, fold=0), datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW, fold=1),
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
    datetime(2026, 11, 30, 22, 59, tzinfo=UTC), datetime(2026, 11, 30, 23, 0, tzinfo=UTC),
    datetime(2026, 6, 30, 21, 59, tzinfo=UTC), datetime(2026, 6, 30, 22, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 0, tzinfo=UTC), datetime(2025, 12, 31, 22, 59, tzinfo=UTC),
    datetime(2027, 5, 26, 12, 0, tzinfo=UTC),
]  # fmt: skip


def free(day: date) -> bool:
    """Of the reference: from the printed calendar alone."""
    return day.weekday() in (5, 6) or day.strftime("%m-%d") in _printed(day.year).split()


def _printed(year: int) -> str:
    known = PRINTED.get(year)
    if known:
        return known
    sunday = date.fromisoformat(f"{year}-{EASTERS[year]}")
    moving = [sunday + timedelta(days=n) for n in (0, 1, 49, 60)]
    return " ".join(
        [d.strftime("%m-%d") for d in moving]
        + PRINTED[2026].split()[:2]
        + ["05-01", "05-03", "08-15", "11-01", "11-11", "12-24", "12-25", "12-26"]
    )


def slow_deadline(moment: datetime, number: int, is_free: object = free) -> date:
    offset = moment.astimezone(UTC).replace(tzinfo=None)
    summer = moment.astimezone(WARSAW).utcoffset() == timedelta(hours=2)
    day = (offset + timedelta(hours=2 if summer else 1)).date()
    found: list[date] = []
    while len(found) < number:
        day += timedelta(days=1)
        if not is_free(day):  # type: ignore[operator]
            found.append(day)
    return found[-1] if found else day


@pytest.mark.parametrize("year", PRINTED)
def test_days_off_as_printed(year: int) -> None:
    assert sorted(day.strftime("%m-%d") for day in holidays(year)) == sorted(PRINTED[year].split())


@pytest.mark.parametrize("year", EASTERS)
def test_easter(year: int) -> None:
    assert date.fromisoformat(f"{year}-{EASTERS[year]}") in holidays(year)


def test_christmas_eve_since_2025() -> None:
    assert is_working(date(2024, 12, 24)) and not is_working(date(2025, 12, 24))


def test_sixty_moments_and_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(MOMENTS) == 60
    wrong = [(m, n) for m in MOMENTS for n in (1, 7, 10, 20, 30) if deadline(m, n) != slow_deadline(m, n)]
    with capsys.disabled():
        print(f"\nworking days: {len(MOMENTS)} moments × 5 numbers, {len(wrong)} wrong")  # noqa: T201
    assert wrong == []


def test_a_calendar_without_christmas_eve_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with the law of 2024 some deadlines over Christmas come a day early."""
    monkeypatch.setattr(wd, "CHRISTMAS_EVE_SINCE", 9999)
    holidays.cache_clear()
    try:
        assert any(deadline(m, 10) != slow_deadline(m, 10) for m in MOMENTS)
    finally:
        monkeypatch.undo()
        holidays.cache_clear()


def test_the_day_is_the_polish_one() -> None:
    assert local_day(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == date(2026, 7, 1)
    assert local_day(datetime(2026, 11, 30, 22, 59, tzinfo=UTC)) == date(2026, 11, 30)
    with pytest.raises(ValueError, match="2026"):
        local_day(datetime(2026, 6, 30, 22, 0))


@pytest.mark.parametrize("moment", MOMENTS[::7])
def test_counting_and_adding_agree(moment: datetime) -> None:
    day = local_day(moment)
    for number in (1, 5, 20):
        later = add(day, number)
        assert count(day, later) == number and count(later, day) == -number
        assert is_working(later) and is_working(add(later, -number))
    assert add(day, 0) == day and count(day, day) == 0
