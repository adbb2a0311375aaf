"""What is wrong and how to put it right: one sentence pair for each problem code.

`{name}` is filled from the problem's params; line, column and value are shown beside the message.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

MESSAGES: dict[str, str] = {
    # the file as a whole
    "file_empty": _("The file is empty. Export it again and upload it."),
    "file_without_rows": _("The file has a header and no rows. Check the filter of the export."),
    "file_too_large": _("The file is larger than {limit} MB. Split it or ask the administrator to raise the limit."),
    "disk_full": _("There is no room left on the disk, so the file was not kept. Tell the administrator."),
    "file_is_spreadsheet": _(
        "This is an archive, a protected workbook or a spreadsheet of another kind. Save it as XLSX or as CSV UTF-8 "
        "and upload it."
    ),
    "file_workbook_broken": _("The workbook is damaged or not a plain XLSX file. Save it anew as XLSX and upload it."),
    "file_workbook_large": _("The workbook unpacks to more than {limit} MB. Split it, or save it as CSV UTF-8."),
    "file_workbook_wide": _("The sheet has more than {limit} columns. Leave only those of the template."),
    "file_workbook_long": _("The sheet goes on to its last row, {limit}. Delete the rows below the table."),
    "file_two_sheets": _("Several sheets hold these columns: {sheets}. Leave one of them in the file."),
    "file_merged_cells": _(
        "Cells are merged here, and only the first of them holds a value. Split them and fill in each one."
    ),
    "file_formula_uncomputed": _(
        "A formula stands here without its result. Open the file in a spreadsheet and save it, or paste values."
    ),
    "file_cell_error": _("The cell holds an error instead of a value. Correct its formula or write the value."),
    "file_is_document": _("This is a document or a web page, not a table. Download the data as CSV."),
    "file_utf16": _("The file is saved as UTF-16. Save it as CSV UTF-8 and upload it again."),
    "file_nul": _("The file holds binary characters, so it is damaged or not a text file. Download it again."),
    "file_encoding": _("The letters of the file cannot be read. Save it in UTF-8 or Windows-1250 and upload it again."),
    "file_mojibake": _(
        "Polish letters in the file are garbled: it was saved in a wrong encoding before. Download it again as UTF-8."
    ),
    "file_letters_lost": _(
        "Polish letters were replaced by question marks when the file was saved. Download it again as UTF-8."
    ),
    "json_key_twice": _("A record has the key “{key}” twice, so the file is damaged. Download it again."),
    "file_truncated": _("The last line breaks off, so the end of the file is missing. Download the file again."),
    "columns_missing": _("Columns are missing: {columns}. Add them to the header, or choose another source."),
    "column_unknown": _("This column is not known, so it was not read. Check the spelling of the header."),
    "column_twice": _("The column stands in the header more than once. Leave one of the two."),
    "json_broken": _("The file is not valid JSON. Download it again."),
    "json_too_deep": _("The file is nested too deeply to be a data file. Download it again."),
    "json_shape": _(
        "The file is JSON of another shape: “{expected}” is missing. Check that the right source is chosen."
    ),
    "file_unreadable": _("The file could not be read. Tell the administrator which file it was; nothing was changed."),
    "file_shrank": _(
        "The file has {now} records; the previous one had {before}. Nothing was changed. "
        "Check that the file is complete."
    ),
    "file_shrank_schools": _(
        "The file has {now} schools and establishments; the previous one had {before}. Nothing was changed. "
        "Check that the file is complete."
    ),
    "file_lacks": _(
        "{gone} of the {before} records known so far are missing from the file, which has {now}. Nothing was changed. "
        "Check that it is the right file."
    ),
    "file_lacks_schools": _(
        "{gone} of the {before} schools and establishments known so far are missing from the file, which has {now}. "
        "Nothing was changed. Check that it is the right file."
    ),
    "file_shrank_in": _(
        "In the territory {territory} {gone} of {before} known records are missing from the file. Nothing was changed. "
        "Check that the file is complete."
    ),
    "column_mostly_changed": _(
        "This column would change in {changed} of {rows} known records. Perhaps two columns changed places: "
        "look at the preview before you confirm."
    ),
    "removal_postponed": _(
        "Rows were rejected, so nothing is marked as removed this time. Correct them and load the file again."
    ),
    "column_mostly_bad": _(
        "{bad} of {rows} cells in this column are wrong. Perhaps columns are swapped or the wrong source is chosen: "
        "check the header and upload the file again."
    ),
    "outside_scope": _(
        "The file speaks for territories outside your scope: {territories}. Leave their rows out, or ask the office "
        "of that voivodeship to load the file."
    ),
    # what is done with a run
    "not_allowed": _("This account may not load this file. Ask the administrator for the role it needs."),
    "run_state": _("This cannot be done any more: somebody has already dealt with the file. Reload the page."),
    "run_stopped": _("The import was cancelled while it was under way. Nothing of it was kept."),
    "plan_changed": _(
        "The register changed after the preview, so nothing was written. Look at the new preview and confirm it."
    ),
    "undo_later_run": _("This import cannot be undone: import {run} changed “{label}” later. Undo that import first."),
    "undo_edited": _("This import cannot be undone: “{label}” was edited after it. Correct the record by hand."),
    "undo_referred": _(
        "This import cannot be undone: “{label}” ({kind}) refers to a record that would be deleted. Remove it first."
    ),
    # a row
    "row_cells": _(
        "The row has {found} cells and the header {expected}. Check the separators and quotes in this line."
    ),
    "row_open_quote": _("A quotation mark is opened and not closed. Close it or remove it."),
    "row_control_character": _("The line holds an invisible control character. Remove it."),
    "row_duplicate": _("The key {key} was already used in line {first}; that line was taken. Leave one of the two."),
    "row_repeated": _("The line repeats line {first} word for word. It was left out."),
    "record_broken": _("This entry of the file is not a record. Download the page again."),
    "record_keys_missing": _(
        "This record lacks {keys}, which nearly all others have; these cells count as empty. Check the page."
    ),
    "type_unknown": _("This type is not on the list of types; the row counts as an establishment. Check the spelling."),
    "parent_unknown": _(
        "The complex with this number is neither in the file nor in the register. The number is kept; "
        "load the file with the complex to join them."
    ),
    "number_kept_elsewhere": _(
        "This number is noted as a further number of another institution, so the row was left out. "
        "Remove the number there if that is wrong."
    ),
    "occupation_not_taken": _(
        "This occupation is not on the list of occupations, so it was left out of what the school teaches."
    ),
    "regon_wrong": _("The REGON number does not fit its check digit. It was kept; check for swapped digits."),
    "nip_wrong": _("The NIP number does not fit its check digit. It was kept; check for swapped digits."),
    "cell_formula_kept": _(
        "The text begins like a spreadsheet formula. It was kept as text; remove the leading sign if it is not meant."
    ),
    # a cell
    "cell_empty": _("The cell is empty. Fill it in."),
    "cell_too_long": _("The text is longer than {limit} characters. Shorten it."),
    "cell_formula": _("The text begins like a spreadsheet formula. Remove the formula or the leading sign."),
    "cell_not_integer": _("This is not a whole number. Write digits only."),
    "cell_not_decimal": _("This is not a number. Write it as 1234,5."),
    "cell_below": _("The number is smaller than {limit}. Check it."),
    "cell_above": _("The number is larger than {limit}. Check it."),
    "cell_out_of_range": _("The number does not fit between {low} and {high}. Check it."),
    "cell_not_date": _("There is no such date. Write it as 2026-09-01 or 01.09.2026."),
    "cell_not_choice": _("This value is not on the list. Use one of: {choices}."),
    "cell_not_teryt": _(
        "This is not a TERYT code. Digits or words allowed: {lengths}. Check that leading zeros were not lost."
    ),
    "cell_not_school_year": _("This is not a school year. Write it as 2026/2027."),
    "cell_not_percent": _("This is not a percentage. Write a number from 0 to 100."),
    "cell_percent_as_fraction": _(
        "A percentage is expected and this looks like a fraction. Write 87,5 instead of 0,875."
    ),
    # rows of single sources
    "barometr_no_subject": _("Neither a group of occupations nor an occupation is given. Fill in one of them."),
    "barometr_two_subjects": _("A group and an occupation are given together. Leave one of them."),
    "occupation_not_said": _("Neither the code nor the name of the occupation is given. Fill in one of them."),
    "part_above_graduates": _("The number is larger than that of all graduates. Check both."),
    "terc_two_editions": _("The file mixes editions of {days}. Use a file with one day in STAN_NA."),
    "terc_parts": _("Rows of towns, rural parts and districts inside gminas, which are not kept separately: {count}."),
    "gus_regions": _("Values of regions, subregions and parts of gminas, left out as TERYT has none of them: {count}."),
    "gus_pages_missing": _("The file has {found} of {expected} units. Add the other pages of the answer."),
    "boundary_no_code": _("The feature has no TERYT code. Name it teryt, kod or JPT_KOD_JE among its properties."),
    "boundary_geometry": _("The geometry is no polygon in degrees (WGS 84). Export the file in EPSG:4326."),
    "terc_older": _("The edition of {day} is older than our list of {newest}: names are kept as they are."),
    # what only the house knows
    "territory_unknown": _("No territory has this code. Check it in TERYT, or load a newer list of territories."),
    "occupation_unknown": _("No occupation has this code. Check it in the classification, or load a newer list."),
    "occupation_artistic": _(
        "This is an occupation of art schools. They have a classification of their own, which the house does not hold: "
        "leave the row out."
    ),
    "occupation_without_code": _(
        "This occupation is known to us by its name only: its code was not yet seen. Give the 6-digit code and load a "
        "list of occupations that holds it."
    ),
    "occupation_name_unknown": _("No occupation is called so. Check the spelling, or give the 6-digit code."),
    "occupation_name_ambiguous": _("Several occupations are called so. Give the 6-digit code."),
    "group_unknown": _("No barometer group has this name or code. Check the list of groups."),
    "school_unknown": _("No school has this RSPO number. Load the school register first, or correct the number."),
    "area_unknown": _("No functional area has this code. Load the list of functional areas first."),
    "branch_unknown": _("No branch has this code. Load the list of branches first, or correct the code."),
    "school_type_unknown": _("No school type has this code. Load the list of school types first, or correct the code."),
    "qualification_unknown": _("No qualification has this code. Load the list of qualifications first."),
    "level_unknown": _("This level of demand is not on the list of levels. Check the wording of the notice."),
    "cell_pattern": _("The value has another form than {example}. Correct it."),
}


def message(code: str, params: dict[str, Any]) -> str:
    """The text of a problem in the reader's language; an unknown code shows itself."""
    return gettext(MESSAGES.get(code, code)).format(**params)
