"""The audit log: append-only, each event carries the hash of the one before."""

from typing import Any, NoReturn

from django.db import models


class AuditEvent(models.Model):
    """Zapis historii zmian: who did what to which object, when, with the values before and after.

    It holds no foreign keys, so that it outlives what it speaks of; labels are copied in.
    """

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(max_length=300)
    # TERYT codes of which this event speaks; whoever reads it holds all of them. Empty: only the whole country.
    territories = models.JSONField(default=list)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.object_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append; an event that exists is never written again."""
        if self.pk is not None:
            raise TypeError("audit events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: events are never deleted."""
        raise TypeError("audit events are append-only")


class EventPlace(models.Model):
    """One territory of an event, once more, where a database can ask for it; the chain covers `territories`."""

    event = models.ForeignKey(AuditEvent, on_delete=models.CASCADE, related_name="places")
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["event", "code"]
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="event_place_once")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.code}"


class AuditHead(models.Model):
    """One row: the last hash of the chain. Writers lock it, so that the chain never forks."""

    hash = models.CharField(max_length=64)
    events = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.events}: {self.hash}"
