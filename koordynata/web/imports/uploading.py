"""One source: its columns, its template, and the way in for a file."""

import codecs

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from koordynata.accounts.roles import Permission
from koordynata.jobs.tasks import check_import_run
from koordynata.sources.errors import NotAllowed, UploadRefused
from koordynata.sources.messages import message
from koordynata.sources.models import ImportRun
from koordynata.sources.services import receive_file
from koordynata.sources.templates import write_template

from ..access import access
from ..downloads import FORMATS, wanted_format
from ..requests import person_of
from .forms import UploadForm
from .loading import source_of


@access(Permission.IMPORT_DATA)
def upload(request: HttpRequest, source: str) -> HttpResponse:
    """Explain a source and take a file in; the check goes on in the background."""
    importer = source_of(request, source)
    form = UploadForm(request.POST or None, request.FILES or None, importer=importer)
    if request.method == "POST" and form.is_valid():
        try:
            run = _receive(request, source, form)
        except UploadRefused as refusal:
            form.add_error("file", " ".join(message(problem.code, problem.params) for problem in refusal.problems))
        except NotAllowed:
            raise Http404 from None
        else:
            check_import_run.enqueue(run.pk)
            return redirect("sources:run", pk=run.pk)
    context = {"importer": importer, "form": form}
    return render(request, "imports/upload.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, source: str, form: UploadForm) -> ImportRun:
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    return receive_file(
        source=source,
        content=file.chunks(),
        file_name=file.name or source,
        size=file.size,
        vintage=form.cleaned_data["vintage"],
        is_sample=form.cleaned_data.get("is_sample", False),
        by=person_of(request),
    )


@access(Permission.IMPORT_DATA)
def template(request: HttpRequest, source: str) -> HttpResponse:
    """An empty file with the right header: CSV, or XLSX that checks what is written into it."""
    importer = source_of(request, source)
    if importer.layout is None:
        raise Http404
    if wanted_format(request) == "xlsx":
        return HttpResponse(
            write_template(importer),
            content_type=FORMATS["xlsx"],
            headers={"Content-Disposition": f'attachment; filename="{importer.id}.xlsx"'},
        )
    content = codecs.BOM_UTF8 + (importer.layout.header_line() + "\r\n").encode()
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{importer.id}.csv"'},
    )
