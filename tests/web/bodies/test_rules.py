# ruff: noqa: F811
"""A new version of the rules: the form asks in words, the engine's reader decides, versions stand beside each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koordynata.accounts.models import User
from koordynata.coordination.enums import Matter
from koordynata.coordination.models import RulesOfProcedure
from koordynata.coordination.verdict.rules_file import BodyRules
from koordynata.web.coordination.bodies.rules_data import FLAGS, answers_of, data_of
from koordynata.web.coordination.bodies.rules_form import RulesForm
from tests.coordination.conftest import Team, make_team, team  # noqa: F401

from .conftest import Desk, desk, today  # noqa: F401


def answers(rules: BodyRules | None = None, **changes: Any) -> dict[str, Any]:
    """What a browser sends for rules: ticked boxes as `on`, others not at all."""
    found = answers_of(rules or BodyRules()) | {"title": "Regulamin", "valid_from": today(), "note": ""} | changes
    told = {name: "on" if value is True else value for name, value in found.items()}
    return {name: value for name, value in told.items() if value is not None and value is not False}


PARTS = st.sampled_from(["1/2", "2/3", "3/5", "1/3"])
MAJORITY = st.fixed_dictionaries({
    "kind": st.sampled_from(["simple", "absolute", "qualified"]), "share": PARTS, "more_than": st.booleans(),
    "of": st.sampled_from(["cast", "present", "entitled", "seats"]), "abstentions_count": st.booleans(),
})  # fmt: skip
QUORUM = st.fixed_dictionaries({
    "of": st.sampled_from(["seats", "filled"]), "share": PARTS, "more_than": st.booleans(),
    "number": st.none() | st.integers(1, 60), "holds": st.sampled_from(["opening", "closing", "throughout"]),
})  # fmt: skip
RULES = st.fixed_dictionaries({
    "quorum": QUORUM, "majority": MAJORITY, "notice_days": st.integers(0, 90),
    "majorities": st.dictionaries(st.sampled_from(Matter.values), MAJORITY, max_size=5),
    "notice_in": st.sampled_from(["calendar", "working"]),
    **{name: st.booleans() for name in (*FLAGS, "notice_full")},
})  # fmt: skip


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake of the form
@given(RULES)
def test_rules_come_back_from_the_form_as_they_went_in(data: dict[str, Any]) -> None:
    rules = BodyRules.model_validate(data)
    query = QueryDict(mutable=True)
    query.update(answers(rules))
    form = RulesForm(query)
    assert form.is_valid(), form.errors
    read = BodyRules.model_validate(form.cleaned_data["rules"])
    assert read.model_copy(update={"quorum": None}) == rules.model_copy(update={"quorum": None})
    same = rules.quorum.model_copy(update={"more_than": read.quorum.more_than}) if rules.quorum.number else rules.quorum
    assert read.quorum == same, "beside a number no share is asked"


def test_every_rule_of_the_engine_is_asked_for() -> None:
    told = data_of(answers_of(BodyRules()))
    assert set(told) == set(BodyRules.model_fields)
    assert set(told["quorum"]) | {"number"} == set(BodyRules.model_fields["quorum"].annotation.model_fields)  # type: ignore[union-attr]


@pytest.mark.parametrize(("changes", "field", "words"), [
    ({"quorum_share": "3/2"}, "quorum_share", "między 0 a 1"),
    ({"quorum_share": "połowa"}, "quorum_share", "2/3"),
    ({"quorum_share": "1/1", "quorum_way": "more_than"}, "quorum_share", "nie da się osiągnąć"),
    ({"quorum_way": "number"}, "quorum_number", "Wpisz liczbę"),
    ({"general_share": "0/5"}, "general_share", "między 0 a 1"),
    ({"opinion_kind": "qualified", "opinion_share": "9/1"}, "opinion_share", "między 0 a 1"),
    ({"opinion_kind": "qualified", "opinion_share": "1/1", "opinion_more_than": True}, "opinion_share", "nie da się osiągnąć"),
    ({"notice_days": 400}, "notice_days", ""),
    ({"quorum_of": "wszyscy"}, "quorum_of", ""),
])  # fmt: skip
def test_what_the_engine_refuses_stands_beside_its_field(
    changes: dict[str, Any], field: str, words: str, desk: Desk
) -> None:
    answer = desk.post("regulamin/nowy/", **answers(**changes))
    form = answer.context["form"]
    assert answer.status_code == 422 and list(form.errors) == [field] and words in str(form.errors)
    assert RulesOfProcedure.objects.count() == 1


def test_a_version_follows_another_with_a_visible_note(desk: Desk, member: User, as_user: Any) -> None:
    own = answers(
        title="Regulamin zmieniony", note="Kworum jest niepewne.", programme_kind="qualified", programme_share="3/5",
        programme_of="entitled",
    )  # fmt: skip
    assert desk.post("regulamin/nowy/", **own).status_code == 302
    text = as_user(member).get(f"{desk.page}regulamin/").content.decode()
    assert "Kworum jest niepewne." in text and "obowiązuje" in text and "Regulamin zmieniony" in text
    assert "co najmniej 3/5" in text and "&quot;share&quot;: &quot;3/5&quot;" in text
    first, second = RulesOfProcedure.objects.order_by("valid_from")
    assert first.valid_to and second.valid_to is None and (second.valid_from - first.valid_to).days == 1
    earlier = desk.post("regulamin/nowy/", **own | {"valid_from": "2024-01-01"})
    assert earlier.status_code == 422 and RulesOfProcedure.objects.count() == 2


def test_the_form_starts_from_the_rules_in_force(desk: Desk) -> None:
    form = desk.client.get(f"{desk.page}regulamin/nowy/").context["form"]
    assert form["casting_vote"].value() is True and form["opinion_kind"].value() == "absolute"
    assert form["programme_kind"].value() == ""


def test_members_adopt_no_rules(team: Team, member: User, stranger: User, as_user: Any) -> None:
    for other in (member, stranger):
        assert as_user(other).post(f"/zespoly/{team.body.pk}/regulamin/nowy/", answers()).status_code == 404
    assert RulesOfProcedure.objects.count() == 1
