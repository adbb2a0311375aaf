"""The body as it is: seats, who fills them, who is there, who is out of a matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .moments import Span, instant


@dataclass(frozen=True)
class Mandate:
    """Mandat: a seat filled with one person for a time, with substitutes in order."""

    person: str
    span: Span
    substitutes: tuple[str, ...] = ()
    suspended: tuple[Span, ...] = ()

    def counts(self, at: datetime) -> bool:
        """Whether it is held, and not suspended."""
        return self.span.holds(at) and not any(span.holds(at) for span in self.suspended)


@dataclass(frozen=True)
class Seat:
    """Miejsce w składzie. An advisory seat has a voice and no vote."""

    id: str
    side: str
    mandates: tuple[Mandate, ...] = ()
    voting: bool = True

    def mandate_at(self, at: datetime) -> Mandate | None:
        """The mandate that counts at a moment."""
        return next((mandate for mandate in self.mandates if mandate.counts(at)), None)

    def holders(self, at: datetime) -> list[str]:
        """Whose it is, suspended or not; more than one only where a file says so."""
        return [mandate.person for mandate in self.mandates if mandate.span.holds(at)]


@dataclass(frozen=True)
class Stay:
    """Somebody in the room or on the line for a time; in a written procedure: somebody reported away."""

    person: str
    span: Span
    remote: bool = False


@dataclass(frozen=True)
class Recusal:
    """Wyłączenie: a person out of the matter from a moment on."""

    person: str
    since: datetime

    def __post_init__(self) -> None:
        """Keep an instant."""
        object.__setattr__(self, "since", instant(self.since))


@dataclass(frozen=True)
class Council:
    """Everything that decides who may vote."""

    seats: tuple[Seat, ...]
    stays: tuple[Stay, ...] = ()
    away: tuple[Stay, ...] = ()
    recusals: tuple[Recusal, ...] = ()

    @property
    def voting_seats(self) -> list[Seat]:
        """The seats that count."""
        return [seat for seat in self.seats if seat.voting]

    def here(self, at: datetime, *, remote: bool) -> set[str]:
        """Who is present."""
        return {stay.person for stay in self.stays if stay.span.holds(at) and (remote or not stay.remote)}

    def reported_away(self, at: datetime) -> set[str]:
        """Who cannot answer in a written procedure."""
        return {stay.person for stay in self.away if stay.span.holds(at)}

    def recused(self, at: datetime) -> set[str]:
        """Who is out of the matter."""
        return {recusal.person for recusal in self.recusals if recusal.since <= at}

    def changes(self, after: datetime, until: datetime) -> list[datetime]:
        """The instants in between at which anything above changes, in order."""
        return [edge for edge in self.all_changes() if after < edge < until]

    def all_changes(self) -> list[datetime]:
        """Every instant at which anything above changes, in order."""
        spans = [stay.span for stay in (*self.stays, *self.away)]
        for mandate in _mandates(self.seats):
            spans += [mandate.span, *mandate.suspended]
        edges = {edge for span in spans for edge in span.edges()} | {recusal.since for recusal in self.recusals}
        return sorted(edges)


def _mandates(seats: Iterable[Seat]) -> Iterable[Mandate]:
    return (mandate for seat in seats for mandate in seat.mandates)
