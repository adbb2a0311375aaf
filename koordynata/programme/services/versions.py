"""A version's way: written, consulted, submitted, adopted by a resolution; then the next one."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number
from koordynata.foundation.states import IllegalMove

from ..content import digest_of
from ..enums import VERSION_MOVES, VersionState
from ..errors import ProgrammeRefusal
from ..models import Programme, Version
from .copying import copy_content
from .locking import locked, seen
from .trail import record


@transaction.atomic
def open_next_version(*, programme: Programme, reason: str, by: Actor) -> Version:
    """A draft that begins as a copy of the latest adopted version; before any was adopted, of the last given up.

    Raises ProgrammeRefusal while another is open.
    """
    programme = locked(programme, "territory")
    if programme.versions.exclude(state__in=[VersionState.ADOPTED, VersionState.ABANDONED]).exists():
        raise ProgrammeRefusal(_("Another version is being written. Adopt or abandon it first."))
    base = programme.versions.adopted().first()
    copied = base or programme.versions.order_by("-number").first()
    if copied is None:
        raise ProgrammeRefusal(_("There is no version to begin from."))
    version = Version.objects.create(
        programme=programme, number=next_number(programme.versions.all()), based_on=base, reason=reason,
        made_by=by.audit_label,
    )  # fmt: skip
    copy_content(copied, version)
    record("version.opened", version, programme, by=by, after={"based_on": copied.number, "reason": reason})
    return version


@transaction.atomic
def put_to_consultation(
    *, version: Version, starts: date, until: date, by: Actor, revision: int | None = None
) -> Version:
    """Show a draft to everybody who may comment, until a last day. Raises ProgrammeRefusal, ValidationError."""
    current = _moved(version, VersionState.CONSULTATION, revision)
    current.consulted_from, current.consulted_until = starts, until
    return _saved(current, "version.consulted", by, {"from": starts, "until": until})


@transaction.atomic
def end_consultation(*, version: Version, by: Actor, revision: int | None = None) -> Version:
    """Take the version back for what the comments change in it."""
    return _saved(_moved(version, VersionState.DRAFT, revision), "version.consultation_ended", by, {})


@transaction.atomic
def submit_version(*, version: Version, by: Actor, revision: int | None = None) -> Version:
    """Close its content for the body. Raises ProgrammeRefusal while comments wait for an answer."""
    current = _moved(version, VersionState.SUBMITTED, revision)
    if waiting := current.comments.filter(outcome="").count():
        raise ProgrammeRefusal(
            _("Comments without an answer: %d. Answer them before the version is submitted.") % waiting
        )
    if not current.elements.filter(role="action").exists():
        raise ProgrammeRefusal(_("A programme without an action cannot be submitted."))
    current.content_hash = digest_of(current)
    return _saved(current, "version.submitted", by, {"content": current.content_hash})


@transaction.atomic
def return_version(*, version: Version, by: Actor, revision: int | None = None) -> Version:
    """Open a submitted version for writing again."""
    current = _moved(version, VersionState.DRAFT, revision)
    current.content_hash = ""
    return _saved(current, "version.returned", by, {})


@transaction.atomic
def adopt_version(
    *, version: Version, decided_by: str, number: str, on: date, in_force_from: date, by: Actor, ref: str = "",
) -> Version:  # fmt: skip
    """Adopted by a resolution (`ref`: its record in the room above). Pressed twice, it is adopted once.

    Raises ProgrammeRefusal when the content is not the one submitted or the day is not after the version before it.
    """
    current = locked(version, "programme__territory")
    if current.state == VersionState.ADOPTED and current.decision_number == number:
        return current
    current = _moved(version, VersionState.ADOPTED, None)
    if digest_of(current) != current.content_hash:
        raise ProgrammeRefusal(_("The content changed after the version was submitted. Submit it again."))
    before = current.programme.versions.adopted().first()
    if before and before.in_force_from and in_force_from <= before.in_force_from:
        raise ProgrammeRefusal(_("A version comes into force after the one before it (%s).") % before.in_force_from)
    current.decided_by, current.decision_number, current.decision_date = decided_by, number, on
    current.decision_ref, current.in_force_from = ref, in_force_from
    told = {"number": number, "on": on, "in_force_from": in_force_from, "content": current.content_hash}
    return _saved(current, "version.adopted", by, told)


@transaction.atomic
def abandon_version(*, version: Version, by: Actor, revision: int | None = None) -> Version:
    """Give up a version that nobody adopted; it stays to be read."""
    return _saved(_moved(version, VersionState.ABANDONED, revision), "version.abandoned", by, {})


def _moved(version: Version, wanted: VersionState, revision: int | None) -> Version:
    current = seen(version, revision, "programme__territory")
    try:
        VERSION_MOVES.check(current.state, wanted)
    except IllegalMove:
        state = current.get_state_display()
        raise ProgrammeRefusal(_("This cannot be done with a version in the state “%s”.") % state) from None
    current.state = wanted
    return current


def _saved(version: Version, verb: str, by: Actor, after: dict[str, object]) -> Version:
    version.revision += 1
    version.full_clean()
    version.save()
    record(verb, version, version.programme, by=by, after={"state": version.state, **after})
    return version
