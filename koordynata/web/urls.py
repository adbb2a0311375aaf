"""Addresses of pages; every view carries its access policy."""

from django.urls import include, path

from . import drafts, health, home, preferences, statement
from .audit import log
from .saved_views import views as saved_views
from .search import page as search_page
from .tour import views as tour

urlpatterns = [
    path("", home.desk, name="desk"),
    path("healthz", health.healthz, name="healthz"),
    path("jezyk/", preferences.choose_language, name="choose_language"),
    path("region/", preferences.choose_region, name="choose_region"),
    path("szkic/", drafts.read, name="draft"),
    path("szkic/zachowaj/", drafts.keep, name="keep_draft"),
    path("szkic/wyrzuc/", drafts.drop, name="drop_draft"),
    path("", include("koordynata.web.intelligence.urls")),
    path("konto/", include("allauth.urls")),
    path("", include("koordynata.web.accounts.urls")),
    path("instytucje/", include("koordynata.web.registry.urls")),
    path("zespoly/", include("koordynata.web.coordination.bodies.urls")),
    path("posiedzenia/", include("koordynata.web.coordination.urls")),
    path("uchwaly/", include("koordynata.web.coordination.register_urls")),
    path("biuro/", include("koordynata.web.office.urls")),
    path("program/", include("koordynata.web.programme.urls")),
    path("opinie/", include("koordynata.web.opinions.urls")),
    path("importy/", include("koordynata.web.imports.urls")),
    path("oprowadzenie/", tour.tour, name="tour"),
    path("widoki/", saved_views.views, name="saved_views"),
    path("widoki/zapisz/<slug:page>/", saved_views.save, name="save_view"),
    path("widoki/<int:pk>/zmien/", saved_views.change, name="change_view"),
    path("widoki/<int:pk>/usun/", saved_views.delete, name="delete_view"),
    path("widoki/<int:pk>/nie-udostepniaj/", saved_views.unshare, name="unshare_view"),
    path("szukaj/", search_page.search, name="search"),
    path("dziennik/", log.log, name="audit"),
    path("dziennik/lancuch/", log.check, name="audit_check"),
    path("deklaracja-dostepnosci/", statement.accessibility_statement, name="accessibility_statement"),
]
