"""An answer in words: for each pupil one sentence, for the office the sums."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from .answer import Answer, Taken
from .fitness import Hindrance

WORDS: dict[Taken | Hindrance, str] = {
    Taken.BY_RIGHT: gettext_noop("full with pupils who go before you by the rules"),
    Taken.BY_COST: gettext_noop("full, and another placement would have made the ways and wishes of all worse"),
    Taken.OUTWEIGHED: gettext_noop("further away than it was dearer to you"),
    Taken.FOR_A_PAIR: gettext_noop("not to be had together with the pairs that must be kept"),
    Hindrance.OCCUPATION: gettext_noop("not for your occupation"),
    Hindrance.REQUIREMENT: gettext_noop("asking for what you do not have yet"),
    Hindrance.DAYS: gettext_noop("not in the days of your class"),
    Hindrance.TOO_FAR: gettext_noop("too far away"),
}


def sentence(answer: Answer, pupil: int) -> str:
    """Why the pupil got what he got."""
    got, person = answer.choice(pupil), answer.case.file.pupils[pupil]
    if person.id in answer.case.file.fixed:
        return _("You were placed by a decision of the office.")
    if got is None and not person.wishes:
        return _("You wished for no place.")
    told = [_told(numbers, reason) for reason, numbers in _by_reason(answer, pupil).items()]
    if got is None:
        return _("You have no place (%s).") % "; ".join(told)
    if not told:
        return _("You got your first wish.")
    return _("You got wish %(wish)d (%(reasons)s).") % {"wish": got.wish, "reasons": "; ".join(told)}


def _by_reason(answer: Answer, pupil: int) -> dict[Taken | Hindrance, list[int]]:
    found: dict[Taken | Hindrance, list[int]] = {}
    for wish, reason in answer.reasons(pupil).items():
        found.setdefault(reason, []).append(wish)
    return found


def _told(wishes: list[int], reason: Taken | Hindrance) -> str:
    numbers = ", ".join(map(str, wishes))
    was = ngettext("wish %(numbers)s: %(reason)s", "wishes %(numbers)s: %(reason)s", len(wishes))
    return was % {"numbers": numbers, "reason": _(WORDS[reason])}


def as_data(answer: Answer) -> dict[str, Any]:
    """Names as in the file; costs in the points of the rules."""
    case, network = answer.case, answer.case.network
    placed = [_placed(answer, pupil) for pupil in range(network.pupils)]
    got = Counter(one["wish"] for one in placed if one["offer"] is not None)
    return {
        "rule": case.file.rule, "rules": case.rules.id, "proved": answer.proved(),
        "total_cost": network.total(answer.chosen), "pupils": network.pupils, "placed": sum(got.values()),
        "by_wish": {str(wish): got[wish] for wish in sorted(got)}, "placements": placed,
    }  # fmt: skip


def _placed(answer: Answer, pupil: int) -> dict[str, Any]:
    got, file = answer.choice(pupil), answer.case.file
    return {
        "pupil": file.pupils[pupil].id, "offer": file.offers[got.offer].id if got else None,
        "wish": got.wish if got else None, "minutes": got.minutes if got else None,
        "why": sentence(answer, pupil),
    }  # fmt: skip
