"""Each year: what happened, against what the evidence said."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.working_days import local_day

from ..errors import OpinionRefusal
from ..evidence import digest_of
from ..following import findings, outcome_of
from ..models import FollowUp, Opinion
from ..queries.register import years_to_follow
from .trail import kept, locked, record


@transaction.atomic
def record_follow_up(*, opinion: Opinion, year: int, by: Actor) -> FollowUp:
    """Compute one school year from the warehouse; computed again it replaces itself. Raises OpinionRefusal."""
    request = locked(opinion.request)
    if year < request.start_year and opinion.kind_info.allows:
        raise OpinionRefusal(_("The first school year of the application is later."))
    found = findings(opinion, year)
    digest = digest_of(found)
    earlier = FollowUp.objects.filter(opinion=opinion, year=year).first()
    if earlier and earlier.digest == digest:
        return earlier
    follow_up = earlier or FollowUp(opinion=opinion, year=year)
    follow_up.findings, follow_up.digest, follow_up.outcome = found, digest, outcome_of(found)
    kept(follow_up)
    record("followed_up", request, by=by, after={"year": year, "outcome": follow_up.outcome, "sha256": digest})
    return follow_up


def follow_up(*, opinion: Opinion, by: Actor) -> list[FollowUp]:
    """Compute every school year that may have news. Done again with the same data it writes nothing."""
    years = years_to_follow(opinion, local_day(timezone.now()))
    return [record_follow_up(opinion=opinion, year=year, by=by) for year in years]
