"""The order of elements in their tree: positions, paths, next numbers."""

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from koordynata.foundation.numbering import next_number

from ..models import Element, Version

_ASIDE = "~"  # sorts after every path while elements are put in order anew


def path_under(parent: Element | None, position: int) -> str:
    """The path of a child: three digits a level."""
    return f"{parent.path if parent else ''}{position:03}."


def last_position(version: Version, parent: Element | None) -> int:
    """The position of the last child; 0: none."""
    return next_number(version.elements.filter(parent=parent), "position") - 1


def code_under(version: Version, parent: Element | None, position: int) -> str:
    """The first free number from a position on, under its parent's number."""
    taken = set(version.elements.values_list("code", flat=True).order_by("code"))
    head = f"{parent.code}." if parent else ""
    while f"{head}{position}" in taken:
        position += 1
    return f"{head}{position}"


def renumber(version: Version, moved: Element, position: int) -> None:
    """Give all elements their positions and paths anew, with `moved` at its place among its parent's children."""
    children: dict[int | None, list[Element]] = {}
    for element in version.elements.order_by("path"):
        if element.pk != moved.pk:
            children.setdefault(element.parent_id, []).append(element)
    children.setdefault(moved.parent_id, []).insert(max(position - 1, 0), moved)
    ordered: list[Element] = []
    _place(children, None, ordered)
    # No two elements may stand at one place, not even for a moment.
    version.elements.update(path=Concat(Value(_ASIDE), Cast("pk", CharField())))
    Element.objects.bulk_update(ordered, ["parent", "position", "path"])


def _place(children: dict[int | None, list[Element]], parent: Element | None, ordered: list[Element]) -> None:
    for position, element in enumerate(children.get(parent.pk if parent else None, []), start=1):
        element.position, element.path = position, path_under(parent, position)
        ordered.append(element)
        _place(children, element, ordered)
