"""How long before a meeting the invited must know of it. Days are Polish calendar days, whatever the clock did.

The day of the call never counts. Where the period is *full* (the default) the day of the meeting does not count
either: so many whole days lie between the two. Rules that count up to the meeting's own day say `notice_full: no`.
Which of the two a body's rules mean is theirs to say; pages show how it was counted.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from koordynata.foundation.working_days import ONE, count, local_day

from .verdict.rules_file import BodyRules


@dataclass(frozen=True)
class NoticeRule:
    """How many days, of which kind, counted how."""

    days: int
    working: bool = False
    full: bool = True

    def given(self, called: date, meeting: date) -> int:
        """Days that the invited have when the meeting is called on that day; below zero when it is past."""
        last = meeting - ONE if self.full else meeting
        return count(called, last) if self.working else (last - called).days

    def last_day(self, meeting: date) -> date:
        """The last day on which the meeting may be called."""
        day = meeting - timedelta(days=self.days)
        while self.given(day, meeting) < self.days:
            day -= ONE
        return day


@dataclass(frozen=True)
class NoticePeriod:
    """The rule applied to one meeting and one day of calling it."""

    rule: NoticeRule
    given: int
    last_day: date

    @property
    def is_enough(self) -> bool:
        """Whether the invited know early enough."""
        return self.given >= self.rule.days


def rule_of(rules: BodyRules) -> NoticeRule:
    """What the rules of procedure say."""
    return NoticeRule(rules.notice_days, rules.notice_in == "working", rules.notice_full)


def period(rule: NoticeRule, called: datetime, starts: datetime) -> NoticePeriod:
    """The notice that people get who are called at one moment to a meeting at another."""
    meeting = local_day(starts)
    return NoticePeriod(rule, rule.given(local_day(called), meeting), rule.last_day(meeting))
