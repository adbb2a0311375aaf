"""RSPO files written by tests, in the shapes in which they come."""

from collections.abc import Iterable
from typing import Any

TODAY = [
    "Numer RSPO",
    "REGON",
    "NIP",
    "Typ",
    "Nazwa",
    "Kod terytorialny województwo",
    "Kod terytorialny powiat",
    "Kod terytorialny gmina",
    "Kod terytorialny miejscowość",
    "Kod terytorialny ulica",
    "Województwo",
    "Powiat",
    "Gmina",
    "Miejscowość",
    "Rodzaj miejscowości",
    "Ulica",
    "Numer budynku",
    "Numer lokalu",
    "Kod pocztowy",
    "Poczta",
    "Telefon",
    "Faks",
    "E-mail",
    "Strona www",
    "Publiczność status",
    "Kategoria uczniów",
    "Specyfika placówki",
    "Imię i nazwisko dyrektora",
    "Data założenia",
    "Data rozpoczęcia działalności",
    "Data likwidacji",
    "Typ organu prowadzącego",
    "Nazwa organu prowadzącego",
    "REGON organu prowadzącego",
    "NIP organu prowadzącego",
    "Województwo organu prowadzącego",
    "Powiat organu prowadzącego",
    "Gmina organu prowadzącego",
    "Miejsce w strukturze",
    "RSPO podmiotu nadrzędnego",
    "Typ podmiotu nadrzędnego",
    "Nazwa podmiotu nadrzędnego",
    "Liczba uczniów",
    "Tereny sportowe",
    "Języki nauczane",
    "Czy zatrudnia logopedę",
    "Czy zatrudnia psychologa",
    "Czy zatrudnia pedagoga",
    "Oddziały podstawowe wg specyfiki",
    "Oddziały dodatkowe",
]
OF_2020 = [
    "Numer RSPO",
    "Typ",
    "Nazwa",
    "Ulica",
    "Numer budynku",
    "Numer lokalu",
    "Kod pocztowy",
    "Miejscowość",
    "Kod terytorialny ulica",
    "Kod terytorialny miejscowosc",
    "Kod terytorialny gmina",
    "Telefon",
    "Faks",
    "E-mail",
    "Strona www",
    "Województwo",
    "Powiat",
    "Gmina",
    "REGON",
    "NIP",
    "Publiczność status",
    "Kategoria uczniów",
    "Specyfika placówki",
    "Imię i nazwisko dyrektora",
    "Nazwa organu prowadzącego",
    "Typ organu prowadzącego",
    "Województwo organu prowadzącego",
    "Powiat organu prowadzącego",
    "Gmina organu prowadzącego",
    "Data założenia",
    "Data likwidacji",
    "Miejsce w strukturze",
    "Typ podmiotu nadrzędnego",
    "RSPO podmiotu nadrzędnego",
    "Nazwa podmiotu nadrzędnego",
    "Liczba uczniów",
]

SCHOOL = {
    "Numer RSPO": "12345", "REGON": "123456785", "NIP": "1234563218", "Typ": "Technikum",
    "Nazwa": "Technikum nr 1 w Nysie", "Kod terytorialny gmina": '="1607044"', "Miejscowość": "Nysa",
    "Kod terytorialny miejscowość": "0965187", "Kod terytorialny miejscowosc": "0965187", "Numer budynku": "5a ",
    "Kod pocztowy": "48-300 ", "Strona www": "http://", "Publiczność status": "publiczna", "Faks": "77 000 00 00",
    "Data założenia": "2009-08-31", "RSPO podmiotu nadrzędnego": "12344", "Liczba uczniów": "312",
}  # fmt: skip
COMPLEX = {
    "Numer RSPO": "12344", "Typ": "Zespół szkół i placówek oświatowych", "Nazwa": 'Zespół Szkół "Nysa"',
    "Kod terytorialny gmina": "1607044",
}  # fmt: skip


def csv_of(rows: Iterable[dict[str, str]], header: list[str] = TODAY, *, delimiter: str = ";") -> str:
    """The text of a file with these rows."""
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return "".join(delimiter.join(_cell(cell, delimiter) for cell in line) + "\n" for line in lines)


def _cell(cell: str, delimiter: str) -> str:
    plain = not any(sign in cell for sign in ('"', delimiter, "\n")) or cell.startswith('="')
    return cell if plain else '"' + cell.replace('"', '""') + '"'


RECORD: dict[str, Any] = {
    "@id": "/api/placowki/12345", "@type": "Placowka", "numerRspo": 12345, "nazwa": "Technikum nr 1 w Nysie",
    "typ": {"id": "00016", "nazwa": "Technikum"}, "regon": "123456785", "nip": "1234563218", "liczbaUczniow": 312,
    "gminaKodTERYT": "1607044", "miejscowosc": "Nysa", "dyrektorImie": "Anna", "dyrektorNazwisko": "Przykładowa",
    "statusPublicznoPrawny": {"id": 1, "nazwa": "publiczna"}, "dataZalozenia": "2009-08-31",
    "dataLikwidacji": "9999-12-31", "podmiotNadrzedny": "/api/placowki/12344", "czyPosiadaInternat": True,
    "podmiotProwadzacy": [{"nazwa": "POWIAT NYSKI", "typ": "Powiat ziemski", "regon": "531412585"}],
    "geolokalizacja": {"latitude": 50.47, "longitude": 17.33},
    "ksztalcenieZawodowe": {"311928": "Technik transportu kolejowego", "17": "technik automatyk sterowania  ruchem kolejowym"},
}  # fmt: skip
COMPLEX_RECORD: dict[str, Any] = {
    "numerRspo": "12344", "nazwa": "Zespół Szkół", "typ": {"id": "1", "nazwa": "Zespół szkół i placówek oświatowych"},
    "gminaKodTERYT": "160704", "gminaRodzajKod": "4", "ksztalcenieZawodowe": [], "podmiotNadrzedny": None,
}  # fmt: skip
