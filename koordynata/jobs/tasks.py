"""Background work. A task takes ids, makes one service call, and can run twice without harm."""

import logging
from contextlib import suppress
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django_tasks import task

from koordynata.coordination.models import Meeting
from koordynata.foundation.audit import SYSTEM, Actor
from koordynata.intelligence.errors import BadBuild
from koordynata.intelligence.services import rebuild_warehouse
from koordynata.opinions.models import Opinion
from koordynata.registry.search import refresh_search_index
from koordynata.sources.enums import RunState
from koordynata.sources.errors import ImportStopped
from koordynata.sources.locks import RunBusy
from koordynata.sources.models import ImportRun
from koordynata.sources.services import apply_run, check_run, recover_stuck_runs

from .digest import send_work_digests
from .mailing import mail_after_long_work
from .meeting_mail import send_meeting_letters
from .opinions import follow_up_opinions
from .queues import WAREHOUSE
from .reminding import remind_of_answers, remind_of_tasks

logger = logging.getLogger(__name__)


@task()
def check_import_run(run_id: int) -> str:
    """Read and check a file that came in; returns the run's state. The pages show progress and result."""
    run = _run(run_id)
    by = _starter(run)
    if by is None or run.state not in {RunState.UPLOADED, RunState.CHECKING}:
        return run.state
    with suppress(ImportStopped):  # somebody cancelled it
        try:
            check_run(run=run, by=by)
        except RunBusy:
            return RunState.CHECKING
    return _tell_the_end(run_id, run.started_at)


@task()
def apply_import_run(run_id: int) -> str:
    """Carry out a confirmed run; returns the run's state. A second call finds it applied and does nothing."""
    run = _run(run_id)
    if run.state == RunState.CANCELLED:  # while it waited
        return run.state
    began = run.confirmed_at or run.started_at
    try:
        apply_run(run_id=run_id)
    except RunBusy:
        return RunState.APPLYING
    except ImportStopped as stopped:
        logger.warning("import run %s stopped: %s", run_id, stopped)
    except Exception:
        _tell_the_end(run_id, began)
        raise
    return _tell_the_end(run_id, began)


@task()
def recover_import_runs() -> int:
    """Give runs back to people whose worker died; returns how many."""
    return len(recover_stuck_runs())


@task()
def refresh_search() -> None:
    """Bring the search index up to date after an import."""
    refresh_search_index()


@task(queue_name=WAREHOUSE)
def rebuild_marts() -> str:
    """Build the warehouse anew after an import; a bad build leaves the old one in place. Returns the build's name."""
    try:
        name = rebuild_warehouse(by=SYSTEM).name
    except BadBuild:
        logger.exception("the warehouse could not be rebuilt; the old one stays")
        return ""
    if Opinion.objects.filter(delivered_on__isnull=False).exists():
        follow_up_opinions.enqueue()
    return name


@task()
def remind_people_of_tasks() -> int:
    """Send today's reminders of tasks and of overdue answers; how many went out. A second run finds them sent."""
    today = timezone.localdate()
    return remind_of_tasks(today) + remind_of_answers(today)


@task()
def send_digests() -> int:
    """Send today's mails about the work that waits; how many went out. A second run finds them sent."""
    return send_work_digests(timezone.localdate())


@task()
def send_letters(meeting_id: int) -> int:
    """Letters about a meeting that have not gone out yet; returns how many did. A second call finds none left."""
    meeting = Meeting.objects.select_related("term__body").filter(pk=meeting_id).first()
    return send_meeting_letters(meeting) if meeting else 0


def _starter(run: ImportRun) -> Actor | None:
    if run.started_by_id is None:
        return SYSTEM
    user: Actor | None = get_user_model()._default_manager.filter(pk=run.started_by_id, is_active=True).first()
    return user


def _run(run_id: int) -> ImportRun:
    return ImportRun.objects.select_related("snapshot").get(pk=run_id)


def _tell_the_end(run_id: int, began: datetime) -> str:
    run = _run(run_id)
    mail_after_long_work(run, began)
    return run.state
