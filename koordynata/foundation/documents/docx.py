"""DOCX from a template: the office's own words and looks, the record's values."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from jinja2.exceptions import TemplateError, UndefinedError

from ..tables import NOT_XML
from .packages import same_each_time
from .refusals import TemplateRefused
from .shelter import Sheltered

_EMPTY = frozenset({"author", "comments", "identifier", "subject"})


def fill_docx(
    template: bytes, values: Mapping[str, Any], *, title: str, language: str = "pl", at: datetime
) -> bytes:  # fmt: skip
    """The template filled with values: texts, numbers, lists and dictionaries of them. Raises TemplateRefused.

    In the template `{{ title }}` stands for a text, `{%p for one in people %}` … `{%p endfor %}` repeats paragraphs,
    `{%tr for one in people %}` rows of a table. A line break in a value stays one. Texts are escaped and are never
    read as a template themselves. `title`, `language` and `at` go into the document's properties.
    """
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render(_plain(values), Sheltered(), autoescape=True)
    except UndefinedError as error:
        raise TemplateRefused(_("The template asks for a field that does not exist: %s.") % error.message) from None
    except TemplateError as error:
        raise TemplateRefused(_("The template cannot be read: %s.") % error.message) from None
    except Exception as error:  # a broken package breaks anywhere in the libraries
        raise TemplateRefused(_("The template cannot be read: %s.") % type(error).__name__) from None
    _tell(document.docx.core_properties, title, language, at)
    out = io.BytesIO()
    document.save(out)
    return same_each_time(out.getvalue())


def _plain(value: Any) -> Any:
    """Texts as plain text, so that nothing passes as markup; control characters, which XML cannot carry, are blanks."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return NOT_XML.sub(" ", "".join(str(value).replace("\r\n", "\n").replace("\r", "\n"))).replace("\x0c", " ")


def _tell(properties: Any, title: str, language: str, at: datetime) -> None:
    moment = at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    for name in _EMPTY:
        setattr(properties, name, "")
    properties.author = properties.last_modified_by = "Koordynata"
    properties.title, properties.language = NOT_XML.sub(" ", title)[:255], language
    properties.created = properties.modified = moment
    properties.revision = 1
