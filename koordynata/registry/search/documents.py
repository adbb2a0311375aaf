"""What is searched: institutions, territories, occupations and their qualifications, each as one document."""

from collections.abc import Iterable, Iterator

import tantivy
from django.db.models import QuerySet

from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Occupation, OccupationQualification, Territory

from ..enums import PUBLIC_KINDS
from ..models import Institution, Offer
from .words import stem, words

# Kinds of documents beside those of territories: schools are public, other institutions are the register's readers'.
OCCUPATION, QUALIFICATION, SCHOOL, INSTITUTION = "occupation", "qualification", "school", "institution"
EVERYBODY = "*"  # the scope of occupations: whoever is signed in may read them


def scope_terms(path: str) -> list[str]:
    """`16/1607/` is seen from `16/` and from `16/1607/`."""
    steps = [step for step in path.split("/") if step]
    return ["/".join(steps[: n + 1]) + "/" for n in range(len(steps))]


def _document(
    key: str, kind: str, title: str, note: str, around: Iterable[str], scopes: Iterable[str], title_en: str = ""
) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("key", key)
    document.add_text("kind", kind)
    document.add_text("title", title)
    document.add_text("title_en", title_en)
    document.add_text("note", note)
    for scope in scopes:
        document.add_text("scope", scope)
    for field, text in (("name", f"{title} {title_en}"), ("around", " ".join(around))):
        found = words(text)
        document.add_text(field, " ".join(found))
        document.add_text(f"{field}_stem", " ".join(map(stem, found)))
    return document


def territory_documents() -> Iterator[tantivy.Document]:
    """Every territory but gminas, for those whose scope holds its page; a powiat is also found by its seat."""
    rows = Territory.objects.exclude(kind=TerritoryKind.GMINA).filter(withdrawn_run=None)
    for row in rows.only("id", "code", "kind", "name", "seat", "city_rights", "path"):
        polish = {TerritoryKind.POWIAT: "powiat", TerritoryKind.VOIVODESHIP: "województwo"}.get(
            TerritoryKind(row.kind), ""
        )
        note = "" if row.kind == TerritoryKind.COUNTRY else row.code
        kind = str(row.kind)
        around = [polish, row.seat, row.code]
        yield _document(f"territory:{row.code}", kind, row.name, note, around, scope_terms(row.path))


def occupation_documents() -> Iterator[tantivy.Document]:
    """Every occupation, by both names and its code."""
    for row in Occupation.objects.select_related("branch").filter(withdrawn_run=None):
        around = [row.code, row.branch.name_pl, row.branch.name_en]
        yield _document(
            f"occupation:{row.code}", OCCUPATION, row.name_pl, row.code, around, [EVERYBODY], title_en=row.name_en
        )


def qualification_documents() -> Iterator[tantivy.Document]:
    """Every qualification by its code and name, once for each of its occupations: it is read on their pages."""
    rows = OccupationQualification.objects.filter(
        withdrawn_run=None, qualification__withdrawn_run=None, occupation__withdrawn_run=None
    )
    for row in rows.select_related("qualification", "occupation"):
        one, occupation = row.qualification, row.occupation
        yield _document(
            f"qualification:{occupation.code}:{one.code}",
            QUALIFICATION,
            f"{one.code} {one.name_pl}",
            occupation.name_pl,
            [],
            [EVERYBODY],
            title_en=f"{one.code} {one.name_en}" if one.name_en else "",
        )


def institution_documents(rows: QuerySet[Institution]) -> Iterator[tantivy.Document]:
    """Institutions that were not merged into another, found by name, numbers, place, type and what they teach."""
    taught = _taught(rows)
    columns = ("id", "name", "type_name", "rspo", "regon", "nip", "locality", "kind", "territory__path",
               "territory__name", "territory__city_rights")  # fmt: skip
    for row in rows.filter(merged_into=None).order_by().values(*columns).iterator(chunk_size=5_000):
        around = [row["type_name"], row["locality"], row["territory__name"], row["regon"], row["nip"]]
        if row["rspo"]:
            around.append(str(row["rspo"]))
        around.append(taught.get(row["id"], ""))
        yield _document(
            f"institution:{row['id']}",
            SCHOOL if row["kind"] in PUBLIC_KINDS else INSTITUTION,
            row["name"],
            row["locality"] or row["territory__name"],
            around,
            scope_terms(row["territory__path"]),
        )


def _taught(rows: QuerySet[Institution]) -> dict[int, str]:
    """The names of the occupations that each school teaches."""
    found: dict[int, str] = {}
    pairs = Offer.objects.filter(school__in=rows.order_by(), withdrawn_run=None).order_by()
    for school, name in pairs.values_list("school_id", "occupation__name_pl").distinct():
        found[school] = f"{found.get(school, '')} {name}"
    return found
