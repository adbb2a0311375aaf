"""Keeping the search index up with the register."""

from collections.abc import Iterable

from django.db import transaction

from .building import rebuild, update


def refresh_search_index(ids: Iterable[int] | None = None) -> None:
    """Bring the index up to date: some institutions after an edit, everything after an import."""
    if ids is None:
        rebuild()
    else:
        update(list(ids))


def reindex_later(ids: list[int]) -> None:
    """Refresh once the transaction has been committed; a rolled-back edit leaves the index alone."""
    transaction.on_commit(lambda: refresh_search_index(ids), robust=True)
