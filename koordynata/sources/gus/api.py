"""Pages of the API, one or several in a JSON list: `/data/by-variable/{id}` or `/data/by-unit/{id}`."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from ..json_text import load_json
from ..reading import LINE, Problem, Reading
from ..refusal import FileRefused
from .units import to_teryt

SCHEMA = {LINE: pl.Int64, "variable": pl.String, "code": pl.String, "year": pl.Int64, "value": pl.Float64}
KEY = ["variable", "code", "year"]


def read_pages(data: bytes) -> Reading:
    """All values of all pages; `_line` counts the values. Raises FileRefused when pages are missing."""
    value = load_json(data)
    pages = value if isinstance(value, list) else [value]
    if not pages or not all(isinstance(page, dict) and isinstance(page.get("results"), list) for page in pages):
        raise FileRefused("json_shape", expected="results")
    _refuse_missing_pages(pages)
    rows: list[tuple[Any, ...]] = []
    problems: list[Problem] = []
    for line, (place, *cells) in enumerate(_values(pages), start=1):
        checked = _checked(line, place, cells)
        problems.append(checked) if isinstance(checked, Problem) else rows.append(checked)
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row").unique(KEY, keep="first", maintain_order=True)
    frame = frame.with_columns(territory=to_teryt(pl.col("code")), period=pl.lit(""), unit=pl.lit(""))
    return Reading(frame, problems, total=frame.height + len(problems))


def _refuse_missing_pages(pages: list[dict[str, Any]]) -> None:
    """Half a variable would look like values taken back."""
    for variable in {page.get("variableId") for page in pages}:
        own = [page for page in pages if page.get("variableId") == variable]
        expected = max(page.get("totalRecords", 0) for page in own)
        units = {str(result.get("id")) for page in own for result in page["results"] if isinstance(result, dict)}
        if isinstance(expected, int) and len(units) < expected:
            raise FileRefused("gus_pages_missing", found=len(units), expected=expected)


def _values(pages: list[dict[str, Any]]) -> Iterator[tuple[str, Any, Any, Any, Any]]:
    """Place, variable, unit, year and value of each number."""
    for page_number, page in enumerate(pages, start=1):
        unit, variable = page.get("unitId"), page.get("variableId")
        if unit is None and variable is None:
            raise FileRefused("json_shape", expected="variableId")
        for number, result in enumerate(page["results"]):
            place = f"[{page_number}].results[{number}]"
            result = result if isinstance(result, dict) else {}
            own = result.get("id")
            for value in result.get("values") or [{}]:
                value = value if isinstance(value, dict) else {}
                yield place, own if variable is None else variable, unit or own, value.get("year"), value.get("val")


def _checked(line: int, place: str, cells: list[Any]) -> tuple[Any, ...] | Problem:
    variable, unit, year, value = cells
    if not str(unit).isdecimal() or len(str(unit)) != 12:
        return Problem("cell_pattern", line, f"{place}.id", str(unit)[:200], {"example": "011600000000"})
    if not str(year).isdecimal() or not 1990 <= int(year) <= 2100:
        return Problem("cell_not_integer", line, f"{place}.values.year", str(year)[:200])
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return Problem("cell_not_decimal", line, f"{place}.values.val", str(value)[:200])
    return line, str(variable), str(unit), int(year), None if value is None else float(value)
