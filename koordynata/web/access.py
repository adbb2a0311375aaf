"""Access policies: closed by default, one policy per address.

A view without a policy answers 404 to everybody; `tests/web/test_access.py` finds it first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """Who may call a view: everybody, whoever signed in, or whoever holds one of some permissions somewhere.

    A permission only opens the door; which rows are shown is decided by `visible_to(user)`.
    """

    public: bool = False
    permissions: frozenset[Permission] = frozenset()

    def admits(self, user: Any) -> bool:
        """Whether this user may call the view at all."""
        if self.public:
            return True
        if not user.is_authenticated:
            return False
        if not self.permissions:
            return True
        scopes = [scope_of(user, permission) for permission in self.permissions]
        return any(scope.country or scope.paths for scope in scopes)


PUBLIC = Policy(public=True)
SIGNED_IN = Policy()

# Addresses of libraries, by name; those not named here do not exist for anybody.
LIBRARY_POLICIES = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_inactive": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
}


def access(policy: Policy | Permission, *others: Permission) -> Callable[[View], View]:
    """Give a view its policy: `@access(Permission.VIEW_METRICS)`, `@access(PUBLIC)`; of several permissions any."""
    given = policy if isinstance(policy, Policy) else Policy(permissions=frozenset({policy, *others}))

    def mark(view: View) -> View:
        view.access_policy = given  # type: ignore[attr-defined]
        return view

    return mark


def policy_of(view: Any, url_name: str | None) -> Policy | None:
    """The policy of a resolved view, or None where none was given."""
    own: Policy | None = getattr(view, "access_policy", None)
    if own is not None or not is_library(view):
        return own
    return LIBRARY_POLICIES.get(url_name or "")


def is_library(view: Any) -> bool:
    """Whether a view comes with the sign-in library; ours carry their policy themselves."""
    return bool(getattr(view, "view_class", view).__module__.startswith("allauth."))


def policy_of_request(request: HttpRequest, view: Any) -> Policy | None:
    """The policy that guards a request."""
    match = request.resolver_match
    return policy_of(view, match.url_name if match else None)
