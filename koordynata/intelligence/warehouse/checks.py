"""Checks that a build passes before it goes live."""

from pathlib import Path

import duckdb

from ..method import limits

# Mart → columns that name each row once.
KEYS = {
    "cell": ("territory", "subject", "year"),
    "outlook": ("territory", "subject", "base", "ahead"),
    "school": ("school", "occupation", "year", "grade"),
    "school_total": ("territory", "subject", "year"),
    "nearest": ("unit", "subject", "year"),
    "territory": ("code",),
    "subject": ("subject",),
    "institution": ("id",),
}
PEOPLE = {"cell": ("pupils", "graduates", "unemployed"), "school": ("pupils", "graduates")}


def find_problems(folder: Path, before: Path | None = None) -> list[str]:
    """What is wrong with a build; `before` is the live one, whose marts must not all at once be empty."""
    con = duckdb.connect()
    try:
        problems = [f"{mart}: the file is missing" for mart in KEYS if not _file(folder, mart).exists()]
        if problems:
            return problems
        return _doubled(con, folder) + _small(con, folder) + (_emptied(con, folder, before) if before else [])
    finally:
        con.close()


def _file(folder: Path, mart: str) -> Path:
    return folder / f"{mart}.parquet"


def _count(con: duckdb.DuckDBPyConnection, query: str, *files: Path) -> int:
    row = con.execute(query, [str(file) for file in files]).fetchone()
    return int(row[0]) if row else 0


def _doubled(con: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    problems = []
    for mart, keys in KEYS.items():
        columns = ", ".join(keys)
        query = f"SELECT count(*) - count(DISTINCT ({columns})) FROM read_parquet(?)"  # noqa: S608 - own names
        if doubled := _count(con, query, _file(folder, mart)):
            problems.append(f"{mart}: {doubled} rows are there twice")
    return problems


def _small(con: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Counts of people between 1 and 9 must never have got here."""
    least, problems = int(limits()["suppression_threshold"]), []
    for mart, columns in PEOPLE.items():
        for column in columns:
            query = f"SELECT count(*) FROM read_parquet(?) WHERE {column} > 0 AND {column} < {least}"  # noqa: S608
            if small := _count(con, query, _file(folder, mart)):
                problems.append(f"{mart}.{column}: {small} counts below {least} are not hidden")
    return problems


def _emptied(con: duckdb.DuckDBPyConnection, folder: Path, before: Path) -> list[str]:
    problems = []
    for mart in ("cell", "territory", "subject"):
        query = "SELECT count(*) FROM read_parquet(?)"
        had = _file(before, mart).exists() and _count(con, query, _file(before, mart))
        if had and not _count(con, query, _file(folder, mart)):
            problems.append(f"{mart}: no rows, where the live build has {had}")
    return problems
