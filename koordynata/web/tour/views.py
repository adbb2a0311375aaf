"""Going through the tour: to a step, out of it, and back to its beginning."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from koordynata.accounts.services import close_tour, take_tour_step

from ..access import SIGNED_IN, access
from ..requests import page_before, person_of
from .steps import steps_for


@access(SIGNED_IN)
@require_POST
def tour(request: HttpRequest) -> HttpResponse:
    """To the step with the number given; any other answer, or a step past the last one, ends the tour."""
    user, wanted = person_of(request), request.POST.get("step", "")
    steps = steps_for(user)
    if wanted.isdecimal() and int(wanted[:3]) < len(steps):
        take_tour_step(step=int(wanted[:3]), by=user)
        return HttpResponseRedirect(steps[int(wanted[:3])].address)
    close_tour(by=user)
    return HttpResponseRedirect(page_before(request))
