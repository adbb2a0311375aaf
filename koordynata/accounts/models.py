"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.collation import POLISH


class UserManager(BaseUserManager["User"]):
    """Users are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password nobody can sign in as them yet."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make the first administrator of an installation; the scope is given by a membership."""
        return self.create_user(email, password, is_staff=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this address, in any letter case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Użytkownik. What a user may do follows from memberships (registry), never from flags here."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("name and surname"), max_length=150, db_collation=POLISH)
    language = models.CharField(max_length=2, default="pl")
    is_sample = models.BooleanField(default=False)
    # The tour: at which step the person stands, and when they had enough of it.
    tour_step = models.PositiveSmallIntegerField(default=0)
    tour_closed_at = models.DateTimeField(null=True)

    # Once a day a mail with the work that waits: asked for by the person, and when it last went out.
    work_digest = models.BooleanField(default=False)
    work_digest_sent_on = models.DateField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def audit_label(self) -> str:
        """How the audit log names this user."""
        return f"{self.full_name} <{self.email}>"

    @property
    def initials(self) -> str:
        """Two letters for the page head."""
        return "".join(word[0] for word in (self.full_name or self.email).split()[:2]).upper()


class Draft(models.Model):
    """Szkic: what a person has written into a form and not saved yet. Nobody else ever reads it.

    It is scratch paper, not a record: writing it leaves no audit event, and it goes with a save, with a sign-out and
    with time (docs/adr/0018).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    address = models.CharField(max_length=200)  # where the form is sent: it names the form and its record
    content = models.JSONField()  # name of a field → its values
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "address"], name="draft_once_per_form")]

    def __str__(self) -> str:
        return self.address


def user_label(user: User) -> str:
    """How sign-in pages name a user."""
    return str(user)
