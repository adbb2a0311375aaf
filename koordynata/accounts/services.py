"""What may be done with accounts; who may do it is decided by registry's scopes and the doors."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import Actor, record_event

from .models import Draft, User

DRAFT_DAYS = 7
MOST_DRAFTS = 30


def _record(verb: str, user: User, by: Actor) -> None:
    record_event(f"user.{verb}", by=by, object_type="user", object_id=user.pk, label=str(user))


@transaction.atomic
def create_account(*, email: str, full_name: str, password: str, by: Actor | None, is_sample: bool = False) -> User:
    """An account for an address that its owner has just confirmed; without `by` its owner makes it.

    Raises ValidationError for a weak password.
    """
    validate_password(password, User(email=email, full_name=full_name))
    user = User.objects.create_user(email, password, full_name=full_name, is_sample=is_sample)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _record("created", user, by or user)
    return user


@transaction.atomic
def disable_user(*, user: User, by: Actor) -> None:
    """Lock an account; its sessions end with the next request."""
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        _record("disabled", user, by)


@transaction.atomic
def enable_user(*, user: User, by: Actor) -> None:
    """Unlock an account."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        _record("enabled", user, by)


@transaction.atomic
def reset_second_factor(*, user: User, by: Actor) -> None:
    """Forget a lost second factor: the next sign-in sets up a new one."""
    gone, _rows = Authenticator.objects.filter(user=user).delete()
    if gone:
        _record("second_factor_reset", user, by)


def set_language(*, language: str, by: User) -> None:
    """Remember the language a person reads in."""
    User.objects.filter(pk=by.pk).update(language=language)


def set_work_digest(*, wanted: bool, by: User) -> None:
    """Remember whether a person wants the morning mail about the work that waits."""
    User.objects.filter(pk=by.pk).update(work_digest=wanted)


@transaction.atomic
def claim_work_digest(*, user: User, today: date, by: Actor) -> bool:
    """Claim the mail of a day; False when it is not wanted, or went out already. It is sent afterwards."""
    rows = User.objects.filter(pk=user.pk, is_active=True, work_digest=True).exclude(work_digest_sent_on=today)
    if not rows.update(work_digest_sent_on=today):
        return False
    _record("digest_sent", user, by)
    return True


def take_tour_step(*, step: int, by: User) -> None:
    """Remember at which step of the tour a person stands; a closed tour is open again."""
    User.objects.filter(pk=by.pk).update(tour_step=step, tour_closed_at=None)


def close_tour(*, by: User) -> None:
    """Show the tour no more, until it is asked for."""
    User.objects.filter(pk=by.pk).update(tour_closed_at=timezone.now())


def record_session(*, what: str, by: User) -> None:
    """Leave a trace of a sign-in, a sign-out, a changed password or second factor."""
    _record(what, by, by)


@transaction.atomic
def save_draft(*, address: str, content: Mapping[str, Sequence[str]], by: User) -> datetime:
    """Keep what a person has written into the form at `address`; says when. Old drafts go, everybody's."""
    now = timezone.now()
    Draft.objects.filter(saved_at__lt=now - timedelta(days=DRAFT_DAYS)).delete()
    # A database that cannot store NUL must not lose a text for it.
    told = {name: [value.replace("\0", "") for value in values] for name, values in content.items()}
    Draft.objects.update_or_create(user=by, address=address, defaults={"content": told, "saved_at": now})
    kept = Draft.objects.filter(user=by).order_by("-saved_at", "-id").values_list("pk", flat=True)
    Draft.objects.filter(user=by).exclude(pk__in=list(kept[:MOST_DRAFTS])).delete()
    return now


def drop_draft(*, address: str, by: User) -> None:
    """Forget the draft of one form."""
    Draft.objects.filter(user=by, address=address).delete()


def drop_drafts(*, by: User) -> None:
    """Forget all drafts of a person."""
    Draft.objects.filter(user=by).delete()
