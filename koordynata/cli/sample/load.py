"""Loads the sample: lists first, then the files through the importers of everybody, then people and the warehouse."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils.translation import pgettext

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.audit import SYSTEM
from koordynata.intelligence.services import rebuild_warehouse
from koordynata.reference.services import load_reference
from koordynata.registry.search import refresh_search_index
from koordynata.sources import catalogue
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file

from .accounts import make_demo_accounts
from .council import make_council
from .enter import enter_others
from .generate import Sample
from .office import make_office
from .plan import Plan
from .programmes import make_programmes

Tell = Callable[[str, float], None]


class RealDataPresent(Exception):
    """Somebody has loaded real registers here: the sample does not belong among them."""


class SampleBroken(Exception):
    """The house refused a row of its own sample: a mistake of the program."""


def sample_is_loaded() -> bool:
    """Whether the last step, the demo accounts, was ever done and not taken back."""
    return User.objects.filter(is_sample=True).exists()


def real_imports() -> list[ImportRun]:
    """Applied imports of anything but lists and sample files."""
    lists = [it.id for it in catalogue.importers() if it.permission == Permission.IMPORT_REFERENCE]
    runs = ImportRun.objects.filter(state=RunState.APPLIED, snapshot__is_sample=False)
    return list(runs.exclude(source__in=lists)[:5])


def load_sample(plan: Plan, tell: Tell, *, force: bool = False) -> None:
    """Load everything, telling each step with its seconds.

    Every step can be done again, so a load that was broken off is finished by the next one. Raises RealDataPresent
    unless `force`, and SampleBroken.
    """
    if not force and real_imports():
        raise RealDataPresent
    sample = Sample(plan)
    with catalogue.series(), tempfile.TemporaryDirectory(prefix="koordynata-sample-") as folder:
        with _step(pgettext("step", "code lists"), tell):
            list(load_reference(by=SYSTEM))
        with _step(pgettext("step", "files of the sample"), tell):
            rows = sample.write(Path(folder))
        for name, (source, _header, _rows) in sample.files.items():
            with _step(f"{name} ({rows[name]})", tell):
                _import(source, Path(folder) / name, plan)
    with _step(pgettext("step", "other institutions"), tell):
        enter_others(plan, sample.people)
    with _step(pgettext("step", "warehouse"), tell):
        rebuild_warehouse(by=SYSTEM)
    with _step(pgettext("step", "search index"), tell):
        refresh_search_index()
    with _step(pgettext("step", "programmes"), tell):
        _enter_programmes(plan)
    with _step(pgettext("step", "demo accounts"), tell):
        _enter_people(plan)


@transaction.atomic
def _enter_people(plan: Plan) -> None:
    """The last step: who finds the accounts finds everything."""
    make_demo_accounts(plan)
    make_council(plan)
    make_office(plan)


@transaction.atomic
def _enter_programmes(plan: Plan) -> None:
    make_programmes(plan)


def _import(source: str, file: Path, plan: Plan) -> None:
    run = import_file(source, file, by=SYSTEM, vintage=plan.today, is_sample=True, allow_shrink=True)
    if run.state != RunState.APPLIED or run.rejected:
        found = [f"{problem} {problem.value} {problem.params}" for problem in run.problems.all()[:5]]
        raise SampleBroken(f"{file.name}: {run.state}, {run.rejected} rows rejected: {'; '.join(found)}")


@contextmanager
def _step(name: str, tell: Tell) -> Iterator[None]:
    start = time.monotonic()
    yield
    tell(name, time.monotonic() - start)
