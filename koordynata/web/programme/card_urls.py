"""Addresses of an element's card: what is planned in a draft, what is carried out."""

from django.urls import path

from . import beginning, budgeting, history, importing, involving, measures, parts, promising, working

_E = "<int:pk>/wersje/<int:number>/<uuid:uid>/"
urlpatterns = [
    path(_E + "instytucje/dodaj/", involving.involve, name="involve"),
    path(_E + "instytucje/<int:part>/usun/", parts.take_off, {"what": "involvements"}, name="take_off_institution"),
    path(_E + "powiazania/dodaj/", parts.add_link, name="add_link"),
    path(_E + "powiazania/<int:part>/usun/", parts.take_off, {"what": "links"}, name="take_off_link"),
    path(_E + "znaczniki/", parts.tag, name="tag"),
    path(_E + "kamienie/dodaj/", parts.add_milestone, name="add_milestone"),
    path(_E + "kamienie/<int:part>/zmien/", parts.change_milestone, name="change_milestone"),
    path(_E + "kamienie/<int:part>/usun/", parts.take_off, {"what": "milestones"}, name="take_off_milestone"),
    path(_E + "budzet/", budgeting.budget, name="budget"),
    path(_E + "historia/", history.history, name="history"),
    path(_E + "stan/", working.move, name="move_action"),
    path(_E + "kamienie/<int:part>/osiagnij/", working.reach, name="reach"),
    path(_E + "kamienie/<int:part>/cofnij/", working.take_back, name="take_back"),
    path(_E + "kamienie/<int:part>/dowody/dodaj/", working.prove, name="prove"),
    path(_E + "kamienie/<int:part>/dowody/<int:file>/", working.proof, name="proof"),
    path(_E + "pieniadze/dodaj/", working.note_money, name="note_money"),
    path(_E + "pieniadze/<int:part>/cofnij/", working.take_back_money, name="take_back_money"),
    path(_E + "ryzyka/dodaj/", working.note_risk, name="note_risk"),
    path(_E + "ryzyka/<int:part>/zmien/", working.change_risk, name="change_risk"),
    path(_E + "wskazniki/dodaj/", promising.choose, name="choose_measure"),
    path(_E + "wskazniki/<int:measure>/", promising.promise, name="promise"),
    path(_E + "wskazniki/<int:measure>/usun/", promising.drop, name="drop_promise"),
    path("rozpocznij/", beginning.begin, name="begin"),
    path("<int:pk>/okresy/zaplanuj/", beginning.plan_periods, name="plan_periods"),
    path("<int:pk>/wersje/<int:number>/plik/", importing.structure, name="structure"),
    path("<int:pk>/wersje/<int:number>/plik/dodaj/", importing.confirm, name="add_structure"),
    path("<int:pk>/wskazniki/", measures.measures, name="measures"),
    path("<int:pk>/wskazniki/dodaj/", measures.add, name="add_measure"),
    path("<int:pk>/wskazniki/<int:measure>/", measures.measure, name="measure"),
    path("<int:pk>/wskazniki/<int:measure>/zmien/", measures.change, name="change_measure"),
    path("<int:pk>/wskazniki/<int:measure>/karta/", measures.public_card, name="public_card"),
    path(_E + "dyskusja/", working.remark, name="remark"),
]
