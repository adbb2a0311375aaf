"""The house's addresses and one view that somebody forgot to guard."""

from koordynata.web.urls import urlpatterns as house
from tests.web.test_access import Unguarded

urlpatterns = [*Unguarded.url_patterns, *house]
