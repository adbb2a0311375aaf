"""The snapshot of a report: everything that its documents say, as plain data; what it leaves out they cannot say.

Amounts are texts (`"12.00"`), days ISO 8601, names Polish and where data have them English. Format 1.
"""

from datetime import datetime
from typing import Any

from koordynata.foundation.working_days import WARSAW

from ..enums import ActualState, MeasureSource
from ..layout import dimensions, fact_kinds, money_sources
from ..lights import lights
from ..models import Actual, Element, Report
from ..queries.reporting import version_for
from .figures import cards_of, figures_of, lights_counted, shown_rows
from .ground import AMOUNTS, Ground, both, day, share, sums
from .work import actions_of

FORMAT = 1


def snapshot_of(
    report: Report, *, at: datetime | None = None, by: str = "", template: dict[str, Any] | None = None
) -> dict[str, Any]:
    """As the report stands now; `at`, `by` and `template` once it is frozen. Some thirty queries whatever the size.

    Raises LookupError where no version was in force on the last day of the period.
    """
    version = version_for(report.programme, report.period)
    if version is None:
        raise LookupError(report.period_id)
    version.programme = report.programme
    ground = Ground(report, version, report.period)
    rows, works = figures_of(ground), actions_of(ground)
    texts: dict[int | None, str] = dict(report.narratives.order_by("pk").values_list("strand", "text"))
    areas = [_area(ground, one, rows, works) | {"narrative": texts.get(one.strand_id, "")} for one in ground.areas]
    money = [line for area in areas for action in area["actions"] for line in action["money"]]
    return {
        "format": FORMAT, "sample": report.programme.is_sample, "programme": _programme(report),
        "report": _report(report, ground), "version": _version(ground),
        "frozen": {"at": at.astimezone(WARSAW).isoformat(timespec="seconds") if at else None, "by": by},
        "template": template,
        "narrative": texts.get(None, ""), "areas": areas, "money": _by_source(money),
        "lights": lights_counted([row for area in areas for row in area["indicators"] if row["shown"]]),
        "measures": cards_of(ground, rows), "thresholds": _thresholds(ground), "words": _words(ground),
        "not_settled": _not_settled(ground),
    }  # fmt: skip


def _programme(report: Report) -> dict[str, Any]:
    one = report.programme
    return {
        "kind": {"id": one.kind, **both(one.layout)}, "name": one.name, "short_name": one.short_name,
        "territory": {"code": one.territory.code, "name": one.territory.title}, "starts": day(one.starts),
        "ends": day(one.ends), "durable_until": day(one.durable_until), "legal_basis": one.legal_basis,
        "coordinator": one.coordinator.name if one.coordinator else "",
    }  # fmt: skip


def _report(report: Report, ground: Ground) -> dict[str, Any]:
    before = report.programme.reports.filter(period=report.period, area=report.area, edition=report.edition - 1).first()
    area = {"code": ground.areas[0].code, "name": ground.areas[0].name} if report.area_id and ground.areas else None
    period = report.period
    return {
        "period": {"name": period.name, "starts": day(period.starts), "ends": day(period.ends), "due": day(period.due)},
        "area": area, "edition": report.edition, "reason": report.reason,
        "corrects": {"edition": before.edition, "sha256": before.digest} if before else None,
    }  # fmt: skip


def _version(ground: Ground) -> dict[str, Any]:
    one = ground.version
    period = ground.period
    begun = one.programme.versions.adopted().filter(in_force_from__gt=period.starts, in_force_from__lte=period.ends)
    return {
        "number": one.number, "decided_by": one.decided_by, "decision_number": one.decision_number,
        "decision_date": day(one.decision_date), "in_force_from": day(one.in_force_from),
        "content_sha256": one.content_hash,
        "begun_in_period": [
            {"number": each.number, "from": day(each.in_force_from), "reason": each.reason} for each in reversed(begun)
        ],
    }  # fmt: skip


def _area(ground: Ground, area: Element, rows: dict[int, Any], works: dict[int, Any]) -> dict[str, Any]:
    below = ground.below(area)
    shown = {(row["element"], row["measure"]) for row in shown_rows(area, rows, below)}
    lines = [{**row, "shown": (row["element"], row["measure"]) in shown} for one in below for row in rows[one.pk]]
    actions = [works[one.pk] for one in below if one.pk in works]
    return {
        "code": area.code, "name": {"pl": area.name, "en": area.name_en or area.name}, "level": area.level,
        "key": str(area.strand.uid), "elements": {one.code: one.name for one in below}, "indicators": lines,
        "actions": actions,
        "money": _by_source([line for action in actions for line in action["money"]]),
    }  # fmt: skip


def _by_source(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = sums(lines, lambda line: str(line["source"]), AMOUNTS)
    return [{"source": source, **found[source]} for source in money_sources() if source in found]


def _thresholds(ground: Ground) -> list[dict[str, Any]]:
    """The lights in force on the last day of the period, from good to bad."""
    return [
        {"id": one.id, **both(one), "least": share(one.least), "certainty": one.certainty, "note": one.note_pl,
         "source": one.source}
        for one in lights(ground.period.ends)
    ]  # fmt: skip


def _words(ground: Ground) -> dict[str, Any]:
    """Names of what the rows say by a code, as the data have them now: later data do not change an old report."""
    return {
        "money": {one.id: both(one) for one in money_sources().values()},
        "dimensions": {
            one.id: {**both(one), "categories": {each.id: both(each) for each in one.categories}}
            for one in dimensions().values()
        },
        "facts": {one.id: both(one) for one in fact_kinds().values()},
        "levels": {one.id: both(one) for one in ground.version.programme.layout.levels},
    }  # fmt: skip


def _not_settled(ground: Ground) -> list[dict[str, Any]]:
    """Earlier periods with values that are there and do not count, being not approved."""
    strands = {one.strand_id for one in ground.covered}
    rows = Actual.objects.exclude(state=ActualState.APPROVED).filter(
        period__programme=ground.version.programme, period__ends__lt=ground.period.starts,
        indicator__strand__in=strands, indicator__measure__source=MeasureSource.TYPED,
    )  # fmt: skip
    counts: dict[str, int] = {}
    for name in rows.order_by("period__starts", "pk").values_list("period__name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    return [{"period": name, "values": count} for name, count in counts.items()]
