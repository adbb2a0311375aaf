"""Files that people attached, always sent as a download: the browser is never to run them."""

from typing import Protocol

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from koordynata.foundation import files


class Kept(Protocol):
    """A row that knows under which digest a content lies."""

    file_name: str
    content_type: str
    digest: str


def send_kept(file: Kept) -> HttpResponse:
    """The content, under the name that it came with. Raises Http404 when it is not whole in the store."""
    try:
        content = files.read(file.digest)
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    return send_bytes(content, file.file_name, file.content_type)


def send_bytes(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A download under a name as people wrote it."""
    headers = {"X-Content-Type-Options": "nosniff"}
    if header := content_disposition_header(True, name):
        headers["Content-Disposition"] = header
    return HttpResponse(content, content_type=content_type, headers=headers)
