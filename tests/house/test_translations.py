"""Every text has its Polish, and the check notices when one has not."""

import importlib.machinery
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "script/translations"


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("translations", str(SCRIPT))
    spec = importlib.util.spec_from_loader("translations", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    monkeypatch.setattr("sys.argv", ["translations", "--check"])
    return module


def test_the_catalogue_is_complete(translations: ModuleType) -> None:
    assert translations.main() == 0


@pytest.mark.parametrize("damage", ['msgstr "wybierz"', 'msgstr[2] "osób"'])
def test_a_missing_translation_is_noticed(
    translations: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str
) -> None:
    whole = translations.CATALOGUE.read_text()
    assert damage in whole
    damaged = tmp_path / "django.po"
    damaged.write_text(whole.replace(damage, re.sub('".*"', '""', damage), 1))
    monkeypatch.setattr(translations, "CATALOGUE", damaged)
    assert translations.main() == 1


def test_it_runs_as_the_documentation_calls_it(tmp_path: Path) -> None:
    """By its name, from anywhere, with the Python of the machine first on the path."""
    python = tmp_path / "python3"
    python.symlink_to(Path(sys.base_prefix) / "bin/python3")
    own = {key: value for key, value in os.environ.items() if key not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    answer = subprocess.run(
        [str(SCRIPT), "--check"], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={**own, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout + answer.stderr
