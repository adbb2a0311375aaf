"""The columns of an RSPO export: those of today's 50 and of the 35 or 36 of 2020, found by their headers."""

from django.utils.translation import gettext_lazy as _

from ..tabular import Column, Date, Integer, Layout, Teryt
from ..tabular.kinds import Kind

Words = Kind  # any text: its length is checked against the register's own column, formulas earn a remark
NO_SITE = ("http://", "https://")


def _optional(name: str, header: str, kind: Kind, meaning: object = "", example: str = "", *aliases: str) -> Column:
    missing = NO_SITE if name == "website" else ()
    return Column(name, header, kind, meaning, example, aliases, required=False, filled=False, missing=missing)


_COLUMNS = [
    Column("rspo", "Numer RSPO", Integer(1, 9_999_999), _("number in the register"), "12345", ["RSPO"]),
    Column("type_name", "Typ", Words(), _("type of school or establishment"), "Technikum"),
    Column("name", "Nazwa", Words(), _("name"), "Technikum nr 1"),
    Column("gmina_code", "Kod terytorialny gmina", Teryt((7,)), _("TERYT code of the gmina, 7 digits"), "1607044"),
    _optional("regon", "REGON", Words(), _("REGON number"), "123456785"),
    _optional("nip", "NIP", Words(), _("NIP number"), "1234563218"),
    _optional("locality", "Miejscowość", Words(), _("locality"), "Nysa"),
    _optional("locality_code", "Kod terytorialny miejscowość", Words(), _("SIMC code of the locality"), "0965187"),
    _optional("street", "Ulica", Words(), _("street"), "ul. Szkolna"),
    _optional("street_code", "Kod terytorialny ulica", Words(), _("code of the street"), "21447"),
    _optional("building", "Numer budynku", Words(), _("building"), "5a"),
    _optional("flat", "Numer lokalu", Words(), _("flat")),
    _optional("postcode", "Kod pocztowy", Words(), _("postcode"), "48-300"),
    _optional("post_office", "Poczta", Words(), _("post office"), "Nysa"),
    _optional("phone", "Telefon", Words(), _("telephone")),
    _optional("email", "E-mail", Words(), _("e-mail")),
    _optional("website", "Strona www", Words(), _("website; http:// alone means none")),
    _optional("head_name", "Imię i nazwisko dyrektora", Words(), _("head of the school")),
    _optional("public_status", "Publiczność status", Words(), _("public or non-public"), "publiczna"),
    _optional("pupil_category", "Kategoria uczniów", Words(), _("category of pupils"), "Dzieci lub młodzież"),
    _optional("specifics", "Specyfika placówki", Words(), _("specifics"), "brak specyfiki"),
    _optional("structure", "Miejsce w strukturze", Words(), _("place in the structure"), "samodzielna"),
    _optional("parent_rspo", "RSPO podmiotu nadrzędnego", Integer(1, 9_999_999), _("number of the complex"), "12344"),
    _optional("founded_on", "Data założenia", Date(), _("day of foundation"), "2009-08-31"),
    _optional("started_on", "Data rozpoczęcia działalności", Date(), _("day of the start"), "2009-09-01"),
    _optional("closed_on", "Data likwidacji", Date(), _("day of closing; empty while it works")),
    _optional("body_type", "Typ organu prowadzącego", Words(), _("type of governing body"), "Powiat ziemski"),
    _optional("body_name", "Nazwa organu prowadzącego", Words(), _("governing body"), "POWIAT NYSKI"),
    _optional("body_regon", "REGON organu prowadzącego", Words(), _("REGON of the governing body")),
    _optional("body_nip", "NIP organu prowadzącego", Words(), _("NIP of the governing body")),
    _optional("pupils", "Liczba uczniów", Integer(0, 100_000), _("number of pupils"), "312"),
]

# Kept as they stand in the file, under their headers; nothing computes with them.
DETAILS = (
    "Kod terytorialny województwo", "Kod terytorialny powiat", "Województwo", "Powiat", "Gmina",
    "Rodzaj miejscowości", "Faks", "Województwo organu prowadzącego", "Powiat organu prowadzącego",
    "Gmina organu prowadzącego", "Typ podmiotu nadrzędnego", "Nazwa podmiotu nadrzędnego", "Tereny sportowe",
    "Języki nauczane", "Czy zatrudnia logopedę", "Czy zatrudnia psychologa", "Czy zatrudnia pedagoga",
    "Oddziały podstawowe wg specyfiki", "Oddziały dodatkowe",
)  # fmt: skip

LAYOUT = Layout(
    columns=[*_COLUMNS, *(_optional(header, header, Words(), _("kept as it stands")) for header in DETAILS)],
    key=["rspo"],
)
NUMBERS = Layout(columns=_COLUMNS[:1])  # only who is mentioned
