"""Addresses of meetings."""

from django.urls import path

from . import chairing, live, meetings, voting

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
]
