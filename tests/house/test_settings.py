"""Settings from the environment: what an administrator writes is taken, or refused in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={**own, "KOORDYNATA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "koordynata.settings", **environment},
    )  # fmt: skip


@pytest.mark.parametrize("name", ["plain", "with blank", "a#b", "a?b", "50%20", "łódź"])
def test_the_database_lies_in_the_data_folder_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    answer = start(folder, "-c", "from django.conf import settings as s; print(s.DATABASES['default']['NAME'])")
    assert answer.stdout.strip() == str(folder / "koordynata.sqlite3")


def test_health_is_answered_to_this_machine_behind_https_and_a_name(tmp_path: Path) -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "print([Client().get(path, HTTP_HOST='127.0.0.1:8000').status_code for path in ('/healthz', '/')])"
    )
    answer = start(tmp_path, "-c", ask, KOORDYNATA_HOSTS="house.example.org", KOORDYNATA_HTTPS="1")
    assert answer.stdout.strip() == "[200, 301]", answer.stderr  # pages go to HTTPS


@pytest.mark.parametrize(
    "wrong",
    [{"DATABASE_URL": "nonsense"}, {"DATABASE_URL": "postgres://"}, {"KOORDYNATA_IMPORT_MAX_BYTES": "200 MB"},
     {"KOORDYNATA_DATA": "/proc/nowhere"}],
)  # fmt: skip
def test_a_wrong_value_is_refused_in_one_sentence(tmp_path: Path, wrong: dict[str, str]) -> None:
    answer = start(tmp_path, "-m", "koordynata.cli", "recover", **wrong)
    assert answer.returncode == 2 and "Traceback" not in answer.stderr
    assert answer.stderr.startswith("koordynata: ") and answer.stderr.count("\n") == 1


def test_mail_goes_to_a_server_only_where_one_is_named(tmp_path: Path) -> None:
    show = "from django.conf import settings as s; print(s.EMAIL_BACKEND.split('.')[-2])"
    assert start(tmp_path, "-c", show).stdout.strip() == "filebased"
    assert start(tmp_path, "-c", show, KOORDYNATA_SMTP_HOST="mail.example.org").stdout.strip() == "smtp"
