"""A generated register in the shape of RSPO: invented schools, 40 columns, any number of rows."""

from pathlib import Path

HEADER = (
    "Numer RSPO;REGON;NIP;Typ;Nazwa;Kod terytorialny gmina;Kod terytorialny miejscowość;Kod terytorialny ulica;"
    "Województwo;Powiat;Gmina;Miejscowość;Rodzaj miejscowości;Ulica;Numer budynku;Numer lokalu;Kod pocztowy;Poczta;"
    "Telefon;E-mail;Strona www;Publiczność status;Kategoria uczniów;Specyfika placówki;Imię i nazwisko dyrektora;"
    "Data założenia;Data rozpoczęcia działalności;Data likwidacji;Typ organu prowadzącego;Nazwa organu prowadzącego;"
    "REGON organu prowadzącego;NIP organu prowadzącego;Miejsce w strukturze;RSPO podmiotu nadrzędnego;"
    "Typ podmiotu nadrzędnego;Nazwa podmiotu nadrzędnego;Liczba uczniów;Tereny sportowe;Języki nauczane;"
    "Czy zatrudnia pedagoga"
)
TYPES = ("Technikum", "Branżowa szkoła I stopnia", "Szkoła policealna", "Liceum ogólnokształcące", "Szkoła podstawowa")
COMPLEX = "Zespół szkół i placówek oświatowych"


def powiats() -> list[str]:
    """380 codes in 16 voivodeships."""
    voivodeships = [f"{number:02}" for number in range(2, 34, 2)]
    return [f"{voivodeships[index % 16]}{index // 16 + 1:02}" for index in range(380)]


def write_register(path: Path, rows: int, *, changed_every: int = 0) -> None:
    """Write the file; with `changed_every`, every so-manieth row has another number of pupils."""
    codes = powiats()
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(HEADER + "\n")
        for number in range(1, rows + 1):
            file.write(_row(number, codes[number % len(codes)], bool(changed_every) and number % changed_every == 1))


def _row(number: int, powiat: str, changed: bool) -> str:
    whole = number % 5 == 0
    kind = COMPLEX if whole else TYPES[number % len(TYPES)]
    parent = "" if whole or number % 5 > 2 else str(100_000 + number - number % 5 + 5)
    pupils = "" if whole else str(40 + number * 7 % 500 + (1 if changed else 0))
    cells = [
        str(100_000 + number), regon(number), nip(number), kind, f"{kind} nr {number} (przykład)", f"{powiat}011",
        f"{number % 999_983:07}", f"{number % 99_991:05}", "PRZYKŁADOWE", f"powiat {powiat}", f"Gmina {number % 2479}",
        f"Miejscowość {number % 5003}", "miasto", f"ul. Szkolna {number % 211}", str(number % 180 + 1), "",
        f"{number % 89 + 10}-{number % 900 + 100}", f"Poczta {number % 997}", f"+48 77 {number % 10_000_000:07}",
        f"szkola{number}@example.org", f"https://szkola{number}.example.org", "publiczna", "Dzieci lub młodzież",
        "brak specyfiki", "", f"{1960 + number % 60}-09-01", f"{1960 + number % 60}-09-01", "", "Powiat ziemski",
        f"POWIAT {powiat}", regon(int(powiat)), nip(int(powiat)), "zespół" if whole else "samodzielna", parent,
        COMPLEX if parent else "", "", pupils, "boisko; sala", "angielski, niemiecki", "Tak",
    ]  # fmt: skip
    return ";".join(f'"{cell}"' if ";" in cell else cell for cell in cells) + "\n"


def regon(number: int) -> str:
    """Nine digits with a right check digit."""
    body = f"{number % 10**8:08}"
    total = sum(weight * int(digit) for weight, digit in zip((8, 9, 2, 3, 4, 5, 6, 7), body, strict=True))
    return body + str(total % 11 % 10)


def nip(number: int) -> str:
    """Ten digits with a right check digit."""
    for extra in range(10):
        body = f"{number * 10 + extra + 10**8:09}"
        check = sum(weight * int(digit) for weight, digit in zip((6, 5, 7, 2, 3, 4, 5, 6, 7), body, strict=True)) % 11
        if check < 10:
            return body + str(check)
    return ""
