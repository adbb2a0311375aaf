"""The command line follows the terminal."""

import io

import pytest
from django.core.management import call_command
from django.utils import translation

from koordynata.cli.language import terminal_language


@pytest.fixture
def lang(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return lambda value: monkeypatch.setenv("LANG", value)


@pytest.mark.parametrize(
    ("value", "spoken"), [("en_GB.UTF-8", "en"), ("pl_PL.UTF-8", "pl"), ("C", "pl"), ("", "pl"), ("de_DE", "pl")]
)
def test_terminal_language(lang, value, spoken):
    lang(value)
    assert terminal_language() == spoken


def test_a_command_leaves_the_language_as_it_was(lang):
    lang("en_GB.UTF-8")
    with translation.override("pl"):
        out = io.StringIO()
        call_command("import", "--list", stdout=out)
        assert "Register of Schools" in out.getvalue()
        assert translation.get_language() == "pl"
