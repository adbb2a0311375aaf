"""Engine and reference side by side."""

import json
from datetime import datetime
from fractions import Fraction

from koordynata.coordination.verdict import case_reading, decision, telling

from . import reference_verdict as reference


def engine(case, at=None):
    """What the command prints, without the command."""
    read = case_reading.read_case(json.dumps(case).encode())
    council, procedure, ballot = read.parts()
    moment = datetime.fromisoformat(at) if at else read.at or ballot.closed
    assert moment is not None
    return telling.as_data(decision.verdict_at(council, procedure, ballot, moment))


def comparable(data):
    """Moments as instants, shares as fractions, the next round without an order."""
    lost_at = data["quorum"]["lost_at"]
    return data | {
        "at": reference.instant(data["at"]),
        "quorum": data["quorum"] | {"lost_at": lost_at and reference.instant(lost_at)},
        "rule": data["rule"] | {"share": Fraction(data["rule"]["share"])},
        "next_round": sorted(data["next_round"]),
        "refused": [one | {"at": reference.instant(one["at"])} for one in data["refused"]],
    }


def too_many_hands(case, at):
    """What the command refuses before it prints anything."""
    parts = case_reading.read_case(json.dumps(case).encode()).parts()
    shown = sum((case["ballot"].get("hands") or {}).values())
    return shown > decision.most_able(*parts, max(reference.instant(at), parts[2].opened))


def differences(found, expected):
    """Field → (engine, reference) where they differ."""
    found, expected = comparable(found), comparable(expected)
    return {name: (found.get(name), expected.get(name)) for name in found | expected
            if found.get(name) != expected.get(name)}  # fmt: skip


def disagreements(case, expected):
    """Where the engine differs from the reference."""
    if too_many_hands(case, expected["at"]):
        return {}
    return differences(engine(case), expected)
