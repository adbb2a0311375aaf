"""Addresses of monitoring, and of what a number is made of."""

from django.urls import path

from .. import numbers
from . import burning, changing, coursing, deciding, lighting, placing, scheduling

_M = "<int:pk>/monitoring/"
urlpatterns = [
    path(_M, deciding.monitoring, name="monitoring"),
    path(_M + "swiatla/", lighting.lights, name="lights"),
    path(_M + "przebieg/", coursing.curves, name="curves"),
    path(_M + "harmonogram/", scheduling.schedule, name="schedule"),
    path(_M + "srodki/", burning.burning, name="burning"),
    path(_M + "powiaty/", placing.places, name="places"),
    path(_M + "zmiany/", changing.changed, name="changed"),
    path("<int:pk>/liczby/<uuid:uid>/<int:measure>/", numbers.number, name="number"),
]
