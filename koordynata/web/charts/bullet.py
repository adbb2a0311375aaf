"""A bullet: what was achieved, what was to be by now, and the target at the end, on one scale."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koordynata.web.figures import NO_DATA, amount

WIDTH, ROOM = 220, 6


def bullet(value: Decimal | None, planned: Decimal | None, final: Decimal | None) -> SafeString:
    """Drawn for numbers from zero up; a number below zero, or none at all, is said in words only."""
    known = [float(one) for one in (value, planned, final) if one is not None]
    if value is None or not known or min(known) < 0:
        return format_html('<span class="silence">{}</span>', NO_DATA) if value is None else format_html("")
    scale = (WIDTH - ROOM) / (max(known) or 1)
    return format_html(
        '<svg class="bullet" width="{w}" height="18" viewBox="0 0 {w} 18" role="img" aria-label="{label}">'
        '<rect class="bar-back" y="3" width="{whole}" height="12"/>'
        '<rect class="bar-done" y="5" width="{done}" height="8"/>{plan}{end}</svg>',
        w=WIDTH,
        label=_words(value, planned, final),
        whole=f"{WIDTH - ROOM}",
        done=f"{float(value) * scale:.1f}",
        plan=_mark(planned, scale, "plan-mark", 0, 18),
        end=_mark(final, scale, "target-mark", 2, 16),
    )


def _mark(at: Decimal | None, scale: float, css: str, top: int, bottom: int) -> SafeString:
    if at is None:
        return SafeString("")
    return format_html('<path class="{}" d="M{} {}V{}"/>', css, f"{float(at) * scale + 0.5:.1f}", top, bottom)


def _words(value: Decimal, planned: Decimal | None, final: Decimal | None) -> str:
    told = {"value": amount(value), "planned": amount(planned), "final": amount(final)}
    return _("achieved %(value)s, planned by now %(planned)s, target at the end %(final)s") % told
