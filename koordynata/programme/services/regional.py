"""What a region says beside its own number in the national comparison."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile

from ..common_indicators import common_indicators
from ..errors import ProgrammeRefusal
from ..models import Period, RegionalComment
from .locking import locked
from .trail import record


@transaction.atomic
def comment_on_number(
    *, period: Period, common: str, text: str, by: Actor, revision: int | None = None
) -> RegionalComment:
    """Write or change the region's comment on one common indicator in one of its periods; every reader sees it.

    `revision`: what the form showed, 0 for none. Raises ProgrammeRefusal, ChangedMeanwhile, ValidationError.
    """
    period = locked(period, "programme__territory")
    if common not in {one.id for one in common_indicators(period.ends)}:
        raise ProgrammeRefusal(_("There is no such common indicator: %s.") % common)
    found = RegionalComment.objects.filter(programme=period.programme, period=period, common=common).first()
    if revision is not None and revision != (found.revision if found else 0):
        raise ChangedMeanwhile(found)
    if found is not None and found.text == text.strip():
        return found
    before = {"text": found.text} if found else None
    found = found or RegionalComment(programme=period.programme, period=period, common=common, revision=0)
    found.text, found.at, found.by, found.revision = text.strip(), timezone.now(), by.audit_label, found.revision + 1
    found.full_clean()
    found.save()
    told = {"common": common, "period": period.name, "text": found.text}
    record("regionalcomment.written", found, period.programme, by=by, before=before, after=told)
    return found
