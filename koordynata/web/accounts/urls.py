"""Addresses of people, roles and invitations."""

from django.urls import path

from . import invitations, people

urlpatterns = [
    path("osoby/", people.people, name="people"),
    path("osoby/zapros/", invitations.send, name="invite"),
    path("osoby/zaproszenia/<int:pk>/wycofaj/", invitations.withdraw, name="withdraw_invitation"),
    path("osoby/<int:pk>/", people.person, name="person"),
    path("osoby/<int:pk>/konto/", people.change_account, name="change_account"),
    path("osoby/role/<int:pk>/zakoncz/", people.end_role, name="end_role"),
    path("zaproszenie/<str:token>/", invitations.accept, name="accept_invitation"),
]
