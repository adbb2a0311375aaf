"""The consultation of a version: its text paragraph by paragraph, comments, answers for everybody to read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme import services
from koordynata.programme.models import Comment, Element, Version
from koordynata.programme.paragraphs import paragraphs
from koordynata.programme.queries.consultation import sections_of
from koordynata.programme.rules import may_comment, may_read_version, may_run

from ..access import access
from ..drafts import drafted
from ..refusals import say_beside
from ..requests import person_of, seen_version
from .forms import AnswerForm, CommentForm
from .loading import consulted_seen, element_seen, version_run, version_seen
from .tabs import tabs_of

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def consultation(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The text of a version with its comments and answers; those stay when the office writes on."""
    version, user = consulted_seen(request, pk, number), person_of(request)
    comments, worded = list(version.comments.order_by("at", "pk")), may_read_version(user, version)
    context = {
        "programme": version.programme, "version": version, "tabs": tabs_of(version.programme, "versions"),
        "may_comment": may_comment(user, version, timezone.localdate()), "runs": may_run(user, version.programme),
        "worded": worded, "sections": sections_of(version, comments, worded=worded),
        "of_whole": [one for one in comments if one.strand_id is None],
        "waiting": sum(not comment.outcome for comment in comments), "count": len(comments),
    }  # fmt: skip
    return render(request, "programme/consultation.html", context)


@access(Permission.COMMENT_PROGRAMMES)
@drafted
def comment(request: HttpRequest, pk: int, number: int, uid: UUID | None = None, paragraph: int = 0) -> HttpResponse:
    """Comment on the whole, on an element, on one paragraph."""
    version, user = version_seen(request, pk, number), person_of(request)
    if not may_comment(user, version, timezone.localdate()):
        raise Http404
    element = element_seen(version, uid) if uid else None
    texts = paragraphs(element.text) if element else []
    if paragraph > len(texts):
        raise Http404
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _made(request, form, version, element, paragraph):
        return redirect("programme:consultation", pk, number)
    context = {
        "programme": version.programme, "version": version, "element": element, "form": form,
        "quote": texts[paragraph - 1] if paragraph else "",
    }  # fmt: skip
    return render(request, "programme/comment.html", context, status=UNPROCESSABLE if form.errors else 200)


def _made(request: HttpRequest, form: CommentForm, version: Version, element: Element | None, paragraph: int) -> bool:
    user = person_of(request)
    try:
        services.make_comment(version=version, element=element, paragraph=paragraph, author=user.full_name,
                              today=timezone.localdate(), by=user, **form.cleaned_data)  # fmt: skip
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
        return False
    messages.success(request, _("Thank you. The comment will get an answer that everybody may read."))
    return True


@access(Permission.RUN_PROGRAMMES)
@drafted
def answer(request: HttpRequest, pk: int, number: int, comment_id: int) -> HttpResponse:
    """Answer a comment with its outcome and reasons."""
    version = version_run(request, pk, number)
    one = get_object_or_404(version.comments, pk=comment_id)
    form = AnswerForm(request.POST or None, initial={"outcome": one.outcome, "answer": one.answer})
    context: dict[str, Any] = {"programme": version.programme, "version": version, "comment": one, "form": form}
    context["revision"] = one.revision
    status = 200
    if request.method == "POST":
        status = _answered(request, one, form)
        if status == 302:
            return redirect("programme:consultation", pk, number)
    return render(request, "programme/answer.html", context, status=status)


def _answered(request: HttpRequest, one: Comment, form: AnswerForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        services.answer_comment(
            comment=one, revision=seen_version(request.POST), by=person_of(request), **form.cleaned_data
        )
    except ChangedMeanwhile as late:
        form.add_error(
            None, _("Somebody answered meanwhile: “%s”. The text entered here is kept.") % late.current.answer
        )
        return CONFLICT
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
        return UNPROCESSABLE
    messages.success(request, _("Saved."))
    return 302
