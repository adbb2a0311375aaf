"""Addresses of opinions."""

from django.urls import path

from . import applying, evidence, lists, office, page, parts, register, wizard

app_name = "opinions"
urlpatterns = [
    path("", lists.requests, name="requests"),
    path("kreator/", wizard.wizard, name="wizard"),
    path("rejestr/", register.register, name="register"),
    path("trafnosc/", register.accuracy, name="accuracy"),
    path("nowy/", applying.start, name="start"),
    path("<int:pk>/", page.request_page, {"tab": "application"}, name="request"),
    path("<int:pk>/dowody/", page.request_page, {"tab": "evidence"}, name="request_evidence"),
    path("<int:pk>/stanowiska/", page.request_page, {"tab": "positions"}, name="request_positions"),
    path("<int:pk>/glosowanie/", page.request_page, {"tab": "vote"}, name="request_vote"),
    path("<int:pk>/opinia/", page.request_page, {"tab": "opinion"}, name="request_opinion"),
    path("<int:pk>/skutki/", page.request_page, {"tab": "following"}, name="request_following"),
    path("<int:pk>/dowody/<int:evidence>.json", evidence.sheet_file, name="sheet_file"),
    path("<int:pk>/zalaczniki/<int:attachment>/", parts.attachment, name="attachment"),
    path("<int:pk>/zmien/", applying.change, name="change"),
    path("<int:pk>/zloz/", applying.act, {"verb": "submit"}, name="submit"),
    path("<int:pk>/wycofaj/", applying.act, {"verb": "withdraw"}, name="withdraw"),
    path("<int:pk>/ponow/", applying.again, name="again"),
    path("<int:pk>/pracodawcy/", parts.add, {"thing": "partner"}, name="add_partner"),
    path("<int:pk>/pracodawcy/<int:part>/usun/", parts.remove, {"thing": "partner"}, name="remove_partner"),
    path("<int:pk>/zasoby/", parts.add, {"thing": "resource"}, name="add_resource"),
    path("<int:pk>/zasoby/<int:part>/usun/", parts.remove, {"thing": "resource"}, name="remove_resource"),
    path("<int:pk>/zalaczniki/", parts.add, {"thing": "attachment"}, name="add_attachment"),
    path("<int:pk>/zalaczniki/<int:part>/usun/", parts.remove, {"thing": "attachment"}, name="remove_attachment"),
    path("<int:pk>/kompletny/", office.act, {"verb": "complete"}, name="complete"),
    path("<int:pk>/zwroc/", office.act, {"verb": "return"}, name="return"),
    path("<int:pk>/przygotuj-dowody/", office.act, {"verb": "prepare"}, name="prepare"),
    path("<int:pk>/porzadek-obrad/", office.act, {"verb": "agenda"}, name="agenda"),
    path("<int:pk>/zdejmij/", office.act, {"verb": "off_agenda"}, name="off_agenda"),
    path("<int:pk>/dodaj-stanowisko/", office.act, {"verb": "prior"}, name="prior"),
    path("<int:pk>/stanowisko-biura/", office.act, {"verb": "position"}, name="position"),
    path("<int:pk>/wniosek-pod-glosowanie/", office.act, {"verb": "motion"}, name="motion"),
    path("<int:pk>/rozstrzygnij/", office.act, {"verb": "decide"}, name="decide"),
    path("<int:pk>/uzasadnienie/", office.act, {"verb": "reasons"}, name="reasons"),
    path("<int:pk>/dorecz/", office.act, {"verb": "deliver"}, name="deliver"),
    path("<int:pk>/sprawdz-skutki/", office.act, {"verb": "follow"}, name="follow"),
]
