"""Reports of periods: opened, written, frozen with a hash, corrected by a next edition, sent to the ministry."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from koordynata.foundation.audit import Actor, name_in
from koordynata.foundation.canonical import canonical, digest_of
from koordynata.foundation.stale import changed_by_another

from ..enums import ActualState, ReportState
from ..errors import ProgrammeRefusal
from ..models import Narrative, Period, Programme, Report, Strand
from ..queries.lacking import Lack, lacking
from ..queries.reporting import version_for
from ..reports import snapshot_of
from .locking import locked
from .report_templates import template_for
from .trail import record

LONGEST = 20_000  # characters of one narrative
NAMED = 5  # values that a refusal names
LANGUAGE = "pl"  # of names in snapshots


@transaction.atomic
def open_report(*, period: Period, by: Actor, area: Strand | None = None) -> Report:
    """Begin the report of a period: of the whole, or of one area. Opened twice, it is opened once.

    Raises ProgrammeRefusal before the period begins, without a version in force, for what is no area of it.
    """
    programme = locked(period.programme, "territory")
    found = programme.reports.filter(period=period, area=area).order_by("-edition").first()
    if found is not None:
        return found
    if period.starts > timezone.localdate():
        raise ProgrammeRefusal(_("The period “%s” has not begun.") % period.name)
    version = version_for(programme, period)
    if version is None:
        raise ProgrammeRefusal(_("No version was in force on the last day of the period “%s”.") % period.name)
    if area is not None and not version.elements.filter(strand=area, parent=None).exists():
        raise ProgrammeRefusal(_("This is no area of the version in force in that period."))
    report = Report(programme=programme, period=period, version=version, area=area)
    report.full_clean()
    report.save()
    record("report.opened", report, programme, by=by, after=_told(report))
    return report


@transaction.atomic
def write_narrative(
    *, report: Report, text: str, by: Actor, area: Strand | None = None, revision: int | None = None
) -> Narrative:
    """Write what the report says of an area (None: of the whole). `revision`: what the form showed, 0 for nothing.

    Raises ProgrammeRefusal, ChangedMeanwhile with the narrative as it stands.
    """
    current = _draft(report)
    _check_place(current, area)
    if len(text) > LONGEST:
        raise ProgrammeRefusal(_("A narrative has %d characters at most.") % LONGEST)
    if "\x00" in text:
        raise ProgrammeRefusal(_("Null characters are not allowed."))
    narrative = current.narratives.select_for_update().filter(strand=area).first()
    if revision is not None and revision != (narrative.revision if narrative else 0):
        raise changed_by_another(narrative, "narrative", narrative.pk if narrative else "")
    before = {"text": narrative.text} if narrative else None
    narrative = narrative or Narrative(report=current, strand=area, revision=0)
    narrative.text, narrative.revision = text, narrative.revision + 1
    narrative.full_clean()
    narrative.save()
    record("narrative.written", narrative, current.programme, by=by, before=before, after={"text": text})
    return narrative


@transaction.atomic
def freeze_report(*, report: Report, by: Actor) -> Report:
    """Keep everything that the report says as canonical JSON with its SHA-256. Pressed twice, it is frozen once.

    Raises ProgrammeRefusal before the period's last day is over and while values of it are missing or not approved.
    """
    current = locked(report, "programme__territory", "programme__coordinator", "period", "area")
    if current.is_frozen:
        return current
    locked(current.period)  # no value of the period moves while it is read
    _check_ready(current)
    at = timezone.now()
    with override(LANGUAGE):
        snapshot = snapshot_of(current, at=at, by=name_in(by.audit_label), template=template_for(current.programme))
    current.state, current.frozen_at, current.frozen_by = ReportState.FROZEN, at, by.audit_label
    current.snapshot, current.digest = canonical(snapshot).decode(), digest_of(snapshot)
    current.revision += 1
    current.full_clean()
    current.save()
    record("report.frozen", current, current.programme, by=by, after={**_told(current), "sha256": current.digest})
    return current


def _check_ready(report: Report) -> None:
    """Sets the version in force in the period, which may have come after the report was opened."""
    if report.period.ends >= timezone.localdate():
        raise ProgrammeRefusal(_("The period “%s” is not over.") % report.period.name)
    version = version_for(report.programme, report.period)
    if version is None:
        raise ProgrammeRefusal(_("No version was in force on the last day of the period “%s”.") % report.period.name)
    if report.area and not version.elements.filter(strand=report.area, parent=None).exists():
        raise ProgrammeRefusal(_("This is no area of the version in force in that period."))
    report.version = version
    if lacks := lacking(version, report.period, report.area):
        raise ProgrammeRefusal(lacking_words(lacks))


def lacking_words(lacks: list[Lack]) -> str:
    """What is missing, by name: `1.1.1 W3 (not reported)`."""
    names = [f"{one} ({ActualState(one.state).label if one.state else _('not reported')})" for one in lacks[:NAMED]]
    more = [_("and %d more") % (len(lacks) - NAMED)] if len(lacks) > NAMED else []
    words = ngettext(
        "%(count)d value of the period is missing or not approved: %(names)s.",
        "%(count)d values of the period are missing or not approved: %(names)s.", len(lacks),
    )  # fmt: skip
    return words % {"count": len(lacks), "names": ", ".join([*names, *more])}


@transaction.atomic
def open_next_edition(*, report: Report, reason: str, by: Actor) -> Report:
    """Open the edition that corrects a frozen one, with its narratives; the earlier one stays readable.

    Raises ProgrammeRefusal without a reason and for a draft. Opened twice, it is opened once.
    """
    programme = locked(report.programme, "territory")
    if not reason.strip():
        raise ProgrammeRefusal(_("Say what the next edition corrects."))
    newest = programme.reports.filter(period=report.period, area=report.area).order_by("-edition").first()
    if newest is None or (newest.pk == report.pk and not newest.is_frozen):
        raise ProgrammeRefusal(_("Only a frozen report is corrected by a next edition."))
    if not newest.is_frozen:
        return newest
    made = Report(programme=programme, period=newest.period, version=newest.version, area=newest.area,
                  edition=newest.edition + 1, reason=reason)  # fmt: skip
    made.full_clean()
    made.save()
    Narrative.objects.bulk_create(
        Narrative(report=made, strand=one.strand, text=one.text) for one in newest.narratives.order_by("pk")
    )
    record("report.edition_opened", made, programme, by=by, after={**_told(made), "reason": reason})
    return made


@transaction.atomic
def send_report(*, report: Report, by: Actor) -> Report:
    """Send a frozen report of the whole to the ministry: its readers see it from now on. Sent twice, it goes once.

    Raises ProgrammeRefusal for a draft, for a report of an area, for an edition that a newer frozen one corrects.
    """
    current = locked(report, "programme__territory", "period")
    if current.sent_at:
        return current
    if not current.is_frozen or current.area_id is not None:
        raise ProgrammeRefusal(_("Only a frozen report of the whole programme is sent."))
    later = current.programme.reports.filter(period=current.period, area=None, edition__gt=current.edition)
    if later.filter(state=ReportState.FROZEN).exists():
        raise ProgrammeRefusal(_("A newer edition corrects this report. Send the newer one."))
    current.sent_at, current.sent_by = timezone.now(), by.audit_label
    current.revision += 1
    current.save()
    record("report.sent", current, current.programme, by=by, after={**_told(current), "sha256": current.digest})
    return current


def _draft(report: Report) -> Report:
    current = locked(report, "programme__territory", "period", "area")
    if current.is_frozen:
        raise ProgrammeRefusal(_("A frozen report can no longer be changed. Open its next edition."))
    return current


def _check_place(report: Report, area: Strand | None) -> None:
    """An area's report has the narrative of its area; one of the whole has one for each area and one for all."""
    allowed = area == report.area if report.area else area is None or _is_area(report, area)
    if not allowed:
        raise ProgrammeRefusal(_("This is no area of the version in force in that period."))


def _is_area(report: Report, area: Strand) -> bool:
    version = version_for(report.programme, report.period) or report.version
    return version.elements.filter(strand=area, parent=None).exists()


def _told(report: Report) -> dict[str, Any]:
    programme: Programme = report.programme
    return {
        "programme": programme.short_name, "period": report.period.name, "edition": report.edition,
        "area": str(report.area) if report.area else "", "state": report.state,
    }  # fmt: skip
