"""Saved views: one's own under a name, the region's by its office; a stored query leads to its own list only."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.foundation.models import AuditEvent
from koordynata.opinions.queries.lists import RequestFilter
from koordynata.reference.models import Territory
from koordynata.registry import services
from koordynata.registry.errors import NotAllowed, RegistryRefusal
from koordynata.registry.models import SavedView
from koordynata.registry.queries.saved_views import views_for
from koordynata.registry.services import saved_views
from koordynata.web.audit.filters import AuditFilterForm
from koordynata.web.intelligence.forms import GapFilters
from koordynata.web.intelligence.views.gaps import FILTERS
from koordynata.web.office.action_forms import ActionFilterForm
from koordynata.web.office.correspondence import LetterFilterForm
from koordynata.web.office.duties import DutyFilterForm
from koordynata.web.office.queue import QueueFilterForm
from koordynata.web.registry.filters import InstitutionFilterForm
from koordynata.web.saved_views.lists import LISTS
from tests.conftest import make_user

LIST = "/instytucje/"
SAVE = "/widoki/zapisz/institutions/"
QUERY = "kind=school&territory=1607&sort=rspo"


def save(user: User, **more: Any) -> SavedView:
    given: dict[str, Any] = {"page": "institutions", "name": "Szkoły", "query": QUERY, "by": user}
    return services.save_view(**given | more)


def test_what_is_filtered_is_saved_and_opens_again(school: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    page = client.get(f"{LIST}?{QUERY}&q=&page=3&format=").content.decode()
    assert 'value="kind=school&amp;territory=1607&amp;sort=rspo"' in page, "without what is empty, pages and formats"
    answer = client.post(SAVE, {"name": "Szkoły w Nysie", "query": QUERY, "form_key": "k"})
    assert answer.headers["Location"] == f"{LIST}?{QUERY}"
    page = client.get(f"{LIST}?{QUERY}").content.decode()
    assert f'href="{LIST}?{QUERY.replace("&", "&amp;")}" aria-current="page">Szkoły w Nysie</a>' in page
    assert SAVE not in page, "what is saved already is not offered again"
    assert "Szkoły w Nysie" in client.get("/widoki/").content.decode()


def test_nothing_stands_there_before_anything_is_filtered_or_saved(school: Any, member: User, as_user: Any) -> None:
    assert 'class="views"' not in as_user(member).get(LIST).content.decode()


HOSTILE = [
    "https://example.org/", "//example.org", "x=1&next=https://example.org/", "kind=school#/../../konto/", "?kind",
    "kind=%00", "\r\nLocation: https://example.org", "format=csv&print=all&page=2", "kind=&q=%20", "&" * 5000,
    "q=" + "x" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_leads_nowhere(query: str, coordinator: User, as_user: Any) -> None:
    answer = as_user(coordinator).post(SAVE, {"name": "x", "query": query})
    view = SavedView.objects.first()
    if view is None:
        assert answer.status_code == 422
    else:
        assert view.query == "kind=school%23%2F..%2F..%2Fkonto%2F", "an odd value, no way out of the list"
        assert answer.headers["Location"].startswith(f"{LIST}?kind=")


@pytest.mark.parametrize("query", ["", "https://example.org", "kind=school#x", "a/b", "a b", "\n", "?a=1", "ż=1"])
def test_the_database_itself_takes_only_a_query(query: str, coordinator: User) -> None:
    with pytest.raises(ValidationError):
        save(coordinator, query=query)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(user=coordinator, page="gaps", name="x", query=query)


def test_even_a_query_written_past_the_form_opens_its_own_list(coordinator: User) -> None:
    """Negative control for the address: names that the list does not know are left out when it is opened, too."""
    view = save(coordinator, query="next=%2F%2Fexample.org&kind=school")
    assert LISTS["institutions"].address(view) == f"{LIST}?kind=school"


def test_a_name_stands_once_in_a_list(coordinator: User, member: User, as_user: Any) -> None:
    save(coordinator)
    answer = as_user(coordinator).post(SAVE, {"name": "Szkoły", "query": QUERY})
    assert answer.status_code == 422 and "Wybierz inną nazwę" in answer.content.decode()
    save(coordinator, page="gaps", query="klass=lasting")
    save(member)
    assert SavedView.objects.count() == 3


def test_renaming_and_deleting_ones_own_only(coordinator: User, administrator: User, as_user: Any) -> None:
    view = save(coordinator)
    mine, theirs = as_user(coordinator), as_user(administrator)
    for address in (f"/widoki/{view.pk}/zmien/", f"/widoki/{view.pk}/usun/"):
        assert theirs.post(address, {"name": "Cudze"}).status_code == 404
    with pytest.raises(NotAllowed):
        services.change_view(view=view, name="Cudze", shared_in=None, by=administrator)
    with pytest.raises(NotAllowed):
        services.delete_view(view=view, by=administrator)
    assert mine.post(f"/widoki/{view.pk}/zmien/", {"name": "Nowa nazwa"}).status_code == 302
    assert SavedView.objects.get().name == "Nowa nazwa"
    assert mine.post(f"/widoki/{view.pk}/usun/").status_code == 302 and not SavedView.objects.exists()
    services.delete_view(view=view, by=coordinator)
    told = AuditEvent.objects.filter(object_type="saved_view").order_by("id")
    assert [event.verb.partition(".")[2] for event in told] == ["saved", "changed", "deleted"]
    assert all("query" not in (event.after or event.before or {}) for event in told), "one's own filters stay one's own"


def test_officers_share_with_their_region(
    coordinator: User, member: User, stranger: User, administrator: User, land: Any, as_user: Any
) -> None:
    client = as_user(coordinator)
    client.post(SAVE, {"name": "Dla wszystkich", "query": QUERY, "share": "on"})
    view = SavedView.objects.get()
    assert view.shared_in == land["16"]
    page = as_user(member).get(LIST).content.decode()
    assert "Dla wszystkich" in page
    assert "Dla wszystkich" not in as_user(stranger).get(LIST).content.decode()
    assert views_for(make_user("nysa@example.org", "member", land["1607"]), land["1607"]).shared == [view]
    assert views_for(administrator, land["PL"]).shared == [], "the whole country shares what is shared with all of it"
    event = AuditEvent.objects.get(verb="saved_view.saved")
    assert event.territories == ["16"] and event.after and event.after["query"] == QUERY
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert views_for(member, land["16"]).shared == []


def test_members_do_not_share(member: User, coordinator: User, land: dict[str, Territory], as_user: Any) -> None:
    client = as_user(member)
    assert 'name="share"' not in client.get(f"{LIST}?{QUERY}").content.decode()
    assert 'name="share"' in as_user(coordinator).get(f"{LIST}?{QUERY}").content.decode()
    client.post(SAVE, {"name": "Moje", "query": QUERY, "share": "on"})
    assert SavedView.objects.get().shared_in is None
    for place in (land["16"], land["12"], land["PL"]):
        with pytest.raises(NotAllowed):
            save(member, name="x", shared_in=place)
    with pytest.raises(NotAllowed):
        save(coordinator, shared_in=land["12"])


def test_the_office_may_stop_what_the_office_shares(
    coordinator: User, member: User, stranger: User, land: Any, as_user: Any
) -> None:
    view = save(coordinator, shared_in=land["16"])
    colleague = make_user("colleague@example.org", "officer", land["16"])
    address = f"/widoki/{view.pk}/nie-udostepniaj/"
    assert as_user(member).post(address).status_code == as_user(stranger).post(address).status_code == 404
    assert as_user(colleague).post(address).status_code == 302
    view.refresh_from_db()
    assert view.shared_in is None and view.user == coordinator, "it stays with whoever saved it"


def test_a_list_that_one_may_not_open_has_no_views(employer: User, as_user: Any) -> None:
    client = as_user(employer)
    assert client.post(SAVE, {"name": "x", "query": QUERY}).status_code == 404
    assert client.get("/widoki/zapisz/nie-ma/").status_code == 404
    save(employer)
    assert "Szkoły" not in client.get("/widoki/").content.decode(), "a role that was lost takes its lists along"


def test_there_is_an_end_to_it(coordinator: User, monkeypatch: pytest.MonkeyPatch, as_user: Any) -> None:
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 1)
    save(coordinator)
    with pytest.raises(RegistryRefusal):
        save(coordinator, name="Druga")
    assert as_user(coordinator).post(SAVE, {"name": "Druga", "query": QUERY}).status_code == 422


def test_the_number_of_queries_stays(school: Any, coordinator: User, as_user: Any) -> None:
    client, counts = as_user(coordinator), []
    for number in range(3):
        save(coordinator, name=f"Widok {number}")
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[-1]


def test_every_filter_of_a_list_can_be_saved() -> None:
    """Whoever adds a filter adds it to the list of what is saved."""
    assert set(LISTS["institutions"].names) == {*InstitutionFilterForm.base_fields, "sort"}
    assert set(LISTS["gaps"].names) == {*FILTERS, "sort"} == {*GapFilters.base_fields, "sort"}
    assert set(LISTS["audit"].names) == set(AuditFilterForm.base_fields)
    assert set(LISTS["opinions"].names) == {field.name for field in fields(RequestFilter)}
    assert set(LISTS["work_queue"].names) == set(QueueFilterForm.base_fields)
    assert set(LISTS["duties"].names) == set(DutyFilterForm.base_fields)
    assert set(LISTS["letters"].names) == {*LetterFilterForm.base_fields, "sort"}
    assert set(LISTS["actions"].names) == {*ActionFilterForm.base_fields, "sort"}
    assert set(LISTS["occupations"].names) < set(LISTS["gaps"].names)


@pytest.mark.parametrize(("page", "query"), [
    ("opinions", "state=open&sort=-evidence"), ("opinion_register", "kind=positive"), ("work_queue", "urgency=overdue"),
    ("duties", "state=due"), ("letters", "direction=incoming"), ("actions", "state=planned"),
])  # fmt: skip
def test_lists_of_the_office_keep_their_views(page: str, query: str, coordinator: User, as_user: Any) -> None:
    """Offered where something is filtered, saved, and found again above the list. Negative control: the plain list."""
    client, entry = as_user(coordinator), LISTS[page]
    address, form = reverse(entry.url_name), f"/widoki/zapisz/{page}/"
    assert form not in client.get(address).content.decode()
    assert form in client.get(f"{address}?{query}").content.decode()
    assert client.post(form, {"name": "Widok biura", "query": query})["Location"] == f"{address}?{query}"
    told = client.get(address).content.decode()
    assert f'href="{address}?{query.replace("&", "&amp;")}">Widok biura</a>' in told
    assert client.get("/widoki/").content.decode().count("Widok biura") >= 1


def test_a_list_that_is_closed_to_a_person_keeps_no_view(member: User, as_user: Any) -> None:
    assert as_user(member).post("/widoki/zapisz/letters/", {"name": "x", "query": "way=post"}).status_code == 404
