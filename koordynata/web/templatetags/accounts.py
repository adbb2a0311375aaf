"""Tags of the account pages."""

from typing import Any

from django import template

from koordynata.accounts.queries import DEMO_PASSWORD, demo_accounts
from koordynata.registry.queries.people import roles_by_email

register = template.Library()


@register.simple_tag(name="demo_accounts")
def demo_list() -> dict[str, Any]:
    """The accounts of a demo with their roles, and their common password."""
    accounts = demo_accounts()
    roles = roles_by_email([account.email for account in accounts])
    people = [
        {"email": account.email, "full_name": account.full_name, "role": role, "place": place}
        for account in accounts
        for role, place in roles.get(account.email, [])[:1]
    ]
    return {"people": people, "password": DEMO_PASSWORD}
