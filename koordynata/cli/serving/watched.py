"""`python -m koordynata.cli.serving.watched PID MODULE …`: runs a module that does not outlive process PID."""

import os
import runpy
import signal
import sys
import threading
import time

_LOOK_EVERY = 0.5
_GRACE = 5.0


def main() -> None:
    """Run the module under the eye of a thread.

    The starter names itself: it may be gone before this process can ask who its parent is.
    """
    threading.Thread(target=_leave_with, args=(int(sys.argv[1]),), daemon=True).start()
    del sys.argv[:2]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _leave_with(parent: int) -> None:
    """Once the parent is gone: ask this process to stop, then end its whole group."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
