"""A file in one go, for the command line and the sample."""

import datetime as dt
from pathlib import Path

from koordynata.foundation.audit import Actor

from ..enums import RunState
from ..models import ImportRun
from ..work import Progress, no_progress
from .applying import apply_run
from .checking import check_run
from .confirming import confirm_run
from .receiving import receive_file


def import_file(
    source: str,
    path: Path,
    *,
    by: Actor,
    vintage: dt.date | None = None,
    is_sample: bool = False,
    allow_shrink: bool = False,
    progress: Progress = no_progress,
) -> ImportRun:
    """Receive, check, confirm and apply. A refused file comes back as a run that is REFUSED.

    Raises UploadRefused, NotAllowed, FileShrank; nothing was written then.
    """
    run = receive_file(source=source, content=path, file_name=path.name, by=by, vintage=vintage, is_sample=is_sample)
    checked = check_run(run=run, by=by, progress=lambda percent: progress(percent // 2))
    if checked.run.state != RunState.READY:
        return checked.run
    confirm_run(run=run, by=by, allow_shrink=allow_shrink)
    return apply_run(run_id=run.pk, checked=checked, progress=lambda percent: progress(50 + percent // 2))
