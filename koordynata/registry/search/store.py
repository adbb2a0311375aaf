"""Where the index lies: a folder of the data folder, built beside and swapped in."""

import fcntl
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy
from django.conf import settings

FORMAT = "4"  # part of the folder's name: another layout is never read by mistake


def schema() -> tantivy.Schema:
    """`key` names a thing (`institution:17`), `scope` the territories whose people may see it."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True, tokenizer_name="raw")
    builder.add_text_field("title_en", stored=True, tokenizer_name="raw")
    builder.add_text_field("note", stored=True, tokenizer_name="raw")
    builder.add_text_field("scope", tokenizer_name="raw")
    # Words arrive folded; split at blanks only. `name` weighs more than `around` (place, type, what is taught).
    for field in ("name", "name_stem", "around", "around_stem"):
        builder.add_text_field(field, tokenizer_name="whitespace")
    return builder.build()


def _root() -> Path:
    return Path(settings.DATA_DIR) / "search"


def _pointer() -> Path:
    return _root() / f"current-{FORMAT}"


def open_index() -> tantivy.Index | None:
    """The index in use, or None before the first build."""
    try:
        folder = _root() / _pointer().read_text()
        index = tantivy.Index.open(str(folder))
    except (OSError, ValueError):
        return None
    return index


@contextmanager
def writing() -> Iterator[None]:
    """One writer at a time, in all processes of this machine."""
    _root().mkdir(parents=True, exist_ok=True)
    with (_root() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def fresh_index() -> Iterator[tantivy.Index]:
    """A new, empty index; when the block ends well it replaces the one in use."""
    folder = _root() / f"{FORMAT}-{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    try:
        yield tantivy.Index(schema(), path=str(folder))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    temporary = _pointer().with_suffix(".new")
    temporary.write_text(folder.name)
    temporary.replace(_pointer())
    for old in _root().iterdir():
        if old.is_dir() and old != folder:
            shutil.rmtree(old, ignore_errors=True)  # a reader keeps the files that it has open
