"""Is an opinion needed at all? A pure function over the law as data."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from .law import Dated, Exemption, Procedure, exemptions, in_force, procedure_on


@dataclass(frozen=True)
class Case:
    """What is asked. Days are given, so that the answer depends on nothing else."""

    day: date
    school_type: str
    young_workers_only: bool = False
    auxiliary: bool = False
    has_opinion_for_main: bool = False  # for the occupation for which the auxiliary one is provided
    earlier_opinion: date | None = None  # when the school last got one for this occupation
    forecast_level: str = ""  # in the forecast in force; empty: not in it


@dataclass(frozen=True)
class Answer:
    """Whether an opinion is needed, why, and on what basis. `doubts`: notes on rows that are not certain."""

    needed: bool
    rule: str
    reason: str
    basis: str
    procedure: Procedure
    valid_until: date | None
    doubts: tuple[str, ...]


def valid_until(given: date, years: int) -> date:
    """The last day of validity: the same day years later; of 29 February the 28th (KPA art. 57 § 3a)."""
    last: date = given + relativedelta(years=years)
    return last


def is_needed(case: Case) -> Answer:
    """The first rule that fits: an opinion still in force, then the exemptions in their order, else it is needed."""
    procedure = procedure_on(case.day)
    if case.earlier_opinion and (answer := _still_valid(case, case.earlier_opinion)):
        return answer
    for exemption in in_force(exemptions(), case.day):
        if _TESTS[exemption.id](case, exemption):
            doubts = _notes(procedure, exemption)
            return Answer(False, exemption.id, exemption.reason, exemption.basis, procedure, None, doubts)
    return Answer(True, "needed", _reason(case), procedure.basis, procedure, None, _notes(procedure))


def _still_valid(case: Case, given: date) -> Answer | None:
    then = procedure_on(given)
    last = valid_until(given, then.validity_years)
    if case.day > last:
        return None
    reason = _("The school has an opinion for this occupation that is still valid.")
    return Answer(False, "valid", reason, then.basis, procedure_on(case.day), last, _notes(then))


def _young_workers(case: Case, rule: Exemption) -> bool:
    return case.young_workers_only and case.school_type in rule.school_types


def _auxiliary(case: Case, rule: Exemption) -> bool:
    return case.auxiliary and case.has_opinion_for_main


def _in_forecast(case: Case, rule: Exemption) -> bool:
    return case.earlier_opinion is not None and case.forecast_level in rule.levels


_TESTS = {"young_workers": _young_workers, "auxiliary": _auxiliary, "in_forecast": _in_forecast}


def _reason(case: Case) -> str:
    if case.earlier_opinion:
        return _("The opinion that the school had is over, and the occupation is not in the forecast of demand.")
    if case.auxiliary:
        return _("The school has no opinion for the occupation for which the auxiliary one is provided.")
    return _("The school begins to teach an occupation, and none of the exemptions fits.")


def _notes(*found: Dated) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.note for one in found if not one.certain and one.note))
