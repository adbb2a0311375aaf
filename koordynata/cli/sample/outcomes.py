"""What came out of the past meetings of the sample: minutes, resolutions with answers, tasks."""

from datetime import timedelta

from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.models import Ballot, Correction, Meeting, Member, Minutes, Resolution
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.working_days import local_day

from .ground import OWN, read_rows

CORRECTION = "W części o obecności: Natalia Hufcowa (przykład) była nieobecna usprawiedliwiona."


def past_rows() -> list[dict[str, str]]:
    """What was discussed at each past meeting, the earliest first."""
    return list(read_rows(OWN / "past_meetings.csv"))


def make_outcomes(meetings: list[Meeting]) -> None:
    """Minutes of all; those that a later past meeting approved are approved, the newest wait for it."""
    for place, (meeting, row) in enumerate(zip(meetings, past_rows(), strict=True)):
        minutes = _minutes(meeting, row["discussion"])
        if place + 1 < len(meetings):
            _approved(minutes, meetings[place + 1])
        entry = _entry(meeting, row, public=place + 1 < len(meetings))
        _task(entry, meeting, row)
    _corrected(meetings[0])


def _minutes(meeting: Meeting, discussion: str) -> Minutes:
    minutes = services.draft_minutes(meeting=meeting, by=SYSTEM)
    sections = [dict(one) for one in minutes.sections]
    sections[-2]["text"] = f"{discussion}\n\n{sections[-2]['text']}"
    minutes = services.edit_minutes(minutes=minutes, sections=sections, seen_version=minutes.version, by=SYSTEM)
    minutes = services.present_minutes(minutes=minutes, by=SYSTEM)
    written = meeting.starts + timedelta(days=5)
    Minutes.objects.filter(pk=minutes.pk).update(changed_at=written)
    return minutes


def _approved(minutes: Minutes, at: Meeting) -> None:
    ballot = Ballot.objects.filter(motion__item__meeting=at).order_by("motion__item__position").first()
    services.approve_minutes(minutes=minutes, meeting=at, ballot=ballot, by=SYSTEM)
    Minutes.objects.filter(pk=minutes.pk).update(approved_at=at.closed_at)


def _corrected(meeting: Meeting) -> None:
    minutes = Minutes.objects.get(meeting=meeting)
    correction = services.correct_minutes(minutes=minutes, text=CORRECTION, by=SYSTEM)
    Correction.objects.filter(pk=correction.pk).update(at=meeting.starts + timedelta(days=100))


def _entry(meeting: Meeting, row: dict[str, str], *, public: bool) -> Resolution:
    ballot = Ballot.objects.filter(motion__item__meeting=meeting).order_by("-motion__item__position").first()
    assert ballot is not None
    entry = services.enter_resolution(ballot=ballot, addressee=row["addressee"], by=SYSTEM)
    if row["answer"]:
        day = entry.adopted_on + timedelta(days=21)
        entry = services.record_answer(
            resolution=entry, answered_on=day, answer=row["answer"], seen_version=entry.version, by=SYSTEM
        )
        entry = services.tell_outcome(
            resolution=entry, outcome=row["outcome"], seen_version=entry.version, by=SYSTEM
        )  # fmt: skip
    if row["months"] == "3":
        due = timezone.localdate() + timedelta(days=9)
        entry = services.address_resolution(
            resolution=entry, addressee=entry.addressee, answer_due=due, seen_version=entry.version, by=SYSTEM
        )
    return services.publish_resolution(resolution=entry, public=public, by=SYSTEM)


def _task(entry: Resolution, meeting: Meeting, row: dict[str, str]) -> None:
    owner = Member.objects.filter(territory=entry.body.territory, name=row["owner"]).order_by("pk").first()
    due = local_day(meeting.starts) + timedelta(days=int(row["task_days"]))
    task = services.set_task(
        body=entry.body, title=row["task"], due=due, owner=owner, owner_name="" if owner else row["owner"],
        meeting=meeting, resolution=entry, by=SYSTEM,
    )  # fmt: skip
    if row["task_done"] == "1":
        services.finish_task(task=task, by=SYSTEM)
        task.refresh_from_db()
        task.done_on = due - timedelta(days=2)
        task.save(update_fields=["done_on"])
