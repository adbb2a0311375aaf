"""The columns of each list."""

from django.utils.translation import gettext_lazy as _

from ..tabular import Choice, Column, Date, Decimal, Integer, Layout, OccupationCode, Pattern, Teryt, Text

YES_NO = Choice({"0": 0, "1": 1})
STATUS = Choice({word: word for word in ("certain", "uncertain", "draft")})
SCHOOL_TYPE = Pattern("[A-Z0-9]{2,4}", "TEC")
BRANCH = Pattern("[A-Z]{3}", "TKO")
QUALIFICATION = Pattern(r"[A-Z]{3}\.[0-9]{2}", "TKO.07")
AREA = Pattern("[A-Z0-9-]{3,20}", "ITI-KRK")


def _optional(name: str, kind: object, meaning: object, example: str = "") -> Column:
    return Column(name, name, kind, meaning, example, required=False, filled=False)  # type: ignore[arg-type]


STATUS_COLUMN = _optional("status", STATUS, _("how sure the row is: certain, uncertain or draft"), "certain")
SOURCE_COLUMN = _optional("source", Text(200), _("where the row comes from"), "Dz.U. 2019 poz. 316")
NAMES = [
    Column("name_pl", "name_pl", Text(200), _("name in Polish"), "technik transportu kolejowego"),
    _optional("name_en", Text(200), _("name in English"), "railway transport technician"),
]

TERRITORIES = Layout(
    columns=[
        Column("code", "code", Teryt((2, 4, 6), words=["PL"]), _("TERYT code; PL is the country"), "1607"),
        Column("kind", "kind", Choice({word: word for word in ("country", "voivodeship", "powiat", "gmina")}),
               _("country, voivodeship, powiat or gmina"), "powiat"),
        Column("name", "name", Text(120), _("name"), "nyski"),
        _optional("parent", Teryt((2, 4), words=["PL"]), _("code of the territory above"), "16"),
        _optional("seat", Text(80), _("town where the authorities sit"), "Nysa"),
        _optional("lat", Decimal(48, 56), _("latitude of the seat, degrees"), "50.474"),
        _optional("lon", Decimal(13, 25), _("longitude of the seat, degrees"), "17.334"),
        _optional("nuts3", Pattern("PL[0-9A-Z]{3}", "PL523"), _("NUTS 3 region"), "PL523"),
        _optional("city_rights", YES_NO, _("1 for a city with powiat rights"), "0"),
    ],
    key=["code"],
)  # fmt: skip

FUNCTIONAL_AREAS = Layout(
    columns=[
        Column("code", "code", AREA, _("code of the area, given by the operator"), "ITI-KRK"),
        Column("name", "name", Text(120), _("name"), "Metropolia Krakowska"),
        Column("voivodeship", "voivodeship", Teryt((2,)), _("voivodeship in which it lies"), "12"),
        STATUS_COLUMN,
        SOURCE_COLUMN,
    ],
    key=["code"],
)

FUNCTIONAL_AREA_MEMBERS = Layout(
    columns=[
        Column("area", "area", AREA, _("code of the area"), "ITI-KRK"),
        Column("member", "member", Teryt((4, 6)), _("powiat (4 digits) or gmina (6 digits)"), "1261"),
        STATUS_COLUMN,
        SOURCE_COLUMN,
    ],
    key=["area", "member"],
)

SCHOOL_TYPES = Layout(
    columns=[
        Column("code", "code", SCHOOL_TYPE, _("code"), "TEC"),
        *NAMES,
        Column("abbreviation", "abbr", Text(20), _("abbreviation"), "T"),
        Column("years", "years", Decimal(1, 9), _("years of learning"), "5"),
        Column("rspo_name", "rspo_name", Text(120), _("value of “Typ” in RSPO"), "Technikum"),
    ],
    key=["code"],
)

BRANCHES = Layout(
    columns=[
        Column("code", "code", BRANCH, _("code of the branch"), "TKO"),
        *NAMES,
        _optional("valid_from", Date(), _("valid from"), "2019-09-01"),
        _optional("valid_to", Date(), _("valid to")),
    ],
    key=["code"],
)

OCCUPATIONS = Layout(
    columns=[
        Column("code", "code", OccupationCode(), _("6-digit code"), "311928", dictionary=""),  # it is the list itself
        *NAMES,
        Column("branch", "branch", BRANCH, _("code of the branch"), "TKO", dictionary="branch"),
        _optional("school_types", Text(40), _("codes of school types, blanks between; empty: not known"), "TEC POL"),
        _optional("prk_level", Integer(1, 8), _("level of the Polish Qualifications Framework"), "4"),
        _optional("opened", Integer(1900, 2100), _("first year of admission"), "2019"),
        _optional("closed", Integer(1900, 2100), _("last year of admission")),
        _optional("replaced_by", Pattern("[0-9]{6}( [0-9]{6})*", "311928"), _("codes of the occupations after it")),
        STATUS_COLUMN,
        SOURCE_COLUMN,
    ],
    key=["code"],
)

OCCUPATION_SCHOOL_TYPES = Layout(
    columns=[
        Column("occupation", "occupation", OccupationCode(), _("6-digit code"), "311928"),
        Column(
            "school_type", "school_type", SCHOOL_TYPE, _("code of the school type"), "TEC", dictionary="school_type"
        ),
        _optional("years", Decimal(0.5, 9), _("years of learning"), "5"),
        _optional("opened", Integer(1900, 2100), _("first year of admission")),
        _optional("closed", Integer(1900, 2100), _("last year of admission")),
        _optional("for_group", Text(40), _("only for pupils with this special need")),
        STATUS_COLUMN,
    ],
    key=["occupation", "school_type"],
)

QUALIFICATIONS = Layout(
    columns=[
        Column("code", "code", QUALIFICATION, _("code of the qualification"), "TKO.07"),
        Column("name_pl", "name_pl", Text(300), _("name in Polish"), "Organizacja i prowadzenie ruchu pociągów"),
        _optional("name_en", Text(300), _("name in English")),
        STATUS_COLUMN,
        SOURCE_COLUMN,
    ],
    key=["code"],
)

OCCUPATION_QUALIFICATIONS = Layout(
    columns=[
        Column("occupation", "occupation", OccupationCode(), _("6-digit code"), "311928"),
        Column(
            "qualification",
            "qualification",
            QUALIFICATION,
            _("code of the qualification"),
            "TKO.07",
            dictionary="qualification",
        ),
        STATUS_COLUMN,
    ],
    key=["occupation", "qualification"],
)

BAROMETER_GROUPS = Layout(
    columns=[
        Column("code", "code", Text(60), _("code of the group"), "BG-SPAWACZE"),
        *NAMES,
        STATUS_COLUMN,
        SOURCE_COLUMN,
    ],
    key=["code"],
)

SCHEME = Choice({word: word for word in ("KZSB", "KZIS", "ISCO08", "ESCO", "BAROMETER")})
CROSSWALKS = Layout(
    columns=[
        Column("from_scheme", "from_scheme", SCHEME, _("classification from which the step leads"), "KZSB"),
        Column("from_code", "from_code", Text(60), _("code there"), "311928"),
        Column("to_scheme", "to_scheme", SCHEME, _("classification to which it leads"), "ISCO08"),
        Column("to_code", "to_code", Text(120), _("code there"), "3119"),
        Column("version", "version", Text(40), _("edition of the table"), "2023"),
        Column("quality", "quality", Text(12), _("exact or suggested"), "exact"),
        SOURCE_COLUMN,
    ],
    key=["from_scheme", "from_code", "to_scheme", "to_code", "version"],
)
