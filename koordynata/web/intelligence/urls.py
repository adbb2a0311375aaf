"""Addresses of what is seen: gaps, occupations, branches, territories, comparisons, methods."""

from django.urls import path

from .views import branches, comparison, figures, gaps, methods, occupations, quadrant, schools, territories

app_name = "intelligence"
urlpatterns = [
    path("luki/", gaps.gaps, name="gaps"),
    path("zawody/", occupations.occupations, name="occupations"),
    path("zawody/<str:code>/", occupations.occupation, name="occupation"),
    path("branze/", branches.branches, name="branches"),
    path("branze/<str:code>/", branches.branch, name="branch"),
    path("terytoria/", territories.territories, name="territories"),
    path("terytoria/<str:code>/", territories.territory, name="territory"),
    path("szkoly/<int:school_id>/perspektywa/", schools.outlook, name="school_outlook"),
    path("porownanie/", comparison.comparison, name="comparison"),
    path("kwadrant/", quadrant.quadrant, name="quadrant"),
    path("metody/", methods.methods, name="methods"),
    path("metody/<slug:metric>/", methods.method, name="method"),
    path("liczby/<slug:metric>/", figures.figure, name="figure"),
]
