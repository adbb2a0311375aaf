"""Why an import did not go on."""

from collections.abc import Sequence

from .enums import Severity
from .reading import Problem


class ImportStopped(Exception):
    """An import stopped before anything was written; `problems` say why, for people."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems: Sequence[Problem] = problems


class UploadRefused(ImportStopped):
    """The file is not even taken in: too big, empty, not a text file."""


class NotAllowed(ImportStopped):
    """The person's scope does not cover what the file speaks for."""


class FileShrank(ImportStopped):
    """Suspiciously many records are missing from the file, and nobody said that this is meant."""


class PlanChanged(ImportStopped):
    """The register changed since the preview: what would be done is no longer what was shown."""


class UndoRefused(ImportStopped):
    """Somebody built on what the run did."""


class WrongState(ImportStopped):
    """The run is not in a state in which this can be done."""


class Stopped(ImportStopped):
    """Somebody called the work off while it was under way; nothing of it is kept."""

    def __init__(self, by_id: int | None, by_label: str) -> None:
        super().__init__(Problem("run_stopped", severity=Severity.FILE))
        self.by_id, self.by_label = by_id, by_label
