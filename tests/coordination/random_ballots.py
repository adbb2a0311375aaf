"""Ballots that a council could have, and some that it should not: the same randomness gives the same ballot."""

import itertools
import random
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

# An ordinary day, the night an hour comes twice, the night an hour is missing (in Poland), as instants.
MIDDLES = [datetime(2026, 11, 27, 9, 10, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
           datetime(2026, 3, 29, 1, 0, tzinfo=UTC)]  # fmt: skip
CLOCKS = [timezone(timedelta(minutes=minutes)) for minutes in (60, 120, 0, -300, 345)]
MEMBERS, SUBSTITUTES, STRANGERS = "abcdefg", "uvwxyz", ["stranger", "guest"]
SHARES = ["1/2", "2/3", "3/5", "1/3", "1/1", "3/4", "4/7"]
RULES = {
    "substitutes": 0.8, "substitutes_for_recused": 0.5, "recused_count": 0.6, "remote_presence": 0.7,
    "written_procedure": 0.85, "secret_ballot": 0.85,
}  # fmt: skip


def ballot_of(seed):
    """The ballot of a number."""
    return Maker(random.Random(seed)).case()


class Maker:
    """One ballot. It lasts from minute 0 to minute 20; everything falls on whole minutes from -5 to 25, so that much
    happens at the same instant. Moods make the rare things frequent enough."""

    def __init__(self, rng):
        self.rng = rng
        self.middle = rng.choice(MIDDLES)
        self.even = self.yes(0.35)  # two camps of one size, and a chair who decides
        self.attendance = 1 if self.even else rng.choice([0.5, 0.9, 1, 1])
        self.unrest = rng.choice([0, 0.1] if self.even else [0, 0.1, 0.2, 0.4])  # how often the extraordinary happens

    def yes(self, chance):
        return self.rng.random() < chance

    def odd(self):
        return self.yes(self.unrest)

    def moment(self, minute):
        """The minute of the ballot, on some clock."""
        return (self.middle + timedelta(minutes=minute - 10)).astimezone(self.rng.choice(CLOCKS)).isoformat()

    def span(self):
        start, end = sorted(self.rng.sample(range(-5, 26), 2))
        return {"from": self.moment(start), "to": self.moment(end) if self.yes(0.8) else None}

    def case(self):
        seats = [self.seat(number) for number in range(self.rng.choice([1, 2, 3, 3, 4, 4, 5, 6]))]
        mandates = [mandate for seat in seats for mandate in seat["mandates"]]
        people = sorted({p for m in mandates for p in (m["person"], *m["substitutes"])} | {"stranger"})
        ballot = self.ballot(people, len(seats))
        case = {
            "rules": self.rules(), "seats": seats, "stays": [s for person in people for s in self.stays(person)],
            "away": [{"person": person, **self.span()} for person in people if self.odd()],
            "recusals": [self.recusal(people) for _ in range(4) if self.odd()], "ballot": ballot,
        }  # fmt: skip
        if ballot["closed"] is None or self.yes(0.4):
            case["at"] = self.moment(self.rng.choice([-2, 0, 5, 10, 12, 15, 18, 20, 23]))
        return case

    # The body

    def seat(self, number):
        person = self.rng.choice(MEMBERS) if self.odd() and self.yes(0.3) else MEMBERS[number]  # perhaps of two seats
        return {
            "id": str(number), "side": self.rng.choice(["education", "economy"]),
            "voting": not (self.odd() and self.yes(0.5)), "mandates": self.mandates(person),
        }  # fmt: skip

    def mandates(self, person):
        """One for good; or one after the other, perhaps with a gap."""
        if not self.odd():
            return [self.mandate(person, -5, None)]
        edges = sorted(self.rng.sample(range(-5, 26), self.rng.choice([2, 3, 4])))
        people = [person, *self.rng.sample(MEMBERS + SUBSTITUTES, 3)]
        spans = [span for span in itertools.pairwise(edges) if not self.yes(0.2)]
        return [self.mandate(who, *span) for who, span in zip(people, spans, strict=False)]

    def mandate(self, person, start, end):
        count = self.rng.choice([0, 0, 1, 1, 2, 3])
        substitutes = [s for s in self.rng.sample(SUBSTITUTES + (MEMBERS if self.odd() else ""), count) if s != person]
        return {
            "person": person, "from": self.moment(start), "to": None if end is None else self.moment(end),
            "substitutes": substitutes, "suspended": [self.span()] if self.odd() and self.yes(0.4) else [],
        }  # fmt: skip

    def recusal(self, people):
        return {"person": self.rng.choice(people), "from": self.moment(self.rng.choice([-5, 0, 7, 14, 20]))}

    def stays(self, person):
        if not self.yes(self.attendance if person in MEMBERS else 0.5):
            return []
        remote = self.odd()
        if not self.odd():
            return [{"person": person, "from": self.moment(-5), "to": None, "remote": remote}]
        return [{"person": person, **self.span(), "remote": remote} for _ in range(self.rng.choice([1, 2]))]

    # The rules

    def rules(self):
        rng = self.rng
        quorum = {
            "of": rng.choice(["seats", "filled"]), "share": rng.choice(["1/2", *SHARES]), "more_than": self.yes(0.7),
            "number": rng.randint(1, 2 if self.even else 5) if self.yes(0.5 if self.even else 0.2) else None,
            "holds": rng.choice(["opening", "closing", "throughout"]),
        }  # fmt: skip
        majority = {
            "kind": "simple" if self.even else rng.choice(["simple", "simple", "absolute", "qualified"]),
            "share": rng.choice(SHARES), "of": rng.choice(["cast", "present", "entitled", "seats"]),
            "more_than": self.yes(0.5), "abstentions_count": self.yes(0.5),
        }  # fmt: skip
        rules = {"quorum": quorum, "majority": majority, "casting_vote": self.yes(0.9 if self.even else 0.5)}
        for one in (quorum, majority):
            one["more_than"] &= one["share"] != "1/1"  # more than all is refused
        rules |= {name: self.yes(chance) for name, chance in RULES.items()}
        return {name: rule for name, rule in rules.items() if not self.yes(0.03)}  # the rest by default

    # The ballot

    def ballot(self, people, seats):
        mode = self.rng.choice(["open", "open", "open", "secret", "written"])
        candidates = ["P", "Q", "R"][: self.rng.choice([1, 2, 3, 3])] if self.yes(0.1 if self.even else 0.3) else []
        choices = [*candidates, "none"] if candidates else ["in_favour", "against", "abstained"]
        hands = mode == "open" and self.yes(0.15)
        shown = Counter(self.rng.choices(choices, k=self.rng.randint(0, seats)))
        return {
            "mode": mode, "opened": self.moment(0), "closed": self.moment(20) if self.yes(0.9) else None,
            "chair": self.rng.choice(["a", "a", "b"] if self.even else [None, "a", "a", "b", "u"]), "candidates": candidates,
            "hands": {choice: shown[choice] for choice in choices if shown[choice] or self.yes(0.5)} if hands else None,
            "votes": [] if hands else self.votes(people, choices),
        }  # fmt: skip

    def votes(self, people, choices):
        chances = (0.9, 0.15) if self.even else (0.8, 0.5)
        voters = [p for p in people if self.yes(chances[p not in MEMBERS])]
        voters += [self.rng.choice([*MEMBERS, *SUBSTITUTES, *STRANGERS]) for _ in range(4) if self.odd()]
        voters += [p for p in people if self.odd()]  # some vote twice
        self.rng.shuffle(voters)
        if self.even:
            return [self.vote(person, [choices[n % 2]], self.rng.randint(0, 19)) for n, person in enumerate(voters)]
        lean = [choice for choice in choices for _ in range(self.rng.choice([0, 1, 1, 2, 4]))] or choices
        return [self.vote(person, lean, self.minute()) for person in voters]

    def minute(self):
        return self.rng.choice([0, 20, self.rng.randint(-5, 25), self.rng.randint(0, 20), self.rng.randint(0, 20)])

    def vote(self, person, choices, minute):
        choice = self.rng.choice(["spoiled", "in_favour", "P"]) if self.odd() and self.yes(0.2) else None
        return {"person": person, "choice": choice or self.rng.choice(choices), "at": self.moment(minute)}
