"""The doors' addresses."""

from django.urls import include, path

handler404 = "koordynata.web.not_found.not_found"
urlpatterns = [path("", include("koordynata.web.urls"))]
