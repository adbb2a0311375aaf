"""Builds of the warehouse."""

from django.db import models


class WarehouseBuild(models.Model):
    """One build of the marts: its folder, its rows, whether it is the live one is the pointer's word."""

    name = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    rows = models.JSONField(default=dict)  # mart -> rows
    checksum = models.CharField(max_length=64, blank=True)
    # The newest applied import run at the start: a later one means that the marts are behind.
    last_run_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
