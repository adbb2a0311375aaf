"""Addresses of the coordination office."""

from django.urls import path

from . import actions, correspondence, duties, letters, queue, stakeholders

app_name = "office"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("poczta-poranna/", queue.morning_mail, name="morning_mail"),
    path("interesariusze/", stakeholders.stakeholders, name="stakeholders"),
    path("interesariusze/miejsca/<int:pk>/", stakeholders.tie_seat, name="tie_seat"),
    path("korespondencja/", correspondence.letters, name="letters"),
    path("korespondencja/nowe/", letters.enter, name="enter_letter"),
    path("korespondencja/<int:pk>/pliki/", letters.attach, name="attach"),
    path("korespondencja/<int:pk>/pliki/<int:file>/", letters.file, name="file"),
    path("korespondencja/<int:pk>/skresl/", letters.strike_out, name="strike_out"),
    path("sprawy/<int:pk>/", letters.case, name="case"),
    path("sprawy/<int:pk>/zamknij/", letters.close, name="close_case"),
    path("sprawy/<int:pk>/paczka.zip", letters.hand_over, name="hand_over"),
    path("obowiazki/", duties.duties, name="duties"),
    path("obowiazki/wykonane/", duties.mark, name="mark_duty"),
    path("obowiazki/<int:year>.ics", duties.duties_calendar, name="duties_calendar"),
    path("dzialania/", actions.actions, name="actions"),
    path("dzialania/nowe/", actions.plan, name="plan_action"),
    path("dzialania/<int:pk>/", actions.action, name="action"),
    path("dzialania/<int:pk>/zmien/", actions.change, name="change_action"),
    path("dzialania/<int:pk>/stan/", actions.move, name="move_action"),
]
