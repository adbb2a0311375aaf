"""`koordynata load-sample`: an invented country to look at, loaded once."""

import time
from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.sample.load import RealDataPresent, load_sample, sample_is_loaded
from koordynata.cli.sample.plan import SEED, Plan
from koordynata.cli.sample.wishes import regions_wished_for


class Command(HouseCommand):
    help = gettext_noop(
        "Loads invented institutions and figures, marked as sample data, and demo accounts. Does nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--regions", help=_("codes of voivodeships, e.g. 16,12; all when left out"))
        parser.add_argument("--seed", type=int, default=SEED, help=_("another number: another country"))
        parser.add_argument("--force", action="store_true", help=_("load even where real registers were loaded"))

    def handle(self, *, regions: str | None, seed: int, force: bool, **options: Any) -> None:
        if sample_is_loaded():
            self.stdout.write(_("The sample is loaded already."))
            return
        start = time.monotonic()
        try:
            load_sample(Plan(regions=regions_wished_for(regions), seed=seed), self._tell, force=force)
        except RealDataPresent:
            raise Refused(
                _("Real registers were loaded here. The sample would stand among them; --force loads it all the same.")
            ) from None
        except ValueError as error:
            raise Refused(str(error)) from error
        self._tell(_("the whole sample"), time.monotonic() - start)

    def _tell(self, step: str, seconds: float) -> None:
        self.stdout.write(f"{seconds:6.1f} s  {step}")
        self.stdout.flush()
