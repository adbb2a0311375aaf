"""What the years showed, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import pgettext

from koordynata.foundation.periods import SchoolYear
from koordynata.opinions.models import FollowUp

from .evidence import Told, words_of

JUDGEMENTS: dict[str, tuple[str, str, Callable[[], str]]] = {
    "as_said": ("ok", "check-circle", lambda: pgettext("finding", "as foreseen")),
    "better": ("ok", "trend-up", lambda: pgettext("finding", "better than foreseen")),
    "worse": ("warn", "trend-down", lambda: pgettext("finding", "worse than foreseen")),
    "unknown": ("quiet", "info", lambda: pgettext("finding", "not known yet")),
}
TITLES: dict[str, Callable[[], str]] = {
    "recruitment": lambda: pgettext("finding", "Recruitment: first grade against places applied for"),
    "graduates": lambda: pgettext("finding", "Graduates of the voivodeship against the outlook"),
    "work": lambda: pgettext("finding", "Graduates at work a year after school"),
    "gap": lambda: pgettext("finding", "Gap in the voivodeship"),
}


@dataclass(frozen=True)
class FindingRow:
    """One finding: what was said, what came."""

    title: str
    said: Told | None
    came: Told
    css: str
    icon: str
    judgement: str


@dataclass(frozen=True)
class FollowUpView:
    """One school year."""

    follow_up: FollowUp
    year: SchoolYear
    rows: list[FindingRow]


def follow_up_view(follow_up: FollowUp) -> FollowUpView:
    """A follow-up as the page shows it."""
    rows = []
    for row in follow_up.findings["findings"]:
        css, icon, judgement = JUDGEMENTS[row["judgement"]]
        said = words_of(row["said"]) if row["said"] else None
        rows.append(FindingRow(TITLES[row["id"]](), said, words_of(row["came"]), css, icon, judgement()))
    return FollowUpView(follow_up, SchoolYear(follow_up.year), rows)
