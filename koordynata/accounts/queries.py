"""What pages read about accounts."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings

from .models import Draft, User

DEMO_PASSWORD = "koordynata-demo"  # noqa: S105 - shown on the sign-in page of a demo, never of a real installation


@dataclass(frozen=True)
class DemoAccount:
    """One line of the demo list on the sign-in page."""

    email: str
    full_name: str


def demo_accounts() -> list[DemoAccount]:
    """Sample accounts in demo mode, else none."""
    if not settings.DEMO:
        return []
    rows = User.objects.filter(is_sample=True, is_active=True).order_by("id").values_list("email", "full_name")
    return [DemoAccount(*row) for row in rows]


def has_second_factor(user: User) -> bool:
    """Whether the user has an authenticator app set up."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def drafts_of(user: User) -> dict[str, datetime]:
    """The addresses of the forms of which a person has a draft, and when each was kept; one query."""
    return dict(Draft.objects.filter(user=user).values_list("address", "saved_at"))


def draft_content(user: User, address: str) -> dict[str, list[str]]:
    """What the draft holds, field by field; empty where there is none."""
    content = Draft.objects.filter(user=user, address=address).values_list("content", flat=True).first()
    return dict(content or {})
