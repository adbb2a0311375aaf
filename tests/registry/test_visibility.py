"""Who sees a run and its events: whoever holds every place of which they speak, in a fixed number of questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM, record_event
from koordynata.foundation.models import AuditEvent, EventPlace
from koordynata.reference.enums import TerritoryKind
from koordynata.registry.models import Membership
from koordynata.registry.queries.events import visible_events
from koordynata.registry.queries.runs import visible_runs
from koordynata.registry.scopes import Scope
from koordynata.sources.enums import RunState
from koordynata.sources.errors import NotAllowed
from koordynata.sources.models import ImportRun, Snapshot
from koordynata.sources.services import cancel_run, check_run, receive_file
from koordynata.sources.services.moving import put
from tests.conftest import make_territory, make_user
from tests.sources.conftest import toy, write  # noqa: F401 - the toy importer and its files

HERE, BOTH = "1;Technikum;1607;;9", ("1;Technikum;1607;;9", "2;Inne;1261;;9")


@pytest.fixture
def receive(toy: None, write: Any) -> Any:  # noqa: F811
    def take_in(*lines: str, by: Any = SYSTEM) -> ImportRun:
        path = write(*lines)
        return receive_file(source="toy", content=path, file_name=path.name, by=by)

    return take_in


@pytest.fixture
def snapshot(db: None) -> Snapshot:
    return Snapshot.objects.create(sha256="c" * 64, source="toy", file_name="x", size=1, publisher="x", licence="y")


def run_at(snapshot: Snapshot, *codes: str) -> ImportRun:
    run = ImportRun.objects.create(source="toy", snapshot=snapshot, state=RunState.CANCELLED)
    put(run, codes)
    return run


def event_at(*codes: str) -> AuditEvent:
    return record_event("test.done", by=SYSTEM, object_type="thing", object_id=1, label="x", territories=codes)


PLACES: list[tuple[tuple[str, ...], set[str]]] = [
    (("1607",), {"region", "two", "country"}),
    (("16", "1607"), {"region", "two", "country"}),
    (("1607", "1261"), {"two", "country"}),
    (("1261",), {"two", "country"}),
    (("ITI-OPO",), {"region", "two", "country"}),
    (("PL",), {"country"}),
    (("PL", "1607"), {"country"}),
    ((), {"country"}),
    (("3001", "1607"), {"country"}),  # a code that is on no list, or no longer
]


@pytest.fixture
def readers(land: Any) -> dict[str, User]:
    make_territory("ITI-OPO", TerritoryKind.FUNCTIONAL_AREA, "Aglomeracja", land["16"])
    two = make_user("two@example.org", "officer", land["16"])
    Membership.objects.create(user=two, role="officer", territory=land["12"])
    return {
        "region": make_user("region@example.org", "officer", land["16"]),
        "two": two,
        "country": make_user("country@example.org", "administrator", land["PL"]),
        "member": make_user("member@example.org", "member", land["16"]),
        "nobody": make_user("nobody@example.org"),
    }


@pytest.mark.parametrize(("codes", "seen_by"), PLACES)
def test_whoever_holds_every_place_sees_it(
    codes: tuple[str, ...], seen_by: set[str], readers: dict[str, User], snapshot: Snapshot
) -> None:
    run, event = run_at(snapshot, *codes), event_at(*codes)
    assert {name for name, user in readers.items() if visible_runs(user).filter(pk=run.pk)} == seen_by
    assert {name for name, user in readers.items() if visible_events(user).filter(pk=event.pk)} == seen_by


def test_a_rule_of_any_place_would_be_found(
    readers: dict[str, User], land: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: as the log was read before, a foreign region's share of an event came along."""

    def holds_any(self: Scope, places: QuerySet[Any], owner: str) -> Q:
        return Q(Exists(places.filter(self._inside("code"), **{owner: OuterRef("pk")})))

    event = event_at("1607", "1261")
    assert not visible_events(readers["region"]).filter(pk=event.pk)
    monkeypatch.setattr(Scope, "holds_all", holds_any)
    assert visible_events(readers["region"]).filter(pk=event.pk)


def test_a_lost_region_takes_its_runs_along(receive: Any, coordinator: User, land: Any) -> None:
    """Whoever started a run has no more right to it than others of the office."""
    colleague = make_user("colleague@example.org", "analyst", land["16"])
    waiting, read = (
        receive(HERE, by=coordinator),
        check_run(run=receive(HERE + "9", by=coordinator), by=coordinator).run,
    )
    for user in (coordinator, colleague):
        assert set(visible_runs(user)) == {waiting, read}
    Membership.objects.filter(user=coordinator).update(until=timezone.now())
    Membership.objects.create(user=coordinator, role="officer", territory=land["12"])
    moved = User.objects.get(pk=coordinator.pk)
    assert not visible_runs(moved) and set(visible_runs(colleague)) == {waiting, read}
    with pytest.raises(NotAllowed):
        cancel_run(run=waiting, by=moved)
    cancel_run(run=waiting, by=colleague)


def test_a_file_refused_for_its_places_stays_with_the_office_that_brought_it(
    receive: Any, coordinator: User, stranger: User
) -> None:
    run = check_run(run=receive(*BOTH, by=coordinator), by=coordinator).run
    assert run.state == RunState.REFUSED and run.territories == ["1261", "1607"]
    assert list(visible_runs(coordinator)) == [run] and not visible_runs(stranger)
    verbs = list(visible_events(coordinator).order_by("id").values_list("verb", flat=True))
    assert verbs == ["import.received", "import.refused"], "who sees the run reads what became of it"
    assert not visible_events(stranger)


def test_the_number_of_questions_does_not_grow(
    readers: dict[str, User], snapshot: Snapshot, django_assert_num_queries: Any
) -> None:
    for n in range(30):
        run_at(snapshot, f"16{n:02}", *(["1261"] if n % 3 else []))
        event_at(f"16{n:02}", *(["1261"] if n % 3 else []))
    with django_assert_num_queries(3):  # memberships once, then one for each list
        assert len(visible_runs(readers["region"])) == 10
        assert len(visible_events(readers["region"])) == 10


def test_a_place_is_said_once_and_can_be_said_anew(snapshot: Snapshot) -> None:
    run = run_at(snapshot, "16", "1607")
    put(run, ["1607", "1261"])
    assert list(run.places.values_list("code", flat=True)) == ["1261", "1607"]
    event = event_at("16", "16", "12")
    assert list(EventPlace.objects.filter(event=event).values_list("code", flat=True)) == ["12", "16"]
