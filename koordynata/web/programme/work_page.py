"""What the page of an element shows of its work: milestones with files, money row by row, risks, talk, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from koordynata.foundation.audit import name_in
from koordynata.programme.models import Element, Evidence
from koordynata.programme.queries.card import MilestoneState
from koordynata.programme.queries.carrying import files_of, is_carried_out, money_lines, risk_table
from koordynata.programme.rules import may_carry_out, may_check, may_discuss

from ..requests import person_of
from .history import latest
from .work_forms import MoneyForm, MoveForm, ProveForm, ReachForm, RemarkForm, RiskForm, TakeBackForm

LATEST = 5  # steps of the history that the page itself shows


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with its files and the forms for it."""

    state: MilestoneState
    files: list[Evidence]
    reach_form: BaseForm
    prove_form: BaseForm
    take_back_form: BaseForm

    @property
    def noted_by(self) -> str:
        """Who said that it was reached, without an address."""
        return name_in(self.state.reached.noted_by) if self.state.reached else ""


def work_of(request: HttpRequest, shown: Element, milestones: list[MilestoneState], sent: Any) -> dict[str, Any]:
    """The context of the work; forms only for those who may send them."""
    user, strand = person_of(request), shown.strand
    carried = is_carried_out(shown, timezone.localdate())
    works, talks = carried and may_carry_out(user, shown), may_discuss(user, shown)
    sees_files = talks or may_check(user, shown.version.programme)
    files = files_of([one.milestone.uid for one in milestones]) if sees_files else {}
    risks = list(strand.risks.all())
    context: dict[str, Any] = {
        "works": works, "talks": talks and shown.is_work,
        "milestone_rows": [_row(one, files.get(one.milestone.uid, []), sent) for one in milestones],
        "risks": risks, "risk_rows": risk_table(risks) if risks else [],
        "money_lines": money_lines(strand) if shown.is_work and sees_files else [],
        "remarks": strand.remarks.all() if talks else [], "steps": latest(request, shown, LATEST),
    }  # fmt: skip
    if works:
        context |= {
            "move_form": MoveForm(strand=strand, auto_id="move_%s"), "money_form": MoneyForm(auto_id="money_%s"),
            "risk_form": RiskForm(auto_id="risk_%s"),
        }  # fmt: skip
    return context | ({"remark_form": RemarkForm(auto_id="remark_%s")} if context["talks"] else {})


def _row(state: MilestoneState, files: list[Evidence], sent: Mapping[str, BaseForm]) -> MilestoneRow:
    pk = state.milestone.pk
    kinds: dict[str, type[BaseForm]] = {"reach": ReachForm, "prove": ProveForm, "take_back": TakeBackForm}
    forms = [sent.get(f"{name}{pk}") or kind(auto_id=f"{name}{pk}_%s") for name, kind in kinds.items()]
    return MilestoneRow(state, files, *forms)
