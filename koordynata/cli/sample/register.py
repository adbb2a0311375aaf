"""The register of schools in today's export of 50 columns."""

from .ground import OWN, read_rows
from .network import EXAMPLE, VOCATIONAL, Establishment
from .numbers import nip_number, regon_number
from .plan import Plan
from .pupils import Pupils
from .tables import Row, excel_text

HEADER = tuple(row["column"] for row in read_rows(OWN / "rspo_columns.csv"))
SHARE_WITH_NEW_MAIL = 0.08
_TYPES = {
    "COMPLEX": "Zespół szkół i placówek oświatowych",
    "CAREER": "Centrum Kształcenia Zawodowego",
    "CLINIC": "Poradnia psychologiczno-pedagogiczna",
}


class Register:
    """Rows of the register for invented institutions. No head, no telephone: there are no such people."""

    def __init__(self, plan: Plan, pupils: Pupils) -> None:
        self.plan, self.pupils = plan, pupils

    def row(self, it: Establishment) -> Row:
        """One institution."""
        return (*self._identity(it), *self._address(it), *self._status(it), *self._body(it), *self._structure(it))

    def newer_row(self, it: Establishment) -> Row:
        """The same institution a little later: some have another address for mail."""
        row = list(self.row(it))
        if self.plan.chance.happens(SHARE_WITH_NEW_MAIL, "new mail", it.rspo):
            row[HEADER.index("E-mail")] = f"sekretariat{it.rspo}@szkola.example.org"
        return tuple(row)

    def _identity(self, it: Establishment) -> Row:
        nip = nip_number(it.rspo) if it.kind not in {*VOCATIONAL, "LO"} else ""
        return it.rspo, excel_text(regon_number(it.rspo)), excel_text(nip), self._type(it), it.name

    def _address(self, it: Establishment) -> Row:
        gmina = self._gmina(it)
        region = self.plan.ground.voivodeships[it.powiat.parent].upper()
        town = it.place.name if it.place.code != it.powiat.code else it.place.seat
        return (
            excel_text(it.powiat.parent), excel_text(it.powiat.code), excel_text(gmina), "", "",
            region, it.powiat.name, town, town, "miasto", it.street, it.building, "", "00-000", town,
            "", "", f"rspo{it.rspo}@szkola.example.org", f"https://rspo{it.rspo}.example.org",
        )  # fmt: skip

    def _gmina(self, it: Establishment) -> str:
        """Seven digits. A city with powiat rights is its own gmina; zeros where the lists know only the powiat."""
        if it.place.code in self.plan.ground.town_kinds:
            return f"{it.place.code}{self.plan.ground.town_kinds[it.place.code]}"
        return f"{it.powiat.code}011" if it.powiat.city else f"{it.powiat.code}000"

    def _status(self, it: Establishment) -> Row:
        adults = it.kind == "POL"
        category = "Bez kategorii" if it.kind in _TYPES else "Dorośli" if adults else "Dzieci lub młodzież"
        public = "niepubliczna" if adults and self.plan.chance.happens(0.4, "public", it.rspo) else "publiczna"
        day = f"{it.founded}-09-01"
        return public, category, "brak specyfiki", "", day, day, ""

    def _body(self, it: Establishment) -> Row:
        region = self.plan.ground.voivodeships[it.powiat.parent].upper()
        kind = "Miasto na prawach powiatu" if it.powiat.city else "Powiat ziemski"
        name = f"Miasto {it.powiat.name}" if it.powiat.city else f"Powiat {it.powiat.name}"
        return kind, f"{name} {EXAMPLE}", "", "", region, it.powiat.name, it.place.seat

    def _structure(self, it: Establishment) -> Row:
        parent = it.complex
        place = "zespół" if it.kind == "COMPLEX" else "szkoła/placówka w zespole" if parent else "samodzielna"
        above = (parent.rspo, self._type(parent), parent.name) if parent else ("", "", "")
        return place, *above, self._pupils(it), "", "", "NIE", "NIE", "TAK" if it.kind != "CLINIC" else "NIE", "", ""

    def _pupils(self, it: Establishment) -> object:
        if it.kind in VOCATIONAL:
            return self.pupils.today(it)
        return self.plan.chance.whole(60, 420, "pupils", it.rspo) if it.kind == "LO" else ""

    def _type(self, it: Establishment) -> str:
        return _TYPES.get(it.kind) or self.plan.ground.school_types[it.kind]
