"""Programs under one roof: started, watched and ended together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

# Runs a module and ends it when this process is gone, even by kill -9.
_WATCHED = (sys.executable, "-m", "koordynata.cli.serving.watched")
_STOP_SECONDS = 20.0
_RESTART_AFTER = (1.0, 30.0)  # seconds before a dead child is started again: first, at most
_SOUND_AFTER = 60.0  # seconds after which a child counts as having lived, so that its next death is a first one


class Child:
    """A Python module with its words, in a process group of its own, so that nothing of it is left behind."""

    def __init__(self, *words: str) -> None:
        self.words = [*_WATCHED, str(os.getpid()), *words]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it. Ctrl-C in the terminal reaches only the parent, which ends its children in order."""
        self.process = subprocess.Popen(  # noqa: S603 - our own programs, no words from outside
            self.words, start_new_session=True
        )

    @property
    def is_dead(self) -> bool:
        """Whether it was started and has ended.

        It is not buried here: until `end` does so, nobody else gets its number, and a signal meets nobody else.
        """
        if self.process is None:
            return False
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def ask_to_stop(self) -> None:
        """Let it finish what it is at."""
        if self.process:
            os.kill(self.process.pid, signal.SIGTERM)

    def end(self, deadline: float) -> None:
        """Wait until a moment of the monotonic clock, then end it and whatever it started."""
        if self.process is None:
            return
        while not self.is_dead and time.monotonic() < deadline:
            time.sleep(0.02)
        # The group outlives its leader while the leader's own children run.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


class Lasting(Child):
    """A child that is started again when it dies: soon at first, later each time it dies young."""

    def __init__(self, *words: str) -> None:
        super().__init__(*words)
        self._wait, self._since, self._next_start = _RESTART_AFTER[0], 0.0, 0.0

    def start(self) -> None:
        """Start it, and note when."""
        super().start()
        self._since = time.monotonic()

    def look_after(self) -> None:
        """Start it again when its time has come."""
        now = time.monotonic()
        if self.is_dead:
            self.end(now)  # whatever it left running
            if now - self._since > _SOUND_AFTER:
                self._wait = _RESTART_AFTER[0]
            self._next_start = now + self._wait
        elif self.process is None and now >= self._next_start:
            self._wait = min(self._wait * 2, _RESTART_AFTER[1])
            self.start()


def end_all(children: Sequence[Child], seconds: float = _STOP_SECONDS) -> None:
    """End all of them at once, within so many seconds."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + seconds
    for child in children:
        child.end(deadline)
