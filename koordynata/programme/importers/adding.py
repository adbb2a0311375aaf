"""A structure that was planned is added to its draft, all of it or nothing."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..errors import ProgrammeRefusal
from ..models import Element, Version
from ..services.elements import add_element
from ..services.locking import open_version
from .structure import plan_of


@transaction.atomic
def add_structure(*, version: Version, data: bytes, by: Actor) -> list[Element]:
    """Add what a file has and the version has not, after looking at both anew.

    Raises ProgrammeRefusal for a closed version, or a file that does not fit it (any more).
    """
    version = open_version(version)
    plan = plan_of(data, version)
    if plan.wrong:
        raise ProgrammeRefusal(_("The file does not fit this version: %s") % plan.wrong[0].text)
    made = {one.code: one for one in version.elements.order_by("path")}
    added = []
    for row, level in plan.new:
        days: dict[str, Any] = {"starts": row.starts, "ends": row.ends}
        element = add_element(
            version=version, parent=made.get(row.parent), level=level.id, name=row.name, code=row.code,
            name_en=row.name_en, text=row.text, by=by, **days,
        )  # fmt: skip
        made[row.code] = element
        added.append(element)
    return added
