"""Every address of the house, and one example of how to call each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from koordynata.reference.models import Territory
from koordynata.web.access import Policy, is_library, policy_of

LOGIN = "/konto/login/"


@dataclass(frozen=True)
class Address:
    """One address: its full name, its view, which parameters it takes."""

    name: str
    view: Callable[..., Any]
    parameters: frozenset[str]

    @property
    def policy(self) -> Policy | None:
        return policy_of(self.view, self.name.rpartition(":")[2])

    @property
    def library(self) -> bool:
        return is_library(self.view)


def addresses(resolver: Any = None, namespace: str = "", above: frozenset[str] = frozenset()) -> Iterator[Address]:
    """Walk all addresses."""
    for entry in (resolver or get_resolver()).url_patterns:
        own = above | frozenset(entry.pattern.regex.groupindex) | frozenset(getattr(entry.pattern, "converters", {}))
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace or ""]))
            yield from addresses(entry, inner, own)
        elif isinstance(entry, URLPattern):
            yield Address(":".join(filter(None, [namespace, entry.name or ""])), entry.callback, own)


# How to call each address with parameters: values from `things` by name, or plain values.
# An address whose example belongs to a region is scoped: other regions must not tell it from an unknown one.
SCOPED: dict[str, dict[str, str]] = {
    "registry:institution": {"pk": "school"},
    "registry:change": {"pk": "school"},
    "registry:choose_duplicate": {"pk": "school"},
    "registry:merge": {"pk": "school", "duplicate": "twin"},
    "registry:add_contact": {"pk": "school"},
    "registry:remove_contact": {"pk": "school", "contact": "contact"},
    "registry:add_number": {"pk": "school"},
    "registry:remove_number": {"pk": "school", "number": "number"},
    "registry:declare_offer": {"pk": "school"},
    "registry:withdraw_offer": {"pk": "school", "offer": "offer"},
    "registry:close": {"pk": "school"},
    "registry:reopen": {"pk": "school"},
    "sources:run": {"pk": "run"},
    "sources:confirm": {"pk": "run"},
    "sources:cancel": {"pk": "run"},
    "sources:undo": {"pk": "run"},
    **{
        f"coordination:{name}": {"pk": "meeting"}
        for name in (
            "meeting",
            "room",
            "vote",
            "open_meeting",
            "close_meeting",
            "presence",
            "calendar",
            "change",
            "notices",
            "call",
            "cancel",
            "tell_again",
            "invite",
            "agenda",
            "add_item",
            "pack_zip",
            "pack_pdf",
            "send_round",
        )
    },
    **{
        f"coordination:{name}": {"pk": "meeting", "item": "item"}
        for name in (
            "begin_item",
            "end_item",
            "recuse",
            "move_motion",
            "change_item",
            "move_item",
            "remove_item",
            "add_paper",
        )
    },
    **{f"coordination:{name}": {"pk": "meeting", "paper": "paper"} for name in ("paper", "remove_paper")},
    **{f"coordination:{name}": {"pk": "meeting", "notice": "notice"} for name in ("uninvite", "enter_reply")},
    "coordination:answer": {"key": "notice_key"},
    "coordination:open_ballot": {"pk": "meeting", "motion": "motion"},
    **{
        f"coordination:{name}": {"pk": "meeting", "ballot": "ballot"}
        for name in ("enter_hands", "close_ballot", "ballot", "record")
    },
    **{
        f"coordination:{name}": {"pk": "closed_meeting"}
        for name in (
            "minutes",
            "draft_minutes",
            "edit_minutes",
            "present_minutes",
            "take_back_minutes",
            "approve_minutes",
            "correct_minutes",
            "minutes_pdf",
            "minutes_docx",
            "set_task",
        )
    },
    "coordination:enter_resolution": {"pk": "closed_meeting", "ballot": "closed_ballot"},
    **{
        f"resolutions:{name}": {"pk": "resolution"}
        for name in ("resolution", "document", "address", "answer", "outcome", "publish", "set_task")
    },
    "resolutions:file": {"pk": "earlier"},
    **{f"resolutions:{name}": {"task": "task"} for name in ("change_task", "finish_task", "cancel_task")},
    **{f"resolutions:{name}": {"body": "body"} for name in ("template", "template_file", "shipped_template")},
    **{
        f"bodies:{name}": {"pk": "body"}
        for name in (
            "body",
            "change",
            "rules",
            "new_rules",
            "groups",
            "set_up_group",
            "hand_in_report",
            "history",
            "open_term",
            "add_seat",
            "seat_person",
        )
    },
    **{f"bodies:{name}": {"pk": "body", "version": "rules"} for name in ("rules_text", "attach_rules_text")},
    "bodies:end_term": {"pk": "body", "term": "term"},
    "bodies:report_on_agenda": {"pk": "group", "report": "report"},
    **{
        f"bodies:{name}": {"pk": "body", "seat": "seat"}
        for name in ("seat", "change_seat", "appoint", "ask_for_candidate")
    },
    "bodies:record_candidate": {"pk": "body", "question": "question"},
    **{
        f"bodies:{name}": {"pk": "body", "mandate": "mandate"}
        for name in ("substitute", "end_mandate", "suspend", "resume")
    },
    **{
        f"bodies:{name}": {"pk": "body", "substitute": "substitute"}
        for name in ("remove_substitute", "move_substitute_up")
    },
    **{f"bodies:{name}": {"pk": "body", "member": "body_person"} for name in ("person", "link_account")},
    "person": {"pk": "person"},
    "change_account": {"pk": "person"},
    "end_role": {"pk": "role"},
    "withdraw_invitation": {"pk": "invitation"},
    "change_view": {"pk": "view"},
    "delete_view": {"pk": "view"},
    "unshare_view": {"pk": "view"},
    "intelligence:school_outlook": {"school_id": "school"},
    "intelligence:territory": {"code": "powiat"},
    **{f"office:{name}": {"pk": "letter"} for name in ("attach", "strike_out")},
    **{f"office:{name}": {"pk": "case"} for name in ("case", "close_case", "hand_over")},
    **{f"office:{name}": {"pk": "own_action"} for name in ("action", "change_action", "move_action")},
    "office:file": {"pk": "letter", "file": "letter_file"},
    "office:tie_seat": {"pk": "seat"},
    **{f"programme:{name}": {"pk": "programme"} for name in ("overview", "content", "versions")},
    **{f"programme:{name}": {"pk": "programme"} for name in ("reports", "report_template", "report_template_file")},
    "programme:open_report": {"pk": "programme", "period": "programme_period"},
    "programme:open_area_report": {"pk": "programme", "period": "programme_period", "uid": "programme_area"},
    **{
        f"programme:{name}": {"pk": "programme", "report": "programme_report"}
        for name in ("report", "narrative", "freeze_report", "next_edition", "send_report")
    },
    "programme:area_narrative": {"pk": "programme", "report": "programme_report", "uid": "programme_area"},
    "programme:report_file": {"pk": "programme", "report": "programme_report", "ending": "programme_ending"},
    "programme:version": {"pk": "programme", "number": "programme_version"},
    "programme:difference": {"pk": "programme", "number": "programme_version"},
    "programme:periods": {"pk": "programme"},
    **{
        f"programme:{name}": {"pk": "programme"}
        for name in ("monitoring", "lights", "curves", "schedule", "burning", "places", "changed")
    },
    **{
        f"programme:{name}": {"pk": "programme", "period": "programme_period"}
        for name in ("period", "close_period", "reopen_period")
    },
    **{
        f"programme:{name}": {"pk": "programme", "period": "programme_period", "indicator": "programme_indicator"}
        for name in (
            "value",
            "check_value",
            "approve_value",
            "return_value",
            "attach_evidence",
        )
    },
    **{
        f"programme:{name}": {
            "pk": "programme",
            "period": "programme_period",
            "indicator": "programme_indicator",
            "file": "programme_evidence",
        }
        for name in ("evidence", "detach_evidence")
    },
    "programme:number": {"pk": "programme", "uid": "programme_element", "measure": "programme_measure"},
    "programme:open_next": {"pk": "programme"},
    **{
        f"programme:{name}": {"pk": "programme", "number": "programme_version"}
        for name in (
            "consultation",
            "consult",
            "end_consultation",
            "comment",
            "submit",
            "return",
            "abandon",
            "put_before_body",
            "adopt",
            "add",
        )
    },
    **{
        f"programme:{name}": {"pk": "programme", "number": "programme_version", "uid": "programme_element"}
        for name in (
            "add_under",
            "change",
            "move",
            "remove",
            "involve",
            "add_link",
            "tag",
            "add_milestone",
            "budget",
            "history",
            "choose_measure",
            "move_action",
            "note_money",
            "note_risk",
            "remark",
        )
    },
    **{
        f"programme:{name}": {
            "pk": "programme",
            "number": "programme_version",
            "uid": "programme_element",
            "part": "programme_milestone",
        }
        for name in (
            "take_off_institution",
            "take_off_link",
            "take_off_milestone",
            "change_milestone",
            "reach",
            "take_back",
            "prove",
        )
    },
    **{
        f"programme:{name}": {
            "pk": "programme",
            "number": "programme_version",
            "uid": "programme_element",
            "part": part,
        }
        for name, part in (("take_back_money", "programme_money"), ("change_risk", "programme_risk"))
    },
    **{f"programme:{name}": {"pk": "programme"} for name in ("measures", "add_measure", "plan_periods")},
    **{
        f"programme:{name}": {"pk": "programme", "number": "programme_version"}
        for name in ("structure", "add_structure")
    },
    **{
        f"programme:{name}": {"pk": "programme", "measure": "programme_measure"}
        for name in ("measure", "change_measure")
    },
    **{
        f"programme:{name}": {
            "pk": "programme",
            "number": "programme_version",
            "uid": "programme_element",
            "measure": "programme_measure",
        }
        for name in ("promise", "drop_promise")
    },
    "programme:proof": {
        "pk": "programme",
        "number": "programme_version",
        "uid": "programme_element",
        "part": "programme_milestone",
        "file": "programme_proof",
    },
    "programme:comment_passage": {
        "pk": "programme",
        "number": "programme_version",
        "uid": "programme_element",
        "paragraph": "programme_paragraph",
    },
    "programme:answer": {"pk": "programme", "number": "programme_version", "comment_id": "programme_comment"},
    **{
        f"programme:{name}": {"pk": "programme", "number": "programme_version"}
        for name in ("version_workbook", "version_file", "take_version")
    },
    **{
        f"programme:{name}": {"pk": "programme", "period": "programme_period"}
        for name in ("values_workbook", "take_values")
    },
    "programme:values_file": {"pk": "programme", "period": "programme_period", "institution": "school"},
    "programme:regional_comment": {
        "pk": "programme",
        "period": "programme_period",
        "common": "programme_common",
    },
    "programme:element": {"pk": "programme", "number": "programme_version", "uid": "programme_element"},
    "opinions:request": {"pk": "opinion_request"},
    "opinions:request_evidence": {"pk": "opinion_request"},
    "opinions:request_positions": {"pk": "opinion_request"},
    "opinions:request_vote": {"pk": "opinion_request"},
    "opinions:request_opinion": {"pk": "opinion_request"},
    "opinions:request_following": {"pk": "opinion_request"},
    "opinions:change": {"pk": "own_request"},
    "opinions:submit": {"pk": "own_request"},
    "opinions:withdraw": {"pk": "own_request"},
    "opinions:again": {"pk": "own_request"},
    "opinions:add_partner": {"pk": "own_request"},
    "opinions:add_resource": {"pk": "own_request"},
    "opinions:add_attachment": {"pk": "own_request"},
    "opinions:complete": {"pk": "opinion_request"},
    "opinions:return": {"pk": "opinion_request"},
    "opinions:prepare": {"pk": "opinion_request"},
    "opinions:agenda": {"pk": "opinion_request"},
    "opinions:off_agenda": {"pk": "opinion_request"},
    "opinions:prior": {"pk": "opinion_request"},
    "opinions:position": {"pk": "opinion_request"},
    "opinions:motion": {"pk": "opinion_request"},
    "opinions:decide": {"pk": "opinion_request"},
    "opinions:apart": {"pk": "opinion_request"},
    "opinions:ask": {"pk": "opinion_request"},
    "opinions:attach_to_position": {"pk": "opinion_request", "position": "position"},
    "opinions:position_file": {"pk": "opinion_request", "position": "position", "file": "position_file"},
    "opinions:bulk_run": {"pk": "bulk_run"},
    "opinions:bulk_again": {"pk": "bulk_run"},
    "opinions:block": {"item": "opinion_item"},
    "opinions:block_motion": {"item": "opinion_item"},
    "opinions:block_decide": {"item": "opinion_item"},
    "opinions:block_deliver": {"item": "opinion_item"},
    "opinions:change_window": {"pk": "window"},
    "opinions:close_window": {"pk": "window"},
    "opinions:template_file": {"code": "voivodeship"},
    "opinions:opinion_pdf": {"pk": "given_request"},
    "opinions:opinion_docx": {"pk": "given_request"},
    "opinions:reasons": {"pk": "opinion_request"},
    "opinions:deliver": {"pk": "opinion_request"},
    "opinions:follow": {"pk": "opinion_request"},
    "opinions:sheet_file": {"pk": "opinion_request", "evidence": "sheet"},
    "opinions:attachment": {"pk": "opinion_request", "attachment": "attachment"},
    "opinions:remove_partner": {"pk": "own_request", "part": "own_partner"},
    "opinions:remove_resource": {"pk": "own_request", "part": "own_resource"},
    "opinions:remove_attachment": {"pk": "own_request", "part": "own_attachment"},
}
SHARED: dict[str, dict[str, Any]] = {
    "sources:upload": {"source": "rspo"},
    "sources:template": {"source": "rspo"},
    "office:duties_calendar": {"year": 2026},
    "save_view": {"page": "gaps"},
    "programme:national_region": {"code": "16"},
    "programme:public_card": {"pk": 1, "measure": 1},
    "resolutions:public_resolution": {"pk": 1},
    "resolutions:public_file": {"pk": 1},
    "accept_invitation": {"token": "unknown"},
    "intelligence:occupation": {"code": "311407"},
    "intelligence:branch": {"code": "TKO"},
    "intelligence:method": {"metric": "gap"},
    "intelligence:figure": {"metric": "gap"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "unknown"},
    "account_confirm_email": {"key": "unknown"},
}
UNKNOWN = 987_654_321
# Signing out ends the session of the walk.
ALWAYS_OUT = frozenset({"account_logout"})


def id_of(thing: Any) -> Any:
    """How addresses name a thing: territories by their code, the rest by number."""
    if isinstance(thing, UUID | int | str):
        return thing
    return thing.code if isinstance(thing, Territory) else thing.pk


def unknown_id(parameter: str) -> Any:
    """An id of the right kind that nothing has."""
    return UUID(int=UNKNOWN) if parameter in ("key", "uid") else UNKNOWN


def url_of(address: Address, things: dict[str, Any], *, unknown: bool = False) -> str:
    """The address with its example; with `unknown`, with ids that nothing has."""
    if address.name in SCOPED:
        example = SCOPED[address.name].items()
        return reverse(address.name, kwargs={n: unknown_id(n) if unknown else id_of(things[t]) for n, t in example})
    return reverse(address.name, kwargs=SHARED.get(address.name, {}))


def ask(client: Client, method: str, url: str, **more: Any) -> Any:
    """One request whose effects are undone, so that the next one finds the same house."""
    with transaction.atomic():
        response = getattr(client, method)(url, **more)
        if response.streaming:
            response.body = b"".join(response.streaming_content)
        else:
            response.body = response.content
        transaction.set_rollback(True)
    return response


def plain(body: bytes) -> str:
    """A page without what differs each time or with every style: CSRF tokens, nonces, keys of forms, versions."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]+"', r"\1", body.decode())
    text = re.sub(r'name="form_key" value="[^"]+"', "", text)
    text = re.sub(r"\?v=[0-9a-f]{10}", "", text)
    return re.sub(r'nonce="[^"]+"', "", text)


# What every answer has of its own; its cookies are compared by their names.
OWN = frozenset({"Date", "Expires", "Content-Security-Policy"})


def differences(one: Any, other: Any) -> list[str]:
    """In what two answers can be told apart; empty: in nothing that a client is sent."""
    headers = [{name: value for name, value in r.headers.items() if name not in OWN} for r in (one, other)]
    found = {
        "status": one.status_code != other.status_code,
        "headers": headers[0] != headers[1],
        "cookies": {*one.cookies} != {*other.cookies},
        "body": plain(one.body) != plain(other.body),
    }
    return [what for what, differs in found.items() if differs]
