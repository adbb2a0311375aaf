"""`koordynata COMMAND …`: Django's command runner under the program's own name, help and exit codes."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

BROKEN_PIPE, INTERRUPTED = 128 + 13, 128 + 2  # what a shell says of a program ended by SIGPIPE or SIGINT


def main() -> None:
    """Run the command given on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output (say, `head`) has had enough. Nothing is left that could fail at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run(words: list[str]) -> None:
    _require_settings()
    import django  # settings first
    from django.core.management import execute_from_command_line, get_commands

    from .overview import overview, unknown_command, version_line

    django.setup()

    if words[:1] == ["help"] and len(words) > 1:
        words = [words[1], "--help"]
    if not words or words[0] in {"help", "-h", "--help"}:
        sys.stdout.write(overview())
        return
    if words[0] == "--version":
        sys.stdout.write(version_line())
        return
    # Commands are modules, so their names have underscores; people type hyphens.
    name = words[0].replace("-", "_")
    if name not in get_commands():
        sys.stderr.write(unknown_command(words[0]))
        sys.exit(2)
    execute_from_command_line(["koordynata", name, *words[1:]])


def _require_settings() -> None:
    """A wrong word in the environment is said in one sentence; no catalogue of texts is loaded yet."""
    from django.conf import settings

    try:
        if not settings.DATABASES["default"]["NAME"]:
            raise ImproperlyConfigured("DATABASE_URL names no database.")
    except (ImproperlyConfigured, ValueError, KeyError, OSError) as error:
        sys.stderr.write(f"koordynata: the settings are wrong (docs/reference/settings.md): {error}\n")
        sys.exit(2)
