"""The first person of an installation."""

import getpass
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.accounts.models import User
from koordynata.accounts.services import create_account
from koordynata.cli.command import HouseCommand, Refused
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.models import Territory
from koordynata.registry.services.memberships import add_membership


class Command(HouseCommand):
    help = gettext_noop(
        "Makes an administrator for the whole country; the password is asked for, or read from standard input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help=_("e-mail address with which the person signs in"))
        parser.add_argument("--name", required=True, help=_("name and surname"))

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        if User.objects.filter(email__iexact=email).exists():
            raise Refused(_("There is an account for %s already.") % email)
        country = Territory.objects.filter(code="PL").first()
        if country is None:
            raise Refused(_("The lists are empty. Run: koordynata load-reference"))
        try:
            validate_email(email)
            with transaction.atomic():
                user = create_account(email=email, full_name=name, password=_password(), by=SYSTEM)
                add_membership(user, "administrator", country, None, by=SYSTEM)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from None
        told = _("%s is an administrator now. A second factor is set up at the first sign-in.")
        self.stdout.write(told % user.audit_label)


def _password() -> str:
    return getpass.getpass(_("Password:") + " ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
