"""A version of a programme before a body: put on an agenda, adopted by the resolution that came of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.foundation.audit import Actor
from koordynata.programme import services as programme
from koordynata.programme.enums import VersionState
from koordynata.programme.models import Version

from ..enums import ItemKind, Matter
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Meeting, Resolution
from ..queries.programmes import origin_of, version_of
from .agenda import put_on_agenda
from .trail import record

LANGUAGE = "pl"  # of agendas, whoever writes them


@transaction.atomic
def put_version_before_body(*, version: Version, meeting: Meeting, by: Actor) -> AgendaItem:
    """Put a submitted version on an agenda; once for each meeting. Raises CoordinationRefusal."""
    if version.state != VersionState.SUBMITTED:
        raise CoordinationRefusal(_("Only a version submitted for adoption goes before the body."))
    if not version.programme.territory.path.startswith(meeting.term.body.territory.path):
        raise CoordinationRefusal(_("The body belongs to another territory."))
    with override(LANGUAGE):
        words = {"programme": version.programme.name, "number": version.number}
        title = _("Adoption of the programme “%(programme)s”, version %(number)s") % words
    return put_on_agenda(
        meeting=meeting, title=title[:300], origin=origin_of(version), kind=ItemKind.RESOLUTION,
        matter=Matter.PROGRAMME, by=by,
    )  # fmt: skip


@transaction.atomic
def adopt_version_by_resolution(*, resolution: Resolution, in_force_from: date, by: Actor) -> Version:
    """The resolution makes the version the programme's next one. Pressed twice, it is adopted once.

    Raises CoordinationRefusal for an entry that speaks of no version, ProgrammeRefusal.
    """
    version = version_of(resolution)
    if version is None:
        raise CoordinationRefusal(_("This entry speaks of no version of a programme."))
    if in_force_from < resolution.adopted_on:
        raise CoordinationRefusal(_("A version comes into force on the day of its resolution at the earliest."))
    adopted = programme.adopt_version(
        version=version, decided_by=resolution.body.name, number=str(resolution), on=resolution.adopted_on,
        in_force_from=in_force_from, ref=f"resolution:{resolution.pk}", by=by,
    )  # fmt: skip
    if version.state != adopted.state:
        after = {"version": str(adopted), "in_force_from": in_force_from}
        record("resolution.carried_out", resolution, resolution.body, by=by, after=after)
    return adopted
