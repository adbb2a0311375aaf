"""`koordynata help`: the commands of the house, a line each."""

import difflib
import textwrap
from importlib.metadata import version
from pkgutil import iter_modules

from django.core.management import load_command_class
from django.utils import translation
from django.utils.translation import gettext as _

from .language import terminal_language
from .management import commands


def names() -> list[str]:
    """Our commands as people type them."""
    return sorted(module.name.replace("_", "-") for module in iter_modules(commands.__path__))


def overview() -> str:
    """How to call the program, and what each command is for."""
    with translation.override(terminal_language()):
        rows = [(name, _purpose(name)) for name in names()]
        width = max(len(name) for name in names()) + 4
        lines = [
            textwrap.fill(text, 100, initial_indent=f"  {name:<{width - 2}}", subsequent_indent=" " * width)
            for name, text in rows
        ]
        more = _("More on one of them: koordynata COMMAND --help. Django's own commands (migrate, check, …) work too.")
        return "\n".join([_("usage: ") + "koordynata COMMAND …", "", *lines, "", more, ""])


def _purpose(name: str) -> str:
    return _(load_command_class("koordynata.cli", name.replace("-", "_")).help)


def unknown_command(word: str) -> str:
    """That there is no such command, and which one may be meant."""
    with translation.override(terminal_language()):
        near = difflib.get_close_matches(word, names(), n=1)
        meant = " " + _("Do you mean “%s”?") % near[0] if near else ""
        return "koordynata: " + _("There is no command “%s”. koordynata help names them.") % word + meant + "\n"


def version_line() -> str:
    """The version of the program."""
    return f"koordynata {version('koordynata')}\n"
