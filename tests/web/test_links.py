"""No page shows a reader a link or a button that ends at a closed door."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.accounts.roles import ROLES
from koordynata.foundation.audit import SYSTEM, record_event
from koordynata.reference.enums import TerritoryKind
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.registry.search import refresh_search_index
from koordynata.registry.services import merge_institutions
from koordynata.sources.models import ImportRun
from koordynata.sources.services.moving import put
from tests.conftest import make_territory, make_user
from tests.web.intelligence import fakes

from .crawling import Crawler, Form, forms_of, links_of

pytestmark = pytest.mark.either_database

SEEDS = ["/", *(f"/szukaj/?q={word}" for word in ("technikum", "nysa", "opole", "krakow", "automatyk", "polska"))]


@pytest.fixture
def full_house(
    things: dict[str, Any], land: Any, lists: Any, employer: User, stranger: User, monkeypatch: Any, settings: Any
) -> dict[str, Any]:
    """Whatever tends to lead nowhere: foreign runs and people, deleted and merged entries, scattered complexes."""
    fakes.install(monkeypatch)
    settings.EXPORTS_PER_MINUTE = settings.SEARCHES_PER_MINUTE = 1_000_000
    school, twin = things["school"], things["twin"]
    complex_ = Institution.objects.create(
        kind=InstitutionKind.SCHOOL_COMPLEX, name="Zespół Szkół (przykład)", territory=land["1661"]
    )
    Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Filia", territory=land["1206"], parent=complex_)
    national = ImportRun.objects.create(
        source="rspo", snapshot=things["run"].snapshot, state="applied", finished_at=timezone.now()
    )
    put(national, ["PL"])
    Institution.objects.filter(pk=school.pk).update(parent=complex_, created_run=national)
    merge_institutions(keeper=school, duplicate=twin, by=SYSTEM)
    for kind, pk in (("user", stranger.pk), ("user", things["person"].pk), ("import_run", national.pk),
                     ("import_run", things["run"].pk), ("institution", 999_999), ("invitation", 1), ("user", "x")):  # fmt: skip
        record_event("user.created", by=stranger, object_type=kind, object_id=pk, label="x", territories=["16"])
    refresh_search_index()
    return things | {"complex": complex_, "national": national}


def readers(land: Any, things: dict[str, Any], employer: User) -> dict[str, User]:
    """Every role in a region, in a powiat and in the whole country, and somebody without any."""
    company = employer.memberships.get().institution
    own = {"school_head": things["school"], "employer": company}
    area = make_territory("ITI-OPO", TerritoryKind.FUNCTIONAL_AREA, "Aglomeracja", land["16"])
    places = [(role, "region", land["16"]) for role in ROLES]
    places += [("officer", "powiat", land["1607"]), ("member", "powiat", land["1607"]), ("member", "area", area)]
    places += [("officer", "other", land["12"]), ("ministry", "country", land["PL"])]
    places += [("administrator", "country", land["PL"])]
    made = {
        f"{role}.{where}": make_user(f"{role}.{where}@example.org", role, place, institution=own.get(role))
        for role, where, place in places
    }
    return made | {"nobody": make_user("nobody@example.org")}


def test_no_link_and_no_button_ends_at_a_closed_door(
    full_house: dict[str, Any], land: Any, employer: User, as_user: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    results = {who: Crawler(as_user(user)).walk(SEEDS) for who, user in readers(land, full_house, employer).items()}
    with capsys.disabled():
        pages, followed = (sum(getattr(r, what) for r in results.values()) for what in ("pages", "followed"))
        print(f"\nlinks: {len(results)} readers, {pages} pages, {followed} links and buttons")  # noqa: T201
    assert {who: result.broken for who, result in results.items() if result.broken} == {}
    assert results["officer.region"].pages > 60 and results["nobody"].pages >= 3


def test_a_link_to_a_closed_door_would_be_found(
    full_house: dict[str, Any], employer: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: an employer is shown a foreign school as if its page opened."""
    from koordynata.web.intelligence.views import occupations

    foreign = Institution.objects.get(name="Filia")
    monkeypatch.setattr(fakes, "school_in", lambda powiat, otherwise: foreign.pk)
    assert Crawler(as_user(employer)).walk(SEEDS).broken == []
    monkeypatch.setattr(occupations, "schools_open_to", lambda user: Institution.objects.all())
    broken = Crawler(as_user(employer)).walk(SEEDS).broken
    assert any(line.startswith(f"GET /szkoly/{foreign.pk}/perspektywa/ ←") for line in broken)


def test_links_and_buttons_are_read_from_a_page() -> None:
    page = """<a class="x" href="/a/?b=1&amp;c=2">a</a><area shape="x" href="/m/"><div hx-get="/h/"></div><link href="/s.css">
    <form method="post" action="/p/"><input type="hidden" name="k" value="1"><button type="submit" name="v" value="2">x</button>
    </form><form class="filters" method="get"></form>"""
    assert list(links_of(page)) == ["/a/?b=1&c=2", "/m/", "/h/"]
    assert list(forms_of(page)) == [Form("post", "/p/", {"k": "1", "v": "2"}), Form("get", "", {})]
