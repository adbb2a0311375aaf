"""The negative control: the product's server without what keeps a vote single. Never for anything else.

No form keys, no lock of the ballot while a vote is taken; `council_ground` drops the unique constraints. What is left
is the question "has this seat voted?" before the insert, as a hasty program would ask it.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koordynata.settings")

from django.conf import settings

settings.MIDDLEWARE.remove("koordynata.web.once.OnceMiddleware")

from koordynata.wsgi import application

from koordynata.coordination.models import Ballot  # isort: skip - models are there once the application is
from koordynata.coordination.services import voting  # isort: skip

__all__ = ["application"]


def _unlocked(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_related("motion__item__meeting__term__body__territory").get(pk=ballot.pk)


setattr(voting, "locked_ballot", _unlocked)  # noqa: B010 - a name of another module
