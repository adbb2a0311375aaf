"""The invented network of schools: complexes, the schools in them, career centres, clinics."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .ground import Place
from .numbers import rspo_number
from .people import People
from .plan import Plan
from .planted import planted

VOCATIONAL = ("TEC", "BS1", "BS2", "POL")
EXAMPLE = "(przykład)"
_PATRONS = (
    "Technicznych", "Zawodowych", "Mechanicznych", "Elektrycznych", "Ekonomicznych", "Budowlanych",
    "Gastronomiczno-Hotelarskich", "Rolniczych", "Ponadpodstawowych", "Transportowych",
)  # fmt: skip
_STREETS = ("Szkolna", "Przykładowa", "Zawodowa", "Techniczna", "Rzemieślnicza", "Warsztatowa", "Parkowa", "Długa")
_FIRST = (("TEC", 6), ("BS1", 2.5), ("POL", 1.5))
_SECOND = {"TEC": (("BS1", 6), ("POL", 2)), "BS1": (("TEC", 6), ("BS2", 3)), "POL": (("TEC", 5), ("BS1", 3))}
_THIRD = (("BS2", 3), ("POL", 3))


@dataclass(frozen=True)
class Establishment:
    """One row of the register of schools."""

    rspo: int
    kind: str  # a school type's code, or COMPLEX, CAREER, CLINIC
    name: str
    powiat: Place
    place: Place  # the powiat's seat or a town of it
    street: str
    building: str
    founded: int
    complex: "Establishment | None" = None
    role: str = ""  # the planted truth that it carries
    offered: tuple[str, ...] = field(default=())  # occupations that it must teach


class Network:
    """Builds the schools of one region: exactly as many vocational schools and complexes as the profile says."""

    def __init__(self, plan: Plan, people: People, region: str) -> None:
        self.plan, self.people, self.region = plan, people, region
        self.profile = plan.profiles[region]
        self.powiats = plan.ground.powiats_of(region)
        self._next = 0
        self._named: Counter[tuple[str, str]] = Counter()

    def build(self) -> list[Establishment]:
        """All institutions of the region, complexes before their schools."""
        complexes = [
            self._establishment("COMPLEX", powiat, turn=turn)
            for powiat, count in self._shares()
            for turn in range(count)
        ]
        extra = self._extra_schools(complexes)
        rows = [row for place, it in enumerate(complexes) for row in (it, *self._schools(it, extra[place], complexes))]
        rows += [self._establishment("CAREER", powiat) for powiat in self._largest(self.profile.career_centres)]
        rows += [self._establishment("CLINIC", powiat) for powiat in self._largest(self.profile.complexes // 4)]
        return self._plant(rows)

    def _largest(self, count: int) -> list[Place]:
        return sorted(self.powiats, key=lambda p: (-self.people.size(p), p.code))[:count]

    def _shares(self) -> list[tuple[Place, int]]:
        """Complexes by powiat: one in each while they last, the others by size (largest remainder)."""
        count = self.profile.complexes
        if count <= len(self.powiats):
            chosen = {p.code for p in self._largest(count)}
            return [(p, 1) for p in self.powiats if p.code in chosen]
        sizes = [self.people.size(p) for p in self.powiats]
        ideal = [1 + (count - len(sizes)) * size / sum(sizes) for size in sizes]
        whole = [int(value) for value in ideal]
        order = sorted(range(len(sizes)), key=lambda i: (whole[i] - ideal[i], i))
        for place in order[: count - sum(whole)]:
            whole[place] += 1
        return list(zip(self.powiats, whole, strict=True))

    def _extra_schools(self, complexes: list[Establishment]) -> list[int]:
        """How many vocational schools beyond the first each complex has; in all just as many as are wanted."""
        extra, left = [0] * len(complexes), self.profile.schools - len(complexes)
        order = self.plan.chance.draw(
            range(len(complexes)), [1.0] * len(complexes), len(complexes), "extra", self.region
        )
        for turn in range(left):
            # Every fifth further school makes a complex of three.
            extra[order[turn - left // 5] if turn >= left - left // 5 else order[turn]] += 1
        for place in range(len(complexes)):
            while extra[place] > 2:
                target = extra.index(0)
                extra[place], extra[target] = extra[place] - 1, 1
        return extra

    def _schools(self, parent: Establishment, extra: int, complexes: list[Establishment]) -> Iterator[Establishment]:
        chance, name = self.plan.chance, ("types", self.region, parent.rspo)
        first_of_powiat = next(it for it in complexes if it.powiat is parent.powiat) is parent
        kinds = ["TEC" if first_of_powiat else self._kind(_FIRST, *name, 1)]
        if extra:
            kinds.append(self._kind(_SECOND[kinds[0]], *name, 2))
        if extra > 1:
            kinds.append(self._kind(tuple(k for k in _THIRD if k[0] not in kinds) or _THIRD, *name, 3))
        if chance.happens(0.3, *name, "LO"):
            kinds.append("LO")
        for kind in kinds:
            yield self._establishment(kind, parent.powiat, parent)

    def _kind(self, weighted: tuple[tuple[str, float], ...], *name: object) -> str:
        kinds = [kind for kind, _ in weighted]
        return self.plan.chance.draw(kinds, [weight for _, weight in weighted], 1, *name)[0]

    def _establishment(
        self, kind: str, powiat: Place, parent: Establishment | None = None, turn: int = 0
    ) -> Establishment:
        self._next += 1
        rspo, chance = rspo_number(self.region, self._next), self.plan.chance
        place = parent.place if parent else self._place(powiat, turn)
        self._named[place.seat, kind] += 1
        return Establishment(
            rspo, kind, self._name(kind, place.seat, self._named[place.seat, kind], rspo), powiat, place,
            parent.street if parent else f"ul. {chance.pick(_STREETS, 'street', rspo)}",
            parent.building if parent else str(chance.whole(1, 60, "building", rspo)),
            parent.founded if parent else chance.whole(1999, 2016, "founded", rspo), parent,
        )  # fmt: skip

    def _place(self, powiat: Place, turn: int) -> Place:
        """Towns first where the lists name them, since a powiat around a city has its seat outside itself."""
        towns = self.plan.ground.towns[powiat.code]
        return towns[turn % len(towns)] if towns and turn < 2 * len(towns) else powiat

    def _name(self, kind: str, seat: str, number: int, rspo: int) -> str:
        if kind == "COMPLEX":
            patron = self.plan.chance.pick(_PATRONS, "patron", rspo)
            return f"Zespół Szkół {patron} nr {number}, {seat} {EXAMPLE}"
        if kind == "CAREER":
            return f"Centrum Kształcenia Zawodowego, {seat} {EXAMPLE}"
        if kind == "CLINIC":
            return f"Poradnia Psychologiczno-Pedagogiczna, {seat} {EXAMPLE}"
        return f"{self.plan.ground.school_types[kind]} nr {number}, {seat} {EXAMPLE}"

    def _plant(self, rows: list[Establishment]) -> list[Establishment]:
        """Give the planted truths their schools."""
        for truth, powiat in (("emptying_school", "1610"), ("lasting_deficit", "1261")):
            rows = self._give(rows, truth, powiat)
        if self.region == planted()["surplus"].region:
            rows = self._give(rows, "surplus", "", count=9)
        if self.region == planted()["out_of_reach"].region:
            rows = self._give(rows, "out_of_reach", "1608")
        return rows

    def _give(self, rows: list[Establishment], truth: str, powiat: str, count: int = 1) -> list[Establishment]:
        free = [
            place for place, row in enumerate(rows)
            if row.kind == "TEC" and not row.role and row.powiat.code.startswith(powiat)
        ]  # fmt: skip
        for place in free[:: max(len(free) // count, 1)][:count]:
            rows[place] = replace(rows[place], role=truth, offered=(planted()[truth].occupation,))
        return rows
