"""Between the answers of the form and the rules as files have them."""

from typing import Any

from koordynata.coordination.enums import Matter
from koordynata.coordination.verdict.rules_file import BodyRules, MajorityRules, as_text

GENERAL = "general"
FLAGS = (
    "casting_vote", "substitutes", "substitutes_for_recused", "recused_count", "remote_presence", "written_procedure",
    "secret_ballot", "secret_on_request",
)  # fmt: skip
NOTICE = ("notice_days", "notice_in", "notice_full")
_MAJORITY = ("kind", "of", "share", "more_than", "abstentions_count")


def data_of(values: dict[str, Any]) -> dict[str, Any]:
    """The answers as a file of rules; whether it can stand is for its reader to say."""
    own = [matter.value for matter in Matter if values[f"{matter.value}_kind"]]
    return {
        "quorum": _quorum(values), "majority": _majority(values, GENERAL),
        "majorities": {matter: _majority(values, matter) for matter in own},
        **{name: values[name] for name in (*FLAGS, *NOTICE)},
    }  # fmt: skip


def _quorum(values: dict[str, Any]) -> dict[str, Any]:
    told = {"of": values["quorum_of"], "share": values["quorum_share"], "holds": values["quorum_holds"]}
    if values["quorum_way"] == "number":
        return told | {"number": values["quorum_number"]}
    return told | {"more_than": values["quorum_way"] == "more_than"}


def _majority(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {part: values[f"{name}_{part}"] for part in _MAJORITY}


def answers_of(rules: BodyRules) -> dict[str, Any]:
    """Rules as the form shows them."""
    quorum = rules.quorum
    way = "number" if quorum.number else "more_than" if quorum.more_than else "at_least"
    answers: dict[str, Any] = {
        "quorum_way": way, "quorum_of": quorum.of, "quorum_share": as_text(quorum.share),
        "quorum_number": quorum.number, "quorum_holds": quorum.holds,
    }  # fmt: skip
    answers |= {name: getattr(rules, name) for name in (*FLAGS, *NOTICE)} | _answers(rules.majority, GENERAL)
    for matter in Matter:
        own = rules.majorities.get(matter.value)
        answers |= _answers(own or MajorityRules(), matter.value) | ({} if own else {f"{matter.value}_kind": ""})
    return answers


def _answers(majority: MajorityRules, name: str) -> dict[str, Any]:
    values = {part: getattr(majority, part) for part in _MAJORITY}
    return {f"{name}_{part}": value for part, value in (values | {"share": as_text(majority.share)}).items()}


def field_of(place: tuple[int | str, ...]) -> str | None:
    """The field that asks for what stands at a place of the file."""
    names = [str(one) for one in place]
    if names[:1] == ["quorum"]:
        return f"quorum_{names[1]}" if names[1:] in (["number"], ["of"], ["holds"]) else "quorum_share"
    if names[:1] in (["majority"], ["majorities"]):
        block, part = (GENERAL, names[1:]) if names[0] == "majority" else (names[1], names[2:])
        return f"{block}_{part[0] if part else 'share'}"
    return names[0] if names and names[0] in (*FLAGS, *NOTICE) else None
