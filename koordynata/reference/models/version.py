"""Which edition of a list is in force."""

from django.db import models


class ListVersion(models.Model):
    """One edition of a code list: what it is, since when, from whom."""

    list = models.CharField(max_length=40)
    version = models.CharField(max_length=60)
    valid_from = models.DateField(null=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # of the file
    from_package = models.BooleanField(default=True)  # False: an operator's file, which no package update overwrites
    run_id = models.BigIntegerField(null=True)  # the import run that loaded it
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["list", "-loaded_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["list", "version"], name="list_version_once")]

    def __str__(self) -> str:
        return f"{self.list} {self.version}"
