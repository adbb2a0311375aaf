"""One `placowka` of the RSPO API: where each cell stands in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

COORDINATES = "geolokalizacja"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def text(value: Any) -> str | None:
    """A cell as cleaned text: what is empty, or no plain value, is None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _CONTROLS.sub(" ", str(value)).strip() or None


def named(value: Any) -> str | None:
    """`{"id": …, "nazwa": …}`, or the name itself."""
    return text(value.get("nazwa")) if isinstance(value, dict) else text(value)


def day(value: Any) -> str | None:
    """The day of a date; one in the year 9999 means that there is none."""
    found = text(value)
    if found is None or found.startswith("9999"):
        return None
    return found[:10] if re.match(r"\d{4}-\d{2}-\d{2}T", found) else found


def parent(value: Any) -> str | None:
    """`/api/placowki/20539`, an object with such an `@id`, or the number."""
    if isinstance(value, dict):
        value = value.get("numerRspo") or value.get("@id")
    found = text(value)
    return found.rstrip("/").rpartition("/")[2] if found else None


def gmina(record: dict[str, Any]) -> str | None:
    """Seven digits; the kind of the gmina may stand apart."""
    code, kind = text(record.get("gminaKodTERYT")), text(record.get("gminaRodzajKod"))
    return code + kind if code and kind and len(code) == 6 and len(kind) == 1 else code


def head(record: dict[str, Any]) -> str | None:
    """First name and surname."""
    parts = [text(record.get("dyrektorImie")), text(record.get("dyrektorNazwisko"))]
    return " ".join(part for part in parts if part) or None


def _body(record: dict[str, Any], key: str) -> str | None:
    bodies = record.get("podmiotProwadzacy")
    first = bodies[0] if isinstance(bodies, list) and bodies else bodies
    return named(first.get(key)) if isinstance(first, dict) else None


@dataclass(frozen=True)
class Field:
    """A cell: the key of the API under which it stands, and how it is read from a record."""

    key: str
    read: Callable[[dict[str, Any]], str | None]


def _at(key: str, convert: Callable[[Any], str | None] = text) -> Field:
    return Field(key, lambda record: convert(record.get(key)))


FIELDS = {
    "rspo": _at("numerRspo"),
    "type_name": _at("typ", named),
    "name": _at("nazwa"),
    "gmina_code": Field("gminaKodTERYT", gmina),
    "regon": _at("regon"),
    "nip": _at("nip"),
    "locality": _at("miejscowosc"),
    "locality_code": _at("miejscowoscKodTERYT"),
    "street": _at("ulica"),
    "street_code": _at("ulicaKodTERYT"),
    "building": _at("numerBudynku"),
    "flat": _at("numerLokalu"),
    "postcode": _at("kodPocztowy"),
    "post_office": _at("poczta"),
    "phone": _at("telefon"),
    "email": _at("email"),
    "website": _at("stronaInternetowa", lambda value: None if value in {"http://", "https://"} else text(value)),
    "head_name": Field("dyrektorNazwisko", head),
    "public_status": _at("statusPublicznoPrawny", named),
    "pupil_category": _at("kategoriaUczniow", named),
    "specifics": _at("specyfikaSzkoly", named),
    "structure": _at("zwiazanieOrganizacyjne", named),
    "parent_rspo": _at("podmiotNadrzedny", parent),
    "founded_on": _at("dataZalozenia", day),
    "started_on": _at("dataRozpoczecia", day),
    "closed_on": _at("dataLikwidacji", day),
    "body_type": Field("podmiotProwadzacy", lambda record: _body(record, "typ")),
    "body_name": Field("podmiotProwadzacy", lambda record: _body(record, "nazwa")),
    "body_regon": Field("podmiotProwadzacy", lambda record: _body(record, "regon")),
    "pupils": _at("liczbaUczniow"),
}
_READ = {field.key for field in FIELDS.values()}
_READ |= {"dyrektorImie", "gminaRodzajKod", COORDINATES, "ksztalcenieZawodowe"}
# What else a record of either generation has; it goes to the details.
_FURTHER = {
    "dataZakonczenia", "nazwaSkrocona", "etapyEdukacji", "dataWlaczeniaDoZespolu", "dataWylaczeniaZZespolu",
    "czyPosiadaObwod", "czyPosiadaInternat", "czyDotacjaWPrzyszlymRoku", "opiekaDydaktycznoNaukowaUczelni",
    "ksztalcenieZawodoweProfilowane", "ksztalcenieZawodoweArtystyczne", "ksztalcenieNKJO",
    "ksztalcenieWKolegiachNauczycielskich", "ksztalcenieWkolegiachPracownikowSluzbSpolecznych",
    "podmiotPrzekazujacyDaneDoRSPO", "wojewodztwo", "wojewodztwoKodTERYT", "powiat", "powiatKodTERYT", "gmina",
    "gminaRodzaj", "adresDoKorespondecjiMiejscowosc", "adresDoKorespondecjiUlica",
    "adresDoKorespondecjiNumerBudynku", "adresDoKorespondecjiNumerLokalu", "adresDoKorespondecjiKodPocztowy",
    "placowkiPodrzedne", "liczbaOddzialow", "rodzajSzkolyPlacowki",
}  # fmt: skip


def strange_keys(record: dict[str, Any]) -> list[str]:
    """Keys that no page of the API was seen to have: a sign of damage, or of a new generation."""
    return [key for key in record if key not in _READ and key not in _FURTHER and not key.startswith("@")]


def details(record: dict[str, Any]) -> dict[str, Any]:
    """What else the record says, without the empty and the technical."""
    return {
        key: value
        for key, value in record.items()
        if key not in _READ and not key.startswith("@") and value not in (None, "", [], {})
    }


def point(record: dict[str, Any]) -> tuple[float | None, float | None]:
    """Latitude and longitude, both or none."""
    place = record.get(COORDINATES)
    if not isinstance(place, dict):
        return None, None
    lat, lon = _degrees(place.get("latitude"), 90), _degrees(place.get("longitude"), 180)
    return (lat, lon) if lat is not None and lon is not None else (None, None)


def _degrees(value: Any, limit: float) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if -limit <= number <= limit else None


def occupations(record: dict[str, Any]) -> list[dict[str, str | None]]:
    """`{id: name}`, or `[]` when empty (PHP writes an empty object so); a list of names or objects is read as well."""
    taught = record.get("ksztalcenieZawodowe")
    if isinstance(taught, dict):
        return [{"code": text(key), "name": named(value)} for key, value in taught.items()]
    if isinstance(taught, list):
        return [{"code": text(item.get("id")) if isinstance(item, dict) else None, "name": named(item)}
                for item in taught]  # fmt: skip
    return []
