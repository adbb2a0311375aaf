"""`koordynata warehouse build|list|use NAME|check`."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import REFUSED, HouseCommand, Refused
from koordynata.foundation.audit import SYSTEM
from koordynata.intelligence.errors import BadBuild, UnknownBuild
from koordynata.intelligence.queries import build_problems, builds
from koordynata.intelligence.services import rebuild_warehouse, use_build


class Command(HouseCommand):
    help = gettext_noop(
        "Builds the warehouse from the registers, lists builds, goes back to an earlier one, checks the live one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["build", "list", "use", "check"], help=_("what to do"))
        parser.add_argument("name", nargs="?", help=_("with use: the build that is to be live"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["name"] and options["action"] != "use":
            raise Refused(_("Only “use” takes a name. Leave out: %s") % options["name"])
        {"build": self._build, "list": self._list, "use": self._use, "check": self._check}[options["action"]](options)

    def _build(self, options: dict[str, Any]) -> None:
        try:
            build = rebuild_warehouse(by=SYSTEM)
        except BadBuild as bad:
            self._leave(bad.problems)
        for mart, rows in build.rows.items():
            self.stdout.write(f"{mart:<16}{rows:>12,}".replace(",", " "))
        self.stdout.write(_("Live: %s") % build.name)

    def _list(self, options: dict[str, Any]) -> None:
        for build in builds():
            self.stdout.write(f"{'*' if build.live else ' '} {build.name}  {build.rows:>10} {_('rows')}")

    def _use(self, options: dict[str, Any]) -> None:
        if not options["name"]:
            raise Refused(_("Name a build. koordynata warehouse list names them."))
        try:
            use_build(options["name"], by=SYSTEM)
        except UnknownBuild:
            known = ", ".join(build.name for build in builds()) or "–"
            raise Refused(_("There is no such build. There are: %s") % known) from None
        self.stdout.write(_("Live: %s") % options["name"])

    def _check(self, options: dict[str, Any]) -> None:
        problems = build_problems()
        if problems is None:
            raise Refused(_("Nothing was built yet: koordynata warehouse build"))
        if problems:
            self._leave(problems)
        self.stdout.write(_("The live build is in order."))

    def _leave(self, problems: list[str]) -> None:
        for problem in problems:
            self.stderr.write(problem)
        sys.exit(REFUSED)
