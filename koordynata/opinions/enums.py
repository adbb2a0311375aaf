"""States and kinds of the room, with their legal moves."""

from django.db import models
from django.utils.translation import pgettext_lazy

from koordynata.foundation.states import TransitionTable


class RequestState(models.TextChoices):
    """Stan wniosku o opinię."""

    DRAFT = "draft", pgettext_lazy("application", "draft")
    SUBMITTED = "submitted", pgettext_lazy("application", "submitted")
    RETURNED = "returned", pgettext_lazy("application", "returned for completion")
    COMPLETE = "complete", pgettext_lazy("application", "complete")
    ON_AGENDA = "on_agenda", pgettext_lazy("application", "on the agenda")
    DECIDED = "decided", pgettext_lazy("application", "decided")
    DELIVERED = "delivered", pgettext_lazy("application", "delivered")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")


S = RequestState
REQUEST_MOVES = TransitionTable({
    S.DRAFT: {S.SUBMITTED, S.WITHDRAWN},
    S.SUBMITTED: {S.RETURNED, S.COMPLETE, S.WITHDRAWN},
    S.RETURNED: {S.SUBMITTED, S.WITHDRAWN},
    S.COMPLETE: {S.RETURNED, S.ON_AGENDA, S.WITHDRAWN},
    S.ON_AGENDA: {S.COMPLETE, S.DECIDED, S.WITHDRAWN},
    S.DECIDED: {S.DELIVERED},
})  # fmt: skip

WITH_THE_SCHOOL = frozenset({S.DRAFT, S.RETURNED})  # the school may write
WITH_THE_OFFICE = frozenset({S.SUBMITTED, S.COMPLETE, S.ON_AGENDA})  # the clock runs
BEFORE_THE_BODY = frozenset({S.ON_AGENDA, S.DECIDED, S.DELIVERED})  # members read it
CLOSED = frozenset({S.DECIDED, S.DELIVERED, S.WITHDRAWN})


class SchoolKind(models.TextChoices):
    """Szkoła publiczna albo niepubliczna: the legal basis differs."""

    PUBLIC = "public", pgettext_lazy("school", "public")
    NON_PUBLIC = "non_public", pgettext_lazy("school", "non-public")


class ResourceKind(models.TextChoices):
    """Czego trzeba, by uczyć."""

    WORKSHOP = "workshop", pgettext_lazy("resource", "workshop or classroom")
    EQUIPMENT = "equipment", pgettext_lazy("resource", "equipment")
    TEACHER = "teacher", pgettext_lazy("resource", "teacher")


class PriorSource(models.TextChoices):
    """Kto wypowiedział się przed głosowaniem."""

    WORKING_GROUP = "working_group", pgettext_lazy("prior opinion", "working group")
    LABOUR_COUNCIL = "labour_council", pgettext_lazy("prior opinion", "regional labour-market council")
    POWIAT_COUNCIL = "powiat_council", pgettext_lazy("prior opinion", "powiat labour-market council")


class Stance(models.TextChoices):
    """Stanowisko."""

    FOR = "for", pgettext_lazy("stance", "in favour")
    AGAINST = "against", pgettext_lazy("stance", "against")
    NONE = "none", pgettext_lazy("stance", "takes no side")


class DeliveryWay(models.TextChoices):
    """Sposób doręczenia."""

    E_DELIVERY = "e_delivery", pgettext_lazy("delivery", "electronic delivery")
    POST = "post", pgettext_lazy("delivery", "registered letter")
    HAND = "hand", pgettext_lazy("delivery", "by hand")


class Outcome(models.TextChoices):
    """What a year showed of an opinion."""

    BORNE_OUT = "borne_out", pgettext_lazy("outcome", "borne out")
    PARTLY = "partly", pgettext_lazy("outcome", "partly borne out")
    NOT_BORNE_OUT = "not_borne_out", pgettext_lazy("outcome", "not borne out")
    UNKNOWN = "unknown", pgettext_lazy("outcome", "too early, or no data")


class BulkVerb(models.TextChoices):
    """Co zrobić z wieloma wnioskami naraz."""

    COMPLETE = "complete", pgettext_lazy("bulk", "accept as complete")
    PREPARE = "prepare", pgettext_lazy("bulk", "prepare the evidence")
    POSITION = "position", pgettext_lazy("bulk", "draft the position from the evidence")
    DECIDE = "decide", pgettext_lazy("bulk", "take the opinions from the closed ballots")


class EntryState(models.TextChoices):
    """Jak poszło z jednym z nich."""

    WAITING = "waiting", pgettext_lazy("bulk entry", "waiting")
    DONE = "done", pgettext_lazy("bulk entry", "done")
    REFUSED = "refused", pgettext_lazy("bulk entry", "not done")
