"""Who acts where, and with which role."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.roles import ROLES, Role
from koordynata.reference.models import Territory

from .institution import Institution


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Filters said in one word."""

    def active(self) -> "MembershipQuerySet":
        """Begun and not ended."""
        now = timezone.now()
        return self.filter(since__lte=now).filter(models.Q(until__isnull=True) | models.Q(until__gt=now))


class Membership(models.Model):
    """Zakres działania: a user has a role in a territory, and may answer for an institution there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=[(role.id, role.name) for role in ROLES.values()])
    territory = models.ForeignKey(Territory, verbose_name=_("territory"), on_delete=models.PROTECT)
    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), null=True, blank=True, on_delete=models.PROTECT
    )
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role} · {self.territory}"

    @property
    def role_info(self) -> Role:
        """The role with its name and permissions."""
        return ROLES[self.role]


class Invitation(models.Model):
    """Zaproszenie: a link by mail that makes an account with one membership. Only the token's hash is kept."""

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=[(role.id, role.name) for role in ROLES.values()])
    territory = models.ForeignKey(Territory, verbose_name=_("territory"), on_delete=models.PROTECT)
    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), null=True, blank=True, on_delete=models.PROTECT
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.email} · {self.role}"

    @property
    def role_info(self) -> Role:
        """The role with its name and permissions."""
        return ROLES[self.role]
