"""The columns of the export of runs, and of what is wrong with a file."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.tables import Column, Kind
from koordynata.sources.messages import message
from koordynata.sources.models import ImportRun, RowProblem

from .loading import title_of

RUN_COLUMNS: list[Column[ImportRun]] = [
    Column(_("Number"), Kind.TEXT, _("Number of the run"), lambda run: str(run.pk)),
    Column(_("Source"), Kind.TEXT, _("Kind of file"), title_of),
    Column(_("File"), Kind.TEXT, _("Name of the file"), lambda run: run.snapshot.file_name),
    Column(_("As of"), Kind.DATE, _("The day as of which the file speaks"), lambda run: run.snapshot.vintage),
    Column(_("State"), Kind.TEXT, _("Where the run stands"), lambda run: run.get_state_display()),
    Column(_("Started"), Kind.TEXT, _("When the file came"),
           lambda run: localtime(run.started_at).isoformat(" ", "minutes")),
    Column(_("Who"), Kind.TEXT, _("Who brought the file"), lambda run: run.started_by_label),
    Column(_("Rows"), Kind.INTEGER, _("Rows of the file"), lambda run: run.rows),
    Column(_("Added"), Kind.INTEGER, _("Records added"), lambda run: run.created),
    Column(_("Changed"), Kind.INTEGER, _("Records changed"), lambda run: run.changed),
    Column(_("Unchanged"), Kind.INTEGER, _("Records left as they were"), lambda run: run.unchanged),
    Column(_("Removed"), Kind.INTEGER, _("Records no longer in the file"), lambda run: run.removed),
    Column(_("Rejected"), Kind.INTEGER, _("Rows left out"), lambda run: run.rejected),
    Column("SHA-256", Kind.TEXT, _("Fingerprint of the file"), lambda run: run.snapshot.sha256),
]  # fmt: skip

PROBLEM_COLUMNS: list[Column[RowProblem]] = [
    Column(_("Line"), Kind.INTEGER, _("Line of the file; 1 is the header"), lambda row: row.line),
    Column(_("Column"), Kind.TEXT, _("Column of the file"), lambda row: row.column),
    Column(_("Value"), Kind.TEXT, _("What stands there"), lambda row: row.value),
    Column(
        _("Severity"), Kind.TEXT, _("Whether the file or the row is left out"), lambda row: row.get_severity_display()
    ),
    Column(
        _("What is wrong and how to fix it"), Kind.TEXT, _("The message"), lambda row: message(row.code, row.params)
    ),
]
