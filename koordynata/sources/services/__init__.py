"""What can be done with a file on its way into the house. Every verb says who does it, and leaves an audit event."""

from .applying import apply_run
from .cancelling import cancel_run
from .checking import Checked, check_run
from .confirming import confirm_run
from .importing import import_file
from .receiving import receive_file
from .recovering import recover_stuck_runs
from .undoing import undo_run

__all__ = [
    "Checked",
    "apply_run",
    "cancel_run",
    "check_run",
    "confirm_run",
    "import_file",
    "receive_file",
    "recover_stuck_runs",
    "undo_run",
]
