"""`koordynata import`: for people at a terminal, and for programs."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun
from tests.sources.rspo.files import COMPLEX, SCHOOL, csv_of

pytestmark = pytest.mark.django_db

GOOD = csv_of([COMPLEX, SCHOOL])


@pytest.fixture
def run(land, lists, tmp_path):
    """Run the command; gives back the exit code and what it printed."""

    def _run(text, *options, source="rspo"):
        path, out = tmp_path / "rspo.csv", io.StringIO()
        path.write_text(text, "utf-8")
        try:
            call_command("import", source, str(path), *options, stdout=out, stderr=io.StringIO())
        except SystemExit as leaving:
            return leaving.code, out.getvalue()
        return 0, out.getvalue()

    return _run


def test_json_is_exactly_what_is_promised(run):
    code, out = run(GOOD, "--yes", "--json")
    assert code == 0
    assert json.loads(out) == {
        "rows": 2, "created": 2, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 0, "problems": [],
    }  # fmt: skip


def test_problems_have_line_column_value_and_message(run):
    code, out = run(csv_of([COMPLEX, SCHOOL | {"Data założenia": "2021-02-30"}]), "--yes", "--json")
    assert code == 0
    (problem,) = json.loads(out)["problems"]
    assert list(problem) == ["line", "column", "value", "message"]
    assert (problem["line"], problem["column"], problem["value"]) == (3, "Data założenia", "2021-02-30")
    assert problem["message"]


def test_a_refused_file_exits_2_and_writes_nothing(run):
    code, out = run("a;b\n1;2\n", "--yes", "--json")
    assert code == 2
    printed = json.loads(out)
    assert printed["created"] == 0 and printed["problems"][0]["message"]
    assert not Institution.objects.exists()
    assert ImportRun.objects.get().state == RunState.REFUSED


@pytest.mark.parametrize("text", ["", "PK\x03\x04"])
def test_what_is_no_table_is_refused(run, text):
    assert run(text, "--yes", "--json")[0] == 2


def test_a_dry_run_shows_and_writes_nothing(run):
    code, out = run(GOOD, "--dry-run", "--json")
    assert code == 0 and json.loads(out)["created"] == 2
    assert not Institution.objects.exists()
    assert ImportRun.objects.get().state == RunState.CANCELLED


def test_without_yes_and_without_a_terminal_it_exits_3_with_the_preview(run):
    code, out = run(GOOD)
    assert code == 3 and "rspo.csv" in out
    assert not Institution.objects.exists()


@pytest.mark.parametrize(("answer", "schools"), [("t", 2), ("tak", 2), ("y", 2), ("", 0), ("n", 0)])
def test_at_a_terminal_it_asks(run, monkeypatch, answer, schools):
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    monkeypatch.setattr("builtins.input", lambda prompt: answer)
    run(GOOD)
    assert Institution.objects.count() == schools


def test_people_see_counts_problems_and_removals(run):
    run(GOOD, "--yes")
    code, out = run(csv_of([COMPLEX, SCHOOL | {"Numer RSPO": "5", "REGON": "123"}]), "--yes")
    assert code == 0
    assert "Technikum nr 1 w Nysie" in out  # what is removed
    assert "REGON" in out and "[123]" in out
    assert "koordynata undo" in out


def test_a_shrunken_file_is_refused_until_it_is_meant(run):
    many = [SCHOOL | {"Numer RSPO": str(number)} for number in range(1, 61)]
    run(csv_of(many), "--yes")
    code, out = run(csv_of(many[:30]), "--yes", "--json")
    assert code == 2 and "60" in json.loads(out)["problems"][0]["message"]
    assert not Institution.objects.filter(withdrawn_run__isnull=False).exists()
    assert run(csv_of(many[:30]), "--yes", "--allow-shrink")[0] == 0
    assert Institution.objects.filter(withdrawn_run__isnull=False).count() == 30


def test_sample_and_vintage_are_kept(run):
    run(GOOD, "--yes", "--sample", "--vintage", "2026-09-30")
    assert Institution.objects.filter(is_sample=True).count() == 2
    snapshot = ImportRun.objects.get().snapshot
    assert snapshot.is_sample and str(snapshot.vintage) == "2026-09-30"


def test_list_names_every_source():
    out = io.StringIO()
    call_command("import", "--list", stdout=out)
    assert {"rspo", "rspo-api"} <= {line.split()[0] for line in out.getvalue().splitlines()}


def test_an_unknown_source_or_file_is_said(run, land, tmp_path):
    with pytest.raises(CommandError):
        run(GOOD, source="no-such")
    with pytest.raises(CommandError):
        call_command("import", "rspo", str(tmp_path / "nowhere.csv"))
    with pytest.raises(CommandError):
        call_command("import")


def test_a_list_is_never_a_sample(run):
    with pytest.raises(CommandError) as refused:
        run("x", "--sample", source="occupations")
    assert refused.value.returncode == 2 and "--sample" in str(refused.value)


def test_undo_takes_it_back(run):
    run(GOOD, "--yes")
    out = io.StringIO()
    call_command("undo", str(ImportRun.objects.get().pk), stdout=out)
    assert not Institution.objects.exists() and out.getvalue()
    with pytest.raises(CommandError) as refused:
        call_command("undo", str(ImportRun.objects.get().pk), stdout=io.StringIO())
    assert refused.value.returncode == 2
    with pytest.raises(CommandError):
        call_command("undo", "4711")


def test_recover_says_what_it_found(run):
    run(GOOD, "--dry-run")
    ImportRun.objects.update(state=RunState.CHECKING)
    out = io.StringIO()
    call_command("recover", stdout=out)
    assert "1" in out.getvalue() and ImportRun.objects.get().state == RunState.UPLOADED
