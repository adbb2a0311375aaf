"""Addresses of imports."""

from django.urls import path

from . import deciding, lists, run, uploading

app_name = "sources"
urlpatterns = [
    path("", lists.runs, name="runs"),
    path("nowy/", lists.sources, name="sources"),
    path("nowy/<slug:source>/", uploading.upload, name="upload"),
    path("nowy/<slug:source>/szablon/", uploading.template, name="template"),
    path("<int:pk>/", run.run, name="run"),
    path("<int:pk>/zatwierdz/", deciding.confirm, name="confirm"),
    path("<int:pk>/anuluj/", deciding.cancel, name="cancel"),
    path("<int:pk>/cofnij/", deciding.undo, name="undo"),
]
