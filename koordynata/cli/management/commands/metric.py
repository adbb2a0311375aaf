"""`koordynata metric NAME --territory TERYT --year YEAR [--occupation CODE] --json`."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.intelligence.metrics import units
from koordynata.intelligence.queries import Answer, NotAvailable, metric_cards, metric_value


class Command(HouseCommand):
    help = gettext_noop("Prints one figure with unit, sources and method, or says why there is none.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help=_("id of the metric, see --list"))
        parser.add_argument("--list", action="store_true", help=_("name the metrics"))
        parser.add_argument("--territory", help=_("TERYT code, code of a functional area, or PL"))
        parser.add_argument("--year", type=int, help=_("calendar year"))
        parser.add_argument("--occupation", help=_("occupation or branch code; all occupations without it"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list(as_json=options["json"])
            return
        if not (options["name"] and options["territory"] and options["year"]):
            message = _("Name a metric, --territory and --year. koordynata metric --list names the metrics.")
            raise Refused(message)
        try:
            answer = metric_value(
                options["name"], territory=options["territory"], year=options["year"], subject=options["occupation"]
            )
        except NotAvailable as refused:
            raise Refused(str(refused)) from None
        self.stdout.write(_as_json(answer) if options["json"] else _as_text(answer))

    def _list(self, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({card.id: str(card.title) for card in metric_cards()}, ensure_ascii=False))
            return
        for card in metric_cards():
            self.stdout.write(f"{card.id:<20}{card.title}")


def _as_text(answer: Answer) -> str:
    figure, card = answer.figure, answer.card
    silence = f"{figure.silence.label}. {figure.silence.reason}" if figure.silence else ""
    value = silence if figure.value is None else f"{_number(figure.value)} {units.NAMES[card.unit]}"
    lines = [f"{card.title} · {answer.territory_name} · {figure.year}: {value}", card.method]
    return "\n".join([*lines, *(f"{s.publisher}, {s.title}, {s.vintage or '–'}" for s in figure.sources)])


def _number(value: float) -> str:
    """At most one decimal, written as the language does."""
    return number_format(value, 0 if float(round(value, 1)).is_integer() else 1, use_l10n=True, force_grouping=True)


def _as_json(answer: Answer) -> str:
    figure, card = answer.figure, answer.card
    told = {
        "metric": card.id,
        "territory": answer.territory,
        "occupation": answer.subject,
        "year": figure.year,
        "value": figure.value,
        "silence": figure.silence.value if figure.silence else None,
        "reason": figure.silence.reason if figure.silence else None,
        "low": figure.low,
        "high": figure.high,
        "unit": card.unit,
        "method": card.method,
        "version": card.version,
        "class": answer.klass,
        "sources": [
            {"publisher": s.publisher, "title": s.title, "vintage": s.vintage and s.vintage.isoformat(),
             "snapshot": s.snapshot_id, "rows": s.rows, "is_sample": s.is_sample}
            for s in figure.sources
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)
