"""Addresses of bodies."""

from django.urls import path

from . import acting, editing, groups, history, lists, page, rules, rules_text, seat

app_name = "bodies"
urlpatterns = [
    path("", lists.bodies, name="bodies"),
    path("nowy/", lists.create, name="create"),
    path("<int:pk>/", page.body, name="body"),
    path("<int:pk>/zmien/", editing.change, name="change"),
    path("<int:pk>/regulamin/", rules.rules, name="rules"),
    path("<int:pk>/regulamin/nowy/", rules.new_rules, name="new_rules"),
    path("<int:pk>/regulamin/<int:version>/plik/", rules_text.text, name="rules_text"),
    path("<int:pk>/regulamin/<int:version>/dolacz/", rules_text.attach, name="attach_rules_text"),
    path("<int:pk>/grupy/", groups.groups, name="groups"),
    path("<int:pk>/grupy/nowa/", acting.act, {"verb": "group"}, name="set_up_group"),
    path("<int:pk>/sprawozdania/", acting.act, {"verb": "report"}, name="hand_in_report"),
    path("<int:pk>/sprawozdania/<int:report>/porzadek-obrad/", acting.put_report_on_agenda, name="report_on_agenda"),
    path("<int:pk>/historia/", history.history, name="history"),
    path("<int:pk>/kadencje/", acting.act, {"verb": "term"}, name="open_term"),
    path("<int:pk>/kadencje/<int:term>/zakoncz/", acting.end_term, name="end_term"),
    path("<int:pk>/miejsca/", acting.act, {"verb": "seat"}, name="add_seat"),
    path("<int:pk>/czlonkowie/", acting.act, {"verb": "person"}, name="seat_person"),
    path("<int:pk>/miejsca/<int:seat>/", seat.seat, name="seat"),
    path("<int:pk>/miejsca/<int:seat>/zmien/", acting.change_seat, name="change_seat"),
    path("<int:pk>/miejsca/<int:seat>/powolaj/", acting.act_on_seat, {"verb": "appoint"}, name="appoint"),
    path("<int:pk>/miejsca/<int:seat>/kandydat/", acting.act_on_seat, {"verb": "candidate"}, name="ask_for_candidate"),
    path("<int:pk>/kandydaci/<int:question>/odpowiedz/", acting.answer, name="record_candidate"),
    path("<int:pk>/mandaty/<int:mandate>/zastepcy/", acting.act_on_mandate, {"verb": "substitute"}, name="substitute"),
    path("<int:pk>/mandaty/<int:mandate>/zakoncz/", acting.act_on_mandate, {"verb": "end"}, name="end_mandate"),
    path("<int:pk>/mandaty/<int:mandate>/zawies/", acting.act_on_mandate, {"verb": "suspend"}, name="suspend"),
    path("<int:pk>/mandaty/<int:mandate>/przywroc/", acting.act_on_mandate, {"verb": "resume"}, name="resume"),
    path("<int:pk>/zastepcy/<int:substitute>/usun/", acting.substitute, {"verb": "remove"}, name="remove_substitute"),
    path("<int:pk>/zastepcy/<int:substitute>/wyzej/", acting.substitute, {"verb": "up"}, name="move_substitute_up"),
    path("<int:pk>/osoby/<int:member>/", editing.person, name="person"),
    path("<int:pk>/osoby/<int:member>/konto/", editing.link_account, name="link_account"),
]
