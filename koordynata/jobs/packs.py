"""The PDF of a meeting's papers, made behind the page that waits for it."""

from django_tasks import task

from koordynata.coordination.exports.pack_pdf import PackPdf
from koordynata.coordination.models import Meeting
from koordynata.foundation.documents import PdfUnavailable


@task()
def prepare_pack(meeting_id: int, confidential: bool, language: str) -> str:
    """Make it as the papers stand when its turn comes; returns why not, or nothing. A second call finds it made."""
    meeting = Meeting.objects.select_related("term__body__territory", "presiding").filter(pk=meeting_id).first()
    if meeting is None:
        return ""
    try:
        PackPdf(meeting, confidential=confidential, language=language).make()
    except PdfUnavailable as refusal:
        return str(refusal)
    return ""
