"""Building the index, wholly or for some institutions."""

from itertools import chain

import tantivy

from ..models import Institution
from . import store
from .documents import institution_documents, occupation_documents, qualification_documents, territory_documents

_HEAP = 64 * 2**20


def rebuild() -> int:
    """Build the index anew and swap it in; returns how many things can be found."""
    with store.writing():
        return _rebuild()


def _rebuild() -> int:
    with store.fresh_index() as index:
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        count = 0
        lists = (territory_documents(), occupation_documents(), qualification_documents())
        for document in chain(*lists, institution_documents(Institution.objects.all())):
            writer.add_document(document)
            count += 1
        writer.commit()
        writer.wait_merging_threads()
    return count


def ready_index() -> tantivy.Index:
    """The index in use; built first where there is none (it holds nothing that the database does not)."""
    index = store.open_index()
    if index is None:
        with store.writing():
            if store.open_index() is None:
                _rebuild()
        index = store.open_index()
    assert index is not None
    return index


def update(ids: list[int]) -> None:
    """Bring some institutions up to date; before the first build there is nothing to do."""
    with store.writing():
        index = store.open_index()
        if index is None:
            return
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for pk in ids:
            writer.delete_documents_by_term("key", f"institution:{pk}")
        for document in institution_documents(Institution.objects.filter(pk__in=ids)):
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
