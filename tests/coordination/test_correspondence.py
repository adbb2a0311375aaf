"""The log of correspondence: signs without gaps, entries that stand, files, the package for e-delivery."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koordynata.accounts.models import User
from koordynata.coordination import case_numbers, services
from koordynata.coordination.case_numbers import Series, check_template, series, series_in_force
from koordynata.coordination.enums import Direction, LetterWay
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.exports.e_delivery import FORMAT, package
from koordynata.coordination.models import Case, Letter, LetterFile
from koordynata.coordination.queries.correspondence import LetterFilter, letters_in, list_letters, waiting
from koordynata.foundation import files
from koordynata.foundation.files import FileRefused
from koordynata.foundation.models import AuditEvent
from koordynata.reference.models import Territory
from tests.beside import together
from tests.days import Ahead, on_the_day
from tests.foundation.test_files import PDF

DAY = timedelta(days=1)


def case_in(territory: Territory, by: User, **changes: Any) -> Case:
    values: dict[str, Any] = {
        "series": "general",
        "title": "Sprawa (przykład)",
        "opened_on": timezone.localdate(),
    } | changes
    return services.open_case(territory=territory, by=by, **values)


def letter_in(case: Case, by: User, **changes: Any) -> Letter:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "direction": Direction.OUTGOING, "way": LetterWay.E_DELIVERY, "counterpart": "Kuratorium (przykład)",
        "subject": "Prośba o dane", "dated_on": today, "handled_on": today,
    } | changes  # fmt: skip
    return services.enter_letter(case=case, by=by, **values)


class TestTemplates:
    @given(st.integers(1, 10**6), st.integers(2000, 2999), st.integers(1, 10**6), st.integers(2000, 2999))
    def test_two_cases_never_get_one_sign(self, number: int, year: int, other: int, other_year: int) -> None:
        for one in series():
            same = one.signature(number, year) == one.signature(other, other_year)
            assert same == ((number, year) == (other, other_year))

    @pytest.mark.parametrize(
        "template",
        ["", "EDU.4301", "EDU.{number}", "EDU.{year}", "{number}.{number}.{year}", "{number}.{year}.{cell}", "{}.{year}",
         "{number:>{year}}", "{number!r}.{year}", "{number.__class__}.{year}", "{number:05}.{year}", "{number[0]}.{year}"],
    )  # fmt: skip
    def test_a_template_that_could_repeat_itself_is_refused(self, template: str) -> None:
        with pytest.raises(ValueError):
            check_template(template)

    def test_a_region_may_have_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (common, *_rest) = series()
        own = Series(**{**vars(common), "region": "08", "template": "WUP.4301.{number}.{year}"})
        monkeypatch.setattr(case_numbers, "series", lambda: (own, common))
        today = timezone.localdate()
        assert series_in_force("08", today)["general"].signature(3, 2026) == "WUP.4301.3.2026"
        assert series_in_force("16", today)["general"].signature(3, 2026) == "EDU.4301.3.2026"


class TestNumbers:
    def test_each_series_and_year_and_region_counts_from_one(self, land: Any, coordinator: User) -> None:
        region, today = land["16"], timezone.localdate()
        signs = [case_in(region, coordinator).signature for _ in range(3)]
        assert signs == [f"EDU.4301.{n}.{today.year}" for n in (1, 2, 3)]
        assert case_in(region, coordinator, series="team").number == 1
        assert case_in(region, coordinator, opened_on=today.replace(year=today.year - 1, day=1)).number == 1
        assert case_in(land["12"], coordinator).number == 1

    def test_a_case_that_is_not_kept_leaves_no_gap(self, land: Any, coordinator: User) -> None:
        case_in(land["16"], coordinator)
        with pytest.raises(FileRefused):
            services.enter_letter_in_new_case(
                territory=land["16"], series="general", title="Nic", handled_on=timezone.localdate(), by=coordinator,
                direction="incoming", way="post", counterpart="x", subject="x", dated_on=timezone.localdate(),
                attached=[("virus.pdf", b"MZ")],
            )  # fmt: skip
        assert case_in(land["16"], coordinator).number == 2 and Case.objects.count() == 2

    @pytest.mark.parametrize("changes", [{"series": "nothing"}, {"opened_on": Ahead(1)}])
    def test_refused(self, land: Any, coordinator: User, changes: dict[str, Any]) -> None:
        with pytest.raises(CoordinationRefusal):
            case_in(land["16"], coordinator, **on_the_day(changes))

    def test_the_database_refuses_a_number_twice(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        case.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            case.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_leave_no_gap_and_no_double(own_connections: None, land: Any, coordinator: User) -> None:
    region, hands, each = land["16"], 6, 4

    def open_some() -> None:
        for _ in range(each):
            case_in(region, coordinator)

    together(hands, open_some)
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == list(range(1, hands * each + 1))


@pytest.mark.django_db(transaction=True)
def test_letters_of_one_case_are_numbered_by_many_hands(own_connections: None, land: Any, coordinator: User) -> None:
    case = case_in(land["16"], coordinator)
    together(6, lambda: letter_in(case, coordinator))
    assert sorted(Letter.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


class TestLetters:
    def test_an_entry_has_its_place_and_says_by_whom(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        first, second = letter_in(case, coordinator), letter_in(case, coordinator)
        assert (str(first), str(second)) == (f"{case.signature}/1", f"{case.signature}/2")
        assert first.entered_by == coordinator.audit_label

    def test_the_audit_log_holds_no_names_and_subjects(self, land: Any, coordinator: User) -> None:
        """More people read it than the correspondence."""
        letter = letter_in(case_in(land["16"], coordinator, title="Kanarek"), coordinator, counterpart="Kanarek",
                           subject="Kanarek", their_sign="Kanarek")  # fmt: skip
        services.attach_to_letter(letter=letter, name="Kanarek.pdf", content=PDF, by=coordinator)
        services.strike_out_letter(letter=letter, reason="Kanarek", by=coordinator)
        events = AuditEvent.objects.filter(object_type__in=["case", "letter"])
        assert events.count() == 4
        assert not any("Kanarek" in f"{one.object_label} {one.before} {one.after}" for one in events)

    @pytest.mark.parametrize("changes", [{"dated_on": Ahead(1)}, {"handled_on": Ahead(1)}, {"handled_on": Ahead(-1)}])
    def test_days_that_cannot_be(self, land: Any, coordinator: User, changes: dict[str, Any]) -> None:
        with pytest.raises(CoordinationRefusal):
            letter_in(case_in(land["16"], coordinator), coordinator, **on_the_day(changes))

    def test_an_answer_is_not_due_before_the_letter(self, land: Any, coordinator: User) -> None:
        with pytest.raises(ValidationError, match=r"termin|due|Termin"):
            letter_in(case_in(land["16"], coordinator), coordinator, answer_due=timezone.localdate() - DAY)

    def test_a_closed_case_takes_no_letter_until_it_is_open_again(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        for _ in range(2):
            services.close_case(case=case, by=coordinator)
        with pytest.raises(CoordinationRefusal):
            letter_in(case, coordinator)
        services.reopen_case(case=case, by=coordinator)
        assert letter_in(case, coordinator).position == 1
        assert AuditEvent.objects.filter(verb="case.closed").count() == 1

    def test_struck_out_it_stays_with_its_number(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        letter = letter_in(case, coordinator)
        with pytest.raises(ValidationError):
            services.strike_out_letter(letter=letter, reason="  ", by=coordinator)
        services.strike_out_letter(letter=letter, reason="pomyłka", by=coordinator)
        assert letter_in(case, coordinator).position == 2 and Letter.objects.count() == 2
        with pytest.raises(CoordinationRefusal):
            services.strike_out_letter(letter=letter, reason="znów", by=coordinator)
        with pytest.raises(CoordinationRefusal):
            services.attach_to_letter(letter=letter, name="a.pdf", content=PDF, by=coordinator)

    def test_an_answer_ends_the_waiting_and_struck_out_begins_it_again(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        asked = letter_in(case, coordinator, answer_due=timezone.localdate() + DAY)
        assert list(waiting(Letter.objects.all())) == [asked]
        answer = letter_in(case, coordinator, direction="incoming", answers=asked)
        assert not waiting(Letter.objects.all()).exists()
        services.strike_out_letter(letter=answer, reason="pomyłka", by=coordinator)
        assert list(waiting(Letter.objects.all())) == [asked]

    def test_a_letter_of_another_office_is_not_answered_here(self, land: Any, coordinator: User) -> None:
        foreign = letter_in(case_in(land["12"], coordinator), coordinator, answer_due=timezone.localdate())
        with pytest.raises(CoordinationRefusal):
            letter_in(case_in(land["16"], coordinator), coordinator, answers=foreign)


FILTERS = [
    ({}, 3), ({"q": "kuratorium"}, 2), ({"q": "EDU.4301.1."}, 2), ({"q": "brak"}, 0), ({"direction": "incoming"}, 1),
    ({"direction": "x"}, 3), ({"way": "post"}, 1), ({"series": "team"}, 1), ({"state": "waiting"}, 1),
    ({"state": "struck_out"}, 1), ({"state": "standing"}, 2), ({"since": Ahead(1)}, 0), ({"until": Ahead()}, 3),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "count"), FILTERS)
def test_filters(asked: dict[str, Any], count: int, land: Any, coordinator: User, stranger: User) -> None:
    general, other = case_in(land["16"], coordinator), case_in(land["16"], coordinator, series="team")
    letter_in(general, coordinator, answer_due=timezone.localdate())
    wrong = letter_in(general, coordinator)
    services.strike_out_letter(letter=wrong, reason="pomyłka", by=coordinator)
    letter_in(other, coordinator, direction="incoming", way="post", counterpart="Cech (przykład)")
    wanted = LetterFilter(**on_the_day(asked))
    assert list_letters(coordinator, wanted).count() == count
    assert not list_letters(stranger, wanted).exists()


class TestPackage:
    def test_everything_is_there_twice_told_and_whole(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        letter_in(
            case, coordinator, subject="=HYPERLINK(1)", attached=[("Pismo ż.pdf", PDF), ("pismo.pdf", PDF + b" ")]
        )
        letter_in(case, coordinator)
        content = package(list(letters_in(case)))
        assert content == package(list(letters_in(case))), "the same letters give the same bytes"
        found = zipfile.ZipFile(io.BytesIO(content))
        told = json.loads(found.read("metadata.json"))
        assert told["format"] == FORMAT and [one["position"] for one in told["letters"]] == [1, 2]
        assert told["letters"][0]["case_number"] == case.signature
        rows = list(csv.DictReader(io.StringIO(found.read("letters.csv").decode("utf-8-sig")), delimiter=";"))
        assert rows[0]["subject"] == "'=HYPERLINK(1)" and rows[0]["struck_out"] == "no"
        for row in told["files"]:
            assert hashlib.sha256(found.read(row["path"])).hexdigest() == row["sha256"]
        sums = dict(line.split("  ", 1)[::-1] for line in found.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(found.namelist()) - {"SHA256SUMS"}
        assert all(hashlib.sha256(found.read(name)).hexdigest() == digest for name, digest in sums.items())

    def test_names_do_not_leave_their_folder_and_do_not_meet(self, land: Any, coordinator: User) -> None:
        case = case_in(land["16"], coordinator)
        attached = [("../../etc/a.pdf", PDF), ("..\\a.pdf", PDF + b" "), ("a.pdf", PDF + b"  ")]
        letter_in(case, coordinator, attached=attached)
        names = zipfile.ZipFile(io.BytesIO(package(list(letters_in(case))))).namelist()
        assert [name for name in names if name.endswith("a.pdf")] == [f"files/001/0{n}-a.pdf" for n in (1, 2, 3)]

    def test_a_file_that_was_changed_on_the_disk_is_not_handed_over(self, land: Any, coordinator: User) -> None:
        """Negative control: the checksum is looked at."""
        case = case_in(land["16"], coordinator)
        letter_in(case, coordinator, attached=[("a.pdf", PDF)])
        file = LetterFile.objects.get()
        with Path(default_storage.path(files.path_of(file.digest))).open("ab") as kept:
            kept.write(b"x")
        with pytest.raises(ValueError):
            package(list(letters_in(case)))
