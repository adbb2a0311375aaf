"""What the repository may not say: hosts of package registries, paths of a machine; and what it must hold."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.days import clocks_read_at_import

ROOT = Path(__file__).resolve().parents[2]
HOSTS = re.compile(r"(pypi\.org|pythonhosted|registry\.npmjs|registry\.yarnpkg|npmmirror)")
# A path of somebody's machine: a home folder, or this very checkout.
PATHS = re.compile(r"(/home/[a-z]+/|/Users/[A-Za-z]+/|/roo[t]/)")


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [file for name in names if (file := ROOT / name).is_file() and file != Path(__file__)]


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    hits = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if match := pattern.search(text):
            hits.append(f"{file.name}: {match[0]}")
    return hits


def test_no_registry_host_is_named() -> None:
    assert found(HOSTS, tracked()) == []


def test_no_path_of_a_machine_is_named() -> None:
    assert found(PATHS, tracked()) == []
    assert found(re.compile(re.escape(str(ROOT))), tracked()) == []


def test_the_search_would_find_them(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("--index-url https://pypi.org/simple\n# from /home/somebody/x")
    assert found(HOSTS, [lock]) and found(PATHS, [lock])


def test_lock_files_carry_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text, lock
        assert "index-url" not in text, lock


@pytest.mark.parametrize(
    "name",
    ["README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "mkdocs.yml", ".ci/run",
     "script/server", "script/test", "script/bootstrap", "script/check"],
)  # fmt: skip
def test_a_newcomer_finds(name: str) -> None:
    assert (ROOT / name).exists()


def test_scripts_can_be_run() -> None:
    assert [s.name for s in (ROOT / "script").iterdir() if not s.stat().st_mode & 0o100] == []


def test_no_test_asks_for_the_day_before_it_runs() -> None:
    """A run that goes on over midnight would compare yesterday with today."""
    early = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for line in clocks_read_at_import(file.read_text(encoding="utf-8"))
    ]
    assert not early, early


def test_a_day_read_too_early_is_seen() -> None:
    source = "DAY = localdate()\n@mark({'on': date.today()})\ndef one(at=timezone.now()):\n    return localdate()\n"
    assert list(clocks_read_at_import(source)) == [1, 2, 3]
    assert not list(clocks_read_at_import("today = timezone.localdate\nlate = lambda: timezone.now()\n"))
