"""Views of lists that people keep: a name and a query string."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.foundation.collation import POLISH
from koordynata.reference.models import Territory

# What `urlencode` writes: nothing in it can name another page, host or part of a page.
QUERY = r"^[A-Za-z0-9_.~%+=&-]+$"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Filters said in one word."""

    def own(self, user: User) -> Self:
        """The views that this person saved."""
        return self.filter(user=user)

    def shared_for(self, region: Territory | None) -> Self:
        """Those shared with a region that holds this one; for the whole country what is shared with all of it."""
        if region is None:
            return self.none()
        codes = {"PL", *filter(None, region.path.split("/"))}
        return self.filter(shared_in__code__in=codes, user__is_active=True)


class SavedView(models.Model):
    """Zapisany widok: the filters of a list under a name; one's own, or shared with the region of the office."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    page = models.SlugField(max_length=40)  # which list, see `web/saved_views/lists.py`
    name = models.CharField(_("name"), max_length=60, db_collation=POLISH)
    query = models.CharField(max_length=1000)
    shared_in = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["page", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"],
                name="saved_view_name_once",
                violation_error_message=_("A view of this list is called so already. Choose another name."),
            ),
            models.CheckConstraint(
                condition=models.Q(query__regex=QUERY),
                name="saved_view_query_is_a_query",
                violation_error_message=_("There are no filters to save."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
