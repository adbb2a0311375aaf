"""Addresses of reports, inside those of programmes."""

from django.urls import path

from . import files, pages, template, writing

_P = "<int:pk>/okresy/<int:period>/sprawozdanie/"
_R = "<int:pk>/sprawozdania/<int:report>/"
urlpatterns = [
    path("sprawozdania/", pages.received_reports, name="received_reports"),
    path("<int:pk>/sprawozdania/", pages.reports, name="reports"),
    path("<int:pk>/sprawozdania/wzor/", template.template, name="report_template"),
    path("<int:pk>/sprawozdania/wzor/plik/", template.template_file, name="report_template_file"),
    path(_P, writing.open_report, name="open_report"),
    path(_P + "<uuid:uid>/", writing.open_report, name="open_area_report"),
    path(_R, pages.report, name="report"),
    path(_R + "opis/", writing.narrative, name="narrative"),
    path(_R + "opis/<uuid:uid>/", writing.narrative, name="area_narrative"),
    path(_R + "zamroz/", writing.freeze, name="freeze_report"),
    path(_R + "nastepne-wydanie/", writing.next_edition, name="next_edition"),
    path(_R + "przekaz/", writing.send, name="send_report"),
    path(_R + "plik/<slug:ending>/", files.document, name="report_file"),
]
