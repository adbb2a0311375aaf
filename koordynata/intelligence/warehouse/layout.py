"""Where builds lie, and which of them is live.

    DATA_DIR/warehouse/live-3                name of the live build, replaced in one step
    DATA_DIR/warehouse/<build>/<mart>.parquet

A reader resolves the pointer once and then reads only that folder; so it never sees half a build.
"""

import os
import re
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.utils import timezone

KEEP = 3
POINTER = "live-3"  # the number changes with the marts: a build that lacks one of them counts as none
NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{4}")


def root() -> Path:
    """The warehouse folder."""
    return Path(settings.DATA_DIR) / "warehouse"


def new_name() -> str:
    """A name that sorts by time."""
    return f"{timezone.now():%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


def folder(name: str) -> Path:
    """The folder of a build; ValueError for anything that is not a build's name."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return root() / name


def live() -> str | None:
    """The name of the live build, or None before the first."""
    try:
        name = (root() / POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return name or None


def point_to(name: str) -> None:
    """Make a finished build the live one, in one step; `folder` must exist."""
    if not folder(name).is_dir():
        raise FileNotFoundError(name)
    fresh = root() / f".live-{secrets.token_hex(4)}"
    with fresh.open("w", encoding="ascii") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(root() / POINTER)


def builds() -> list[str]:
    """Finished builds, newest first."""
    if not root().is_dir():
        return []
    return sorted((p.name for p in root().iterdir() if p.is_dir() and NAME.fullmatch(p.name)), reverse=True)


def work_folder(name: str) -> Path:
    """Where a build is made before it gets its name; left-overs of killed builds start with `.build-`."""
    path = root() / f".build-{name}"
    path.mkdir(parents=True)
    return path


def finish(name: str) -> None:
    """Give a made build its name, in one step."""
    (root() / f".build-{name}").rename(folder(name))


def discard(name: str) -> None:
    """Throw a half-made build away."""
    shutil.rmtree(root() / f".build-{name}", ignore_errors=True)


def prune() -> list[str]:
    """Delete all but the newest builds and the live one; returns what went."""
    gone = [name for name in builds()[KEEP:] if name != live()]
    for name in gone:
        shutil.rmtree(folder(name), ignore_errors=True)
    return gone
