"""An entry of the register as a document."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.foundation.documents import make_pdf

from .known_votes import known_votes_words
from .models import Resolution
from .verdict.telling import frozen_quorum, frozen_rule, frozen_words

LANGUAGE = "pl"


def resolution_pdf(entry: Resolution) -> bytes:
    """The adopted text with the vote, as tagged PDF. Raises PdfUnavailable."""
    verdict = entry.ballot.verdict if entry.ballot else None
    with override(LANGUAGE):
        vote = f"{frozen_words(verdict)} {frozen_quorum(verdict)} {frozen_rule(verdict)}" if verdict else ""
        vote = vote or known_votes_words(entry.known_votes)
        title = f"{entry.get_kind_display()} {entry}".capitalize()
        content = render_to_string(
            "coordination/documents/resolution.html", {"entry": entry, "title": title, "vote": vote}
        )
        return make_pdf(content, title=f"{title}, {entry.body.name}", language=LANGUAGE, at=entry.entered_at,
                        subject=_("Adopted text"))  # fmt: skip
