"""An opinion from the old books enters the register, so that its effects can be followed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.periods import SchoolYear
from koordynata.jobs.opinions import follow_up_opinions
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.registry.models import Institution
from koordynata.registry.scopes import scope_of

from ..access import access
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of
from .forms import EarlierForm


@access(Permission.HANDLE_OPINIONS)
@drafted
def earlier(request: HttpRequest) -> HttpResponse:
    """Enter one; with mistakes the form comes back."""
    user = person_of(request)
    schools = Institution.objects.filter(scope_of(user, Permission.HANDLE_OPINIONS).query("territory__path"))
    this_year = SchoolYear.of(timezone.localdate()).start
    form = EarlierForm(request.POST or None, schools=schools, this_year=this_year)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "rspo"}
        try:
            opinion = services.enter_earlier_opinion(school=form.cleaned_data["rspo"], by=user, **values)
        except (OpinionRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("opinions:request_opinion", pk=opinion.request_id)
    return render(request, "opinions/earlier.html", {"form": form}, status=422 if form.errors else 200)


@access(Permission.HANDLE_OPINIONS)
@require_POST
def follow_all(request: HttpRequest) -> HttpResponse:
    """Ask for what the newest data say of all delivered opinions."""
    follow_up_opinions.enqueue()
    messages.success(request, _("The effects of all delivered opinions are being computed."))
    return redirect("opinions:accuracy")
