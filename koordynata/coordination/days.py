"""Days as offices write them, moments as the program keeps them: a stretch ends when its last day is over."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def first_moment(day: date) -> datetime:
    """As the day begins by the clocks of the house."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """As the day is over: the first moment that no longer belongs to it."""
    return first_moment(day + timedelta(days=1))


def last_day(end: datetime) -> date:
    """The last day on which something still held, from the first moment at which it did not."""
    return timezone.localdate(end - timedelta(microseconds=1))
