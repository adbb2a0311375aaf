"""Files that publishers give out, and what was done with them."""

from .imported import Imported
from .run import Confirmation, ImportRun, RowChange, RowProblem, RunPlace
from .snapshot import Snapshot

__all__ = ["Confirmation", "ImportRun", "Imported", "RowChange", "RowProblem", "RunPlace", "Snapshot"]
