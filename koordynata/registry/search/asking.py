"""Asking the index: exact words and stems first, typing errors only when nothing was found."""

from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from ..scopes import Scope
from .building import ready_index
from .documents import EVERYBODY, INSTITUTION, SCHOOL
from .words import stem, words

MOST_WORDS = 8  # of a query that is read; the rest says nothing new
RANKED = 200  # best hits among which shorter titles go first


@dataclass(frozen=True)
class Hit:
    """One thing found. `key` is `institution:17`, `territory:1607`, `occupation:311407`.

    A qualification stands under each occupation of which it is a part: `qualification:311407:TKO.08`.
    """

    key: str
    kind: str
    title: str
    note: str
    title_en: str = ""

    @property
    def id(self) -> str:
        """The id of an institution, or the code of a territory or occupation; a qualification is read on the latter."""
        return self.key.split(":")[1]


def _any(*queries: tuple[float, Query]) -> Query:
    """The weight of the best way in which a word matches. No word frequencies: they would speak of hidden things."""
    return Query.disjunction_max_query([Query.const_score_query(query, weight) for weight, query in queries], 0.0)


def _word_query(schema: tantivy.Schema, word: str) -> Query:
    """The word itself, its stem, or a word that starts with it; names before surroundings."""
    root = stem(word)
    parts: list[tuple[float, Query]] = [
        (5.0, Query.term_query(schema, "name", word)),
        (3.0, Query.term_query(schema, "name_stem", root)),
        (2.0, Query.term_query(schema, "around", word)),
        (1.2, Query.term_query(schema, "around_stem", root)),
    ]
    parts.append((2.0, Query.fuzzy_term_query(schema, "name", word, distance=0, prefix=True)))
    if len(word) >= 2:
        parts.append((0.8, Query.fuzzy_term_query(schema, "around", word, distance=0, prefix=True)))
    if len(root) >= 4:
        parts.append((1.0, Query.fuzzy_term_query(schema, "name", root, distance=0, prefix=True)))
        parts.append((0.5, Query.fuzzy_term_query(schema, "around", root, distance=0, prefix=True)))
    return _any(*parts)


def _forgiving_word_query(schema: tantivy.Schema, word: str) -> Query:
    """The word with one or two letters wrong, missing or swapped; numbers must be right."""
    exact = _word_query(schema, word)
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return exact
    distance = 1 if len(word) < 8 else 2
    root = stem(word)
    parts: list[tuple[float, Query]] = []
    for weight, field in ((1.0, "name"), (0.6, "around")):
        parts.append((weight, Query.fuzzy_term_query(schema, field, word, distance=distance)))
        parts.append((weight * 0.6, Query.fuzzy_term_query(schema, field, word, distance=1, prefix=True)))
        if len(root) >= 4:
            parts.append((weight * 0.8, Query.fuzzy_term_query(schema, f"{field}_stem", root, distance=1)))
    return Query.disjunction_max_query([exact, _any(*parts)], 0.0)


def _allowed(schema: tantivy.Schema, scope: Scope) -> Query | None:
    """The filter of what a scope may see; None: everything."""
    if scope.country:
        return None
    return Query.term_set_query(schema, "scope", [EVERYBODY, *sorted(scope.paths)])


def _ask(index: tantivy.Index, text: str, scope: Scope, kinds: list[str] | None, limit: int) -> list[Hit]:
    schema, searcher = index.schema, index.searcher()
    found = words(text)[:MOST_WORDS]
    if not found:
        return []
    fixed: list[tuple[Occur, Query]] = []
    if (allowed := _allowed(schema, scope)) is not None:
        fixed.append((Occur.Must, Query.const_score_query(allowed, 0.0)))
    if kinds:
        fixed.append((Occur.Must, Query.const_score_query(Query.term_set_query(schema, "kind", kinds), 0.0)))
    for make in (_word_query, _forgiving_word_query):
        query = Query.boolean_query([*fixed, *((Occur.Must, make(schema, word)) for word in found)])
        hits = searcher.search(query, max(limit, RANKED), count=False).hits
        if hits:
            ranked = ((-score, _hit(searcher.doc(address))) for score, address in hits)
            return [hit for _score, hit in sorted(ranked, key=lambda pair: (pair[0], len(pair[1].title)))][:limit]
    return []


def _hit(document: tantivy.Document) -> Hit:
    return Hit(*(str(document.get_first(field) or "") for field in ("key", "kind", "title", "note", "title_en")))


def find(text: str, scope: Scope, *, kinds: list[str] | None = None, limit: int = 30) -> list[Hit]:
    """The best hits that this scope may see, best first.

    The scope narrows the query itself, so neither order nor number tells of what lies outside it.
    """
    return _ask(ready_index(), text, scope, kinds, limit)


def find_institution_ids(text: str, scope: Scope, *, limit: int = 1_000) -> list[int]:
    """Ids of institutions for the register's list, best first."""
    return [int(hit.id) for hit in find(text, scope, kinds=[SCHOOL, INSTITUTION], limit=limit)]
