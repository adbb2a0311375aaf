"""One case with its letters; entering, attaching, striking out, handing over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.exports.e_delivery import package
from koordynata.coordination.models import Case, Letter
from koordynata.coordination.queries.correspondence import letters_in
from koordynata.foundation import files
from koordynata.foundation.files import FileRefused

from ..access import access
from ..downloads import file_name
from ..drafts import drafted
from ..kept_files import send_bytes, send_kept
from ..limits import EXPORTS, within_limit
from ..refusals import in_one_line, say_on
from ..requests import person_of
from .letter_forms import FileForm, LetterForm, StrikeForm
from .loading import RUN, case_of, letter_of, office_regions
from .subjects import told


@access(RUN)
@drafted
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a letter into a case, or with a new one."""
    today = timezone.localdate()
    chosen = request.GET.get("case", "")
    initial = {"case": chosen if chosen.isdecimal() else None, "dated_on": today, "handled_on": today}
    form = LetterForm(request.POST or None, request.FILES or None, initial=initial, user=person_of(request),
                      regions=office_regions(request))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            letter = _entered(request, form)
        except (CoordinationRefusal, FileRefused, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            messages.success(request, _("Entered as %s.") % letter)
            return redirect("office:case", pk=letter.case_id)
    return render(request, "office/letter_new.html", {"form": form}, status=422 if form.errors else 200)


def _entered(request: HttpRequest, form: LetterForm) -> Letter:
    by, values = person_of(request), form.letter()
    if made := form.new_case():
        return services.enter_letter_in_new_case(by=by, **made, **values)
    return services.enter_letter(case=form.cleaned_data["case"], by=by, **values)


@access(RUN)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """A case: its letters, their files, what they concern."""
    return render_case(request, case_of(request, pk))


def render_case(request: HttpRequest, shown: Case, *, status: int = 200, **sent: Any) -> HttpResponse:
    """The page; a form that was sent with mistakes stands in its place."""
    letters = list(letters_in(shown))
    subjects = told(person_of(request), {letter.concerns for letter in letters if letter.concerns})
    rows = [(letter, subjects.get(letter.concerns)) for letter in letters]
    today = timezone.localdate()
    context = {"case": shown, "rows": rows, "today": today, "file_form": FileForm(), "strike_form": StrikeForm()}
    return render(request, "office/case.html", context | sent, status=status)


def _done(request: HttpRequest, shown: Case, verb: Callable[[], Any], word: str) -> HttpResponse:
    """One verb, then the case; a refusal is said there."""
    try:
        verb()
    except (CoordinationRefusal, FileRefused, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
    else:
        messages.success(request, word)
    return redirect("office:case", pk=shown.pk)


@access(RUN)
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach one more file to a letter."""
    letter, form = letter_of(request, pk), FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file."))
        return redirect("office:case", pk=letter.case_id)
    file, by = form.cleaned_data["file"], person_of(request)
    content = file.read(files.LARGEST + 1)
    return _done(request, letter.case, lambda: services.attach_to_letter(
        letter=letter, name=file.name, content=content, by=by
    ), _("Saved."))  # fmt: skip


@access(RUN)
@require_POST
def strike_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike out a mistaken entry."""
    letter, reason, by = letter_of(request, pk), request.POST.get("reason", "").replace("\0", ""), person_of(request)
    return _done(request, letter.case, lambda: services.strike_out_letter(letter=letter, reason=reason[:300], by=by),
                 _("The entry is struck out. It keeps its number."))  # fmt: skip


@access(RUN)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case, or open it again."""
    shown, by = case_of(request, pk), person_of(request)
    if "reopen" in request.POST:
        return _done(request, shown, lambda: services.reopen_case(case=shown, by=by), _("The case is open again."))
    return _done(request, shown, lambda: services.close_case(case=shown, by=by), _("The case is closed."))


@access(RUN)
@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """An attached file, always as a download: the browser is never to run it."""
    return send_kept(get_object_or_404(letter_of(request, pk).files, pk=file))


@access(RUN)
@require_safe
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The case, or one letter of it, as a package for the e-delivery system."""
    shown = case_of(request, pk)
    rows, only = letters_in(shown), request.GET.get("letter", "")
    if only:
        rows = rows.filter(position=int(only) if only.isdecimal() and len(only) < 6 else 0)
    letters = list(rows)
    if not letters:
        raise Http404
    if not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    try:
        content = package(letters)
    except (FileNotFoundError, ValueError):
        messages.error(request, _("A file of this case is not whole in the store. Nothing was handed over."))
        return redirect("office:case", pk=pk)
    return send_bytes(content, f"{file_name(f'{shown.signature} {only}')}.zip", "application/zip")
