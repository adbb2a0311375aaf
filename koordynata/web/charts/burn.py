"""Money beside time: spent and contracted as shares of what is planned, with a mark where time is."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koordynata.web.figures import percent

WIDTH, ROOM = 220, 6


def burn(spent: float | None, contracted: float | None, time: float | None) -> SafeString:
    """Shares of the plan; what goes over the plan is held at its end and said in words."""
    if spent is None:
        return SafeString("")
    mark = "" if time is None else format_html('<path class="plan-mark" d="M{} 0V18"/>', _x(time))
    return format_html(
        '<svg class="bullet" width="{w}" height="18" viewBox="0 0 {w} 18" role="img" aria-label="{label}">'
        '<rect class="bar-back" y="3" width="{whole}" height="12"/><rect class="bar-plain" y="3" width="{signed}" '
        'height="12"/><rect class="bar-done" y="6" width="{done}" height="6"/>{mark}</svg>',
        w=WIDTH,
        label=_("spent %(spent)s, contracted %(contracted)s of the plan; time gone %(time)s")
        % {"spent": percent(spent), "contracted": percent(contracted), "time": percent(time)},
        whole=f"{WIDTH - ROOM}",
        signed=_x(contracted or 0.0),
        done=_x(spent),
        mark=mark,
    )


def _x(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * (WIDTH - ROOM):.1f}"
