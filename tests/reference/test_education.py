"""How an occupation is learnt, as the lists of the package say it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.reference.models import BarometerGroup, Crosswalk, Occupation, OccupationQualification
from koordynata.reference.queries import education_of
from koordynata.sources.models import ImportRun


def occupation(code: str) -> Occupation:
    return Occupation.objects.get(code=code)


def test_qualifications_schools_and_other_classifications(loaded: None) -> None:
    found = education_of(occupation("311928"))
    assert [link.qualification.code for link in found.qualifications] == ["TKO.07", "TKO.08"]
    assert [link.school_type.code for link in found.schools] == ["TEC"]
    schemes = [(link.scheme, link.proposed) for link in found.links]
    assert schemes[:2] == [("KZiS", False), ("ISCO-08", True)]
    group = next(link for link in found.links if link.name)
    assert BarometerGroup.objects.filter(name_pl=group.name).exists() and group.proposed


def test_codes_of_esco_lead_to_esco(loaded: None) -> None:
    links = education_of(occupation("311413")).links
    assert [link.address[:31] for link in links if link.address] == ["http://data.europa.eu/esco/occu"]


def test_what_was_withdrawn_is_not_told(loaded: None) -> None:
    railway, run = occupation("311928"), ImportRun.objects.earliest("id")
    OccupationQualification.objects.filter(qualification__code="TKO.08").update(withdrawn_run=run)
    Crosswalk.objects.filter(from_code="311928").update(withdrawn_run=run)
    found = education_of(railway)
    assert [link.qualification.code for link in found.qualifications] == ["TKO.07"] and found.links == ()


def test_the_newest_edition_of_a_step_counts_once(loaded: None) -> None:
    step = Crosswalk.objects.get(from_code="311928", to_scheme="KZIS")
    Crosswalk.objects.create(from_scheme="KZSB", from_code="311928", to_scheme="KZIS", to_code=step.to_code,
                             version="2025", quality="suggested")  # fmt: skip
    assert [link.proposed for link in education_of(occupation("311928")).links if link.scheme == "KZiS"] == [True]


@pytest.mark.parametrize("code", ["311504", "311928", "311206"])
def test_four_queries_for_any_occupation(code: str, loaded: None) -> None:
    found = occupation(code)
    with CaptureQueriesContext(connection) as captured:
        told = education_of(found)
        names = [link.qualification.name for link in told.qualifications] + [s.school_type.name for s in told.schools]
    assert all(names) and len(captured) == 4
