"""Addresses of meetings."""

from django.urls import path

from . import chairing, live, meetings, minutes, register_office, tasks, voting

app_name = "coordination"
urlpatterns = [
    path("", meetings.meetings, name="meetings"),
    path("<int:pk>/", live.meeting, name="meeting"),
    path("<int:pk>/sala/", live.room, name="room"),
    path("<int:pk>/glos/", voting.vote, name="vote"),
    path("<int:pk>/otworz/", chairing.open_meeting, name="open_meeting"),
    path("<int:pk>/zamknij/", chairing.close_meeting, name="close_meeting"),
    path("<int:pk>/obecnosc/", chairing.presence, name="presence"),
    path("<int:pk>/punkty/<int:item>/rozpocznij/", chairing.begin_item, name="begin_item"),
    path("<int:pk>/punkty/<int:item>/zakoncz/", chairing.end_item, name="end_item"),
    path("<int:pk>/punkty/<int:item>/wylaczenie/", chairing.recuse, name="recuse"),
    path("<int:pk>/punkty/<int:item>/wniosek/", chairing.move_motion, name="move_motion"),
    path("<int:pk>/wnioski/<int:motion>/glosowanie/", chairing.open_ballot, name="open_ballot"),
    path("<int:pk>/glosowania/<int:ballot>/rece/", chairing.enter_hands, name="enter_hands"),
    path("<int:pk>/glosowania/<int:ballot>/zamknij/", chairing.close_ballot, name="close_ballot"),
    path("<int:pk>/glosowania/<int:ballot>/", live.ballot, name="ballot"),
    path("<int:pk>/glosowania/<int:ballot>/wpisz/", register_office.enter, name="enter_resolution"),
    path("<int:pk>/protokol/", minutes.minutes, name="minutes"),
    path("<int:pk>/protokol/utworz/", minutes.draft, name="draft_minutes"),
    path("<int:pk>/protokol/zmien/", minutes.edit, name="edit_minutes"),
    path("<int:pk>/protokol/przedloz/", minutes.act, {"verb": "present"}, name="present_minutes"),
    path("<int:pk>/protokol/cofnij/", minutes.act, {"verb": "take_back"}, name="take_back_minutes"),
    path("<int:pk>/protokol/przyjmij/", minutes.approve, name="approve_minutes"),
    path("<int:pk>/protokol/sprostuj/", minutes.correct, name="correct_minutes"),
    path("<int:pk>/protokol/pdf/", minutes.document, {"kind": "pdf"}, name="minutes_pdf"),
    path("<int:pk>/protokol/docx/", minutes.document, {"kind": "docx"}, name="minutes_docx"),
    path("<int:pk>/zadania/", tasks.of_meeting, name="set_task"),
]
