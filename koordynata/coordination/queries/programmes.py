"""Versions of programmes before a body: which item, which entry of the register speaks of which."""

from koordynata.programme.models import Version

from ..models import Meeting, Resolution


def origin_of(version: Version) -> str:
    """How an item of an agenda and an entry of the register name a version."""
    return f"programme:{version.pk}"


def version_of(resolution: Resolution) -> Version | None:
    """The version of which an entry of the register speaks; None for any other entry."""
    room, _colon, pk = resolution.origin.partition(":")
    if room != "programme" or not pk.isdecimal():
        return None
    return Version.objects.select_related("programme__territory").filter(pk=int(pk)).first()


def meetings_on(version: Version) -> list[Meeting]:
    """Meetings on whose agenda a version stands or stood."""
    return list(Meeting.objects.filter(items__origin=origin_of(version)).distinct().order_by("starts", "pk"))


def resolution_on(version: Version) -> Resolution | None:
    """The entry of the register that speaks of a version."""
    rows = Resolution.objects.filter(origin=origin_of(version)).select_related("body__territory")
    return rows.order_by("-adopted_on", "-pk").first()
