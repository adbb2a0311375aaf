"""Addresses of the register."""

from django.urls import path

from . import detail, editing, lists, merging, parts

app_name = "registry"
urlpatterns = [
    path("", lists.institutions, name="institutions"),
    path("nowa/", editing.enter, name="enter"),
    path("podobne/", merging.duplicates, name="duplicates"),
    path("<int:pk>/", detail.institution, name="institution"),
    path("<int:pk>/zmien/", editing.change, name="change"),
    path("<int:pk>/polacz/", merging.choose, name="choose_duplicate"),
    path("<int:pk>/polacz/<int:duplicate>/", merging.merge, name="merge"),
    path("<int:pk>/kontakty/", parts.add, {"thing": "contact"}, name="add_contact"),
    path("<int:pk>/kontakty/<int:contact>/usun/", parts.remove_contact, name="remove_contact"),
    path("<int:pk>/numery/", parts.add, {"thing": "number"}, name="add_number"),
    path("<int:pk>/numery/<int:number>/usun/", parts.remove_number, name="remove_number"),
    path("<int:pk>/oferta/", parts.add, {"thing": "offer"}, name="declare_offer"),
    path("<int:pk>/oferta/<int:offer>/wycofaj/", parts.withdraw_offer, name="withdraw_offer"),
    path("<int:pk>/zamknij/", parts.add, {"thing": "close"}, name="close"),
    path("<int:pk>/otworz/", parts.reopen, name="reopen"),
]
