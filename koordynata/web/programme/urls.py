"""Addresses of programmes."""

from django.urls import path

from . import card_urls, consulting, element, national, reading, reporting, steps, versions, workbooks, writing
from .monitoring import urls as monitoring_urls
from .reports import urls as report_urls

app_name = "programme"
_V = "<int:pk>/wersje/<int:number>/"
_P = "<int:pk>/okresy/<int:period>/"
_I = _P + "<int:indicator>/"
urlpatterns = [
    path("", reading.programmes, name="programmes"),
    path("kraj/", national.country, name="national"),
    path("kraj/<slug:code>/", national.region, name="national_region"),
    path("<int:pk>/", reading.overview, name="overview"),
    path("<int:pk>/tresc/", reading.content, name="content"),
    path("<int:pk>/okresy/", reporting.periods, name="periods"),
    path(_P, reporting.period, name="period"),
    path(_P + "wskazniki-wspolne/<slug:common>/", national.comment, name="regional_comment"),
    path(_P + "skoroszyt/", workbooks.values_workbook, name="values_workbook"),
    path(_P + "skoroszyt/zapisz/", workbooks.take_values, name="take_values"),
    path(_P + "skoroszyt/<int:institution>/", workbooks.values_file, name="values_file"),
    path(_P + "zamknij/", reporting.settle, {"verb": "close"}, name="close_period"),
    path(_P + "otworz/", reporting.settle, {"verb": "reopen"}, name="reopen_period"),
    path(_I, reporting.value, name="value"),
    path(_I + "sprawdz/", reporting.move, {"verb": "check"}, name="check_value"),
    path(_I + "zatwierdz/", reporting.move, {"verb": "approve"}, name="approve_value"),
    path(_I + "zwroc/", reporting.move, {"verb": "return"}, name="return_value"),
    path(_I + "dowody/dodaj/", reporting.attach, name="attach_evidence"),
    path(_I + "dowody/<int:file>/", reporting.evidence, name="evidence"),
    path(_I + "dowody/<int:file>/usun/", reporting.detach, name="detach_evidence"),
    path("<int:pk>/wersje/", versions.versions, name="versions"),
    path("<int:pk>/wersje/nastepna/", steps.open_next, name="open_next"),
    path(_V, reading.content, name="version"),
    path(_V + "zmiany/", versions.difference, name="difference"),
    path(_V + "konsultacje/", consulting.consultation, name="consultation"),
    path(_V + "konsultacje/rozpocznij/", steps.consult, name="consult"),
    path(_V + "konsultacje/zakoncz/", steps.step, {"verb": "end"}, name="end_consultation"),
    path(_V + "konsultacje/uwaga/", consulting.comment, name="comment"),
    path(_V + "konsultacje/uwaga/<uuid:uid>/<int:paragraph>/", consulting.comment, name="comment_passage"),
    path(_V + "konsultacje/<int:comment_id>/odpowiedz/", consulting.answer, name="answer"),
    path(_V + "skoroszyt/", workbooks.version_workbook, name="version_workbook"),
    path(_V + "skoroszyt/pobierz/", workbooks.version_file, name="version_file"),
    path(_V + "skoroszyt/zapisz/", workbooks.take_version, name="take_version"),
    path(_V + "przedloz/", steps.step, {"verb": "submit"}, name="submit"),
    path(_V + "wroc-do-szkicu/", steps.step, {"verb": "return"}, name="return"),
    path(_V + "zaniechaj/", steps.step, {"verb": "abandon"}, name="abandon"),
    path(_V + "pod-obrady/", steps.put_before_body, name="put_before_body"),
    path(_V + "uchwal/", steps.adopt, name="adopt"),
    path(_V + "dodaj/", writing.add, name="add"),
    path(_V + "<uuid:uid>/", element.element, name="element"),
    path(_V + "<uuid:uid>/dodaj/", writing.add, name="add_under"),
    path(_V + "<uuid:uid>/zmien/", writing.change, name="change"),
    path(_V + "<uuid:uid>/przenies/", writing.move, name="move"),
    path(_V + "<uuid:uid>/usun/", writing.remove, name="remove"),
    *card_urls.urlpatterns,
    *monitoring_urls.urlpatterns,
    *report_urls.urlpatterns,
]
