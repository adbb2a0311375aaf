"""Motions, ballots, votes."""

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import BallotMode, BallotState
from ..verdict.ballot import choices_of
from .mandate import Member, Seat
from .meeting import AgendaItem


class Motion(models.Model):
    """Wniosek pod głosowanie, or an amendment of another one; with candidates it is an election."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="motions")
    amends = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="amendments")
    text = models.TextField(_("text"))
    proposed_by = models.CharField(_("proposed by"), max_length=150, blank=True)
    candidates = models.JSONField(default=list, blank=True)  # names, in the order of the paper

    class Meta:
        ordering = ["item", "id"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def choices(self) -> tuple[str, ...]:
        """What stands on the paper."""
        return choices_of(self.candidates)


class Ballot(models.Model):
    """Głosowanie over one motion. `verdict` is frozen at the closing; `record` is what a secret one publishes."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="ballots")
    mode = models.CharField(_("mode"), max_length=8, choices=BallotMode.choices, default=BallotMode.OPEN)
    by_hands = models.BooleanField(_("by show of hands"), default=False)
    hands = models.JSONField(null=True, blank=True)  # choice → number, entered by the secretary
    state = models.CharField(max_length=8, choices=BallotState.choices, default=BallotState.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(_("answers until"), null=True, blank=True)  # written procedure
    closed_at = models.DateTimeField(null=True, blank=True)
    rules = models.JSONField()  # the rules in force at the opening, with the majority of the matter
    revision = models.PositiveIntegerField(default=0)  # grows with every vote
    verdict = models.JSONField(null=True, blank=True)
    record = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["motion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["motion"], condition=models.Q(state=BallotState.OPEN), name="ballot_one_open",
                violation_error_message=_("A ballot over this motion is open already."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=BallotState.OPEN) | models.Q(closed_at__isnull=False, verdict__isnull=False),
                name="ballot_closed_has_verdict",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.motion} · {self.get_mode_display()}"

    def takes_votes(self, at: datetime) -> bool:
        """Whether it is open at a moment; a written procedure only before its deadline."""
        return self.state == BallotState.OPEN and (self.closes_at is None or at < self.closes_at)


class Vote(models.Model):
    """Głos in an open ballot or a written procedure: one for each seat, the last one sent."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["ballot", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "seat"], name="vote_one_per_seat"),
            models.UniqueConstraint(
                fields=["ballot", "member"], name="vote_one_per_person",
                violation_error_message=_("This person voted for another seat already: one person, one vote."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.seat} {self.choice}"


class TakenPaper(models.Model):
    """Pobranie karty: that somebody voted in a secret ballot, never how."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="taken")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["ballot", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "seat"], name="paper_one_per_seat",
                violation_error_message=_("A vote for this seat was cast already."),
            ),
            models.UniqueConstraint(
                fields=["ballot", "member"], name="paper_one_per_person",
                violation_error_message=_("This person voted for another seat already: one person, one vote."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.seat}"


class CastPaper(models.Model):
    """Karta w urnie, while a secret ballot is open; the closing takes them all out, shuffled."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="papers")
    receipt = models.CharField(max_length=64)
    choice = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)
