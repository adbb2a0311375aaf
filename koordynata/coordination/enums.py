"""States and kinds of the room, with their legal moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koordynata.foundation.states import TransitionTable


class BodyKind(models.TextChoices):
    """Rodzaj ciała kolegialnego."""

    TEAM = "team", _("Regional Coordination Team")
    COUNCIL = "council", _("labour-market council")
    GROUP = "group", _("working group")


class MandateFunction(models.TextChoices):
    """Funkcja w zespole."""

    CHAIR = "chair", pgettext_lazy("body", "chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("body", "vice-chair")
    SECRETARY = "secretary", pgettext_lazy("body", "secretary")
    MEMBER = "member", pgettext_lazy("body", "member")


class MandateEnd(models.TextChoices):
    """Why a mandate ended before its term."""

    RESIGNATION = "resignation", pgettext_lazy("mandate", "resignation")
    DISMISSAL = "dismissal", pgettext_lazy("mandate", "dismissal")
    DEATH = "death", pgettext_lazy("mandate", "death")
    DELEGATION = "delegation", pgettext_lazy("mandate", "withdrawn by the delegating organisation")


class MeetingState(models.TextChoices):
    """Stan posiedzenia."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    CALLED = "called", pgettext_lazy("meeting", "called")
    OPEN = "open", pgettext_lazy("meeting", "in progress")
    CLOSED = "closed", pgettext_lazy("meeting", "closed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


MEETING_MOVES = TransitionTable({
    MeetingState.PLANNED: {MeetingState.CALLED, MeetingState.CANCELLED},
    MeetingState.CALLED: {MeetingState.OPEN, MeetingState.CANCELLED},
    MeetingState.OPEN: {MeetingState.CLOSED},
})  # fmt: skip


class MeetingForm(models.TextChoices):
    """Tryb posiedzenia."""

    IN_PERSON = "in_person", pgettext_lazy("meeting", "in person")
    REMOTE = "remote", pgettext_lazy("meeting", "remote")
    HYBRID = "hybrid", pgettext_lazy("meeting", "hybrid")
    WRITTEN = "written", pgettext_lazy("meeting", "by written procedure")


class Reply(models.TextChoices):
    """Odpowiedź na zawiadomienie."""

    COMING = "coming", pgettext_lazy("notice", "will come")
    REMOTE = "remote", pgettext_lazy("notice", "will join remotely")
    SUBSTITUTE = "substitute", pgettext_lazy("notice", "a substitute will come")
    ABSENT = "absent", pgettext_lazy("notice", "will not come")


class Capacity(models.TextChoices):
    """W jakim charakterze kogoś zawiadomiono."""

    MEMBER = "member", pgettext_lazy("notice", "member")
    SUBSTITUTE = "substitute", pgettext_lazy("notice", "substitute")
    GUEST = "guest", pgettext_lazy("notice", "guest")


class ItemKind(models.TextChoices):
    """Rodzaj punktu porządku obrad."""

    PROCEDURE = "procedure", pgettext_lazy("agenda", "procedural")
    INFORMATION = "information", pgettext_lazy("agenda", "for information")
    DISCUSSION = "discussion", pgettext_lazy("agenda", "discussion")
    RESOLUTION = "resolution", pgettext_lazy("agenda", "resolution")
    OPINION = "opinion", pgettext_lazy("agenda", "opinion")
    ELECTION = "election", pgettext_lazy("agenda", "election")


class ItemState(models.TextChoices):
    """Stan punktu porządku obrad."""

    WAITING = "waiting", pgettext_lazy("agenda", "waiting")
    CURRENT = "current", pgettext_lazy("agenda", "being discussed")
    DONE = "done", pgettext_lazy("agenda", "done")
    POSTPONED = "postponed", pgettext_lazy("agenda", "postponed")


class BallotState(models.TextChoices):
    """Stan głosowania."""

    OPEN = "open", pgettext_lazy("ballot", "open")
    CLOSED = "closed", pgettext_lazy("ballot", "closed")


class BallotMode(models.TextChoices):
    """Tryb głosowania."""

    OPEN = "open", pgettext_lazy("ballot", "open ballot")
    SECRET = "secret", pgettext_lazy("ballot", "secret ballot")
    WRITTEN = "written", pgettext_lazy("ballot", "written procedure")


class Matter(models.TextChoices):
    """What is voted on: the rules of procedure may ask another majority for each."""

    PROCEDURE = "procedure", pgettext_lazy("matter", "procedure")
    RESOLUTION = "resolution", pgettext_lazy("matter", "resolution")
    OPINION = "opinion", pgettext_lazy("matter", "opinion")
    PROGRAMME = "programme", pgettext_lazy("matter", "programme")
    ELECTION = "election", pgettext_lazy("matter", "election")


class ActKind(models.TextChoices):
    """Rodzaj rozstrzygnięcia."""

    RESOLUTION = "resolution", pgettext_lazy("act", "resolution")
    OPINION = "opinion", pgettext_lazy("act", "opinion")
    POSITION = "position", pgettext_lazy("act", "position statement")
    RECOMMENDATION = "recommendation", pgettext_lazy("act", "recommendation")


class TaskState(models.TextChoices):
    """Stan zadania."""

    OPEN = "open", pgettext_lazy("task", "to do")
    DONE = "done", pgettext_lazy("task", "done")
    CANCELLED = "cancelled", pgettext_lazy("task", "cancelled")


class AnswerState(models.TextChoices):
    """How the answer to a resolution stands."""

    NONE = "none", pgettext_lazy("answer", "not expected")
    AWAITED = "awaited", pgettext_lazy("answer", "awaited")
    LATE = "late", pgettext_lazy("answer", "overdue")
    ANSWERED = "answered", pgettext_lazy("answer", "received")


class MinutesState(models.TextChoices):
    """Stan protokołu."""

    DRAFT = "draft", pgettext_lazy("minutes", "draft")
    PRESENTED = "presented", pgettext_lazy("minutes", "presented for approval")
    APPROVED = "approved", pgettext_lazy("minutes", "approved")


MINUTES_MOVES = TransitionTable({
    MinutesState.DRAFT: {MinutesState.PRESENTED},
    MinutesState.PRESENTED: {MinutesState.DRAFT, MinutesState.APPROVED},
})  # fmt: skip


class Direction(models.TextChoices):
    """Kierunek pisma."""

    INCOMING = "incoming", pgettext_lazy("letter", "incoming")
    OUTGOING = "outgoing", pgettext_lazy("letter", "outgoing")
    INTERNAL = "internal", pgettext_lazy("letter", "internal")


class LetterWay(models.TextChoices):
    """Sposób, w jaki pismo przyszło lub wyszło."""

    E_DELIVERY = "e_delivery", pgettext_lazy("letter", "e-delivery")
    EPUAP = "epuap", "ePUAP"
    EMAIL = "email", pgettext_lazy("letter", "e-mail")
    POST = "post", pgettext_lazy("letter", "post")
    HAND = "hand", pgettext_lazy("letter", "by hand")


class ActionState(models.TextChoices):
    """Stan działania własnego."""

    PLANNED = "planned", pgettext_lazy("action", "planned")
    RUNNING = "running", pgettext_lazy("action", "under way")
    DONE = "done", pgettext_lazy("action", "done")
    ABANDONED = "abandoned", pgettext_lazy("action", "abandoned")


ACTION_MOVES = TransitionTable({
    ActionState.PLANNED: {ActionState.RUNNING, ActionState.ABANDONED},
    ActionState.RUNNING: {ActionState.DONE, ActionState.ABANDONED},
})  # fmt: skip
