"""In which language the command line speaks: that of the terminal where it is one of ours, else the house's."""

import argparse
import os

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

# What Python's own reader of options says; it looks its words up under this name.
OF_ARGPARSE = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("expected one argument"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
)


def terminal_language() -> str:
    """Follow LC_ALL, LC_MESSAGES or LANG, the first that is set: `en_GB.UTF-8` → English."""
    wanted = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    known = {code for code, _name in settings.LANGUAGES}
    return wanted[:2] if wanted[:2] in known else settings.LANGUAGE_CODE


def teach_argparse() -> None:
    """Let argparse speak through our catalogue; it has none of its own."""
    argparse._ = gettext  # type: ignore[attr-defined]
