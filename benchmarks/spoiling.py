"""Ways in which files are spoiled on their way from a register to us."""

import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.register import write_register

NASTY = (
    b'"', b";", b"\t", b"\n", b"\r", b"\0", b"\x1a", b"=1+1", b'="', b"\xff\xfe", b"\xef\xbb\xbf", b"2021-02-30",
    "Ĺ‚".encode(), "\u202e".encode(), b"9" * 40, b"-5", b"1e309", b"'", b"\\N", b"NULL", b"[", b"}", b":", b",",
)  # fmt: skip


def good_csv() -> bytes:
    """Some forty schools as an export."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        write_register(path, 40)
        return path.read_bytes()


def good_json() -> bytes:
    """Some schools as a page of the API."""
    records = [
        {"numerRspo": 1000 + number, "nazwa": f"Szkoła nr {number}", "typ": {"id": "1", "nazwa": "Technikum"},
         "gminaKodTERYT": "1607044", "liczbaUczniow": number * 7, "miejscowosc": "Nysa", "regon": "123456785",
         "dataZalozenia": "2001-09-01", "podmiotNadrzedny": None,
         "ksztalcenieZawodowe": {"311928": "technik transportu kolejowego"},
         "ulica": f"ul. Szkolna {number}", "kodPocztowy": "48-300",
         "geolokalizacja": {"latitude": 50.1, "longitude": 17.2}}
        for number in range(1, 30)
    ]  # fmt: skip
    return json.dumps(records, ensure_ascii=False).encode()


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data) + 1)]


def behead(data: bytes, chance: random.Random) -> bytes:
    """The beginning is missing."""
    return data[chance.randrange(min(len(data), 400) + 1) :]


def lose(data: bytes, chance: random.Random) -> bytes:
    """Some bytes in the middle are missing."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 60) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """A piece stands there twice."""
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(1, 300)]
    return data[:start] + piece + data[start:]


def insert(data: bytes, chance: random.Random) -> bytes:
    """Something strange slipped in."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(NASTY) + data[start:]


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    spoiled = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def swap_lines(data: bytes, chance: random.Random) -> bytes:
    """Two lines changed places, maybe the header."""
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def other_delimiter(data: bytes, chance: random.Random) -> bytes:
    """Another delimiter, in part or everywhere."""
    return data.replace(b";", chance.choice((b",", b"\t", b"|")), chance.choice((-1, 1, 50)))


def recode(data: bytes, chance: random.Random) -> bytes:
    """Another encoding, or the right one misread."""
    text = data.decode("utf-8", "replace")
    into = chance.choice(("cp1250", "iso8859-2", "utf-16", "cp852", "mojibake"))
    return (
        text.encode("utf-8").decode("cp1250", "replace").encode()
        if into == "mojibake"
        else text.encode(into, "replace")
    )


def drop_column(data: bytes, chance: random.Random) -> bytes:
    """A column is missing in every line but the header, or in all."""
    lines = [line.split(b";") for line in data.split(b"\n")]
    place = chance.randrange(max(len(lines[0]), 1))
    start = chance.randrange(2)
    return b"\n".join(
        b";".join(line[:place] + line[place + 1 :] if n >= start else line) for n, line in enumerate(lines)
    )


SPOILERS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut, behead, lose, repeat, insert, flip, swap_lines, other_delimiter, recode, drop_column,
)  # fmt: skip
