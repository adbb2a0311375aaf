"""The tree of territories, up and down, and the drawing of it."""

from __future__ import annotations

import pytest

from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import FunctionalAreaMember, Occupation, Territory
from koordynata.reference.queries import ancestors_of, children_of, map_shapes, names_by_code, powiats_of


def at(code: str) -> Territory:
    return Territory.objects.get(code=code)


@pytest.mark.parametrize(
    ("code", "above"), [("PL", []), ("16", ["PL"]), ("1607", ["PL", "16"]), ("ITI-KRK", ["PL", "12"])]
)
def test_ancestors(loaded: None, code: str, above: list[str]) -> None:
    assert [territory.code for territory in ancestors_of(at(code))] == above


def test_children(loaded: None) -> None:
    assert children_of(at("PL")).count() == 16
    assert {child.kind for child in children_of(at("16"))} == {"powiat", "functional_area"}
    assert "1261" in children_of(at("ITI-KRK")).values_list("code", flat=True)


def test_powiats(loaded: None) -> None:
    assert powiats_of(at("PL")).count() == 380
    assert set(powiats_of(at("1607"))) == {at("1607")}
    area = set(powiats_of(at("ITI-KRK")).values_list("code", flat=True))
    assert {"1261", "1206"} <= area < set(powiats_of(at("12")).values_list("code", flat=True))
    gmina = Territory.objects.filter(kind=TerritoryKind.GMINA).first()
    assert gmina and [powiat.code for powiat in powiats_of(gmina)] == [gmina.code[:4]]


def test_names(loaded: None) -> None:
    assert len(names_by_code(TerritoryKind.VOIVODESHIP)) == 16


def test_every_powiat_is_on_the_cartogram(loaded: None) -> None:
    shapes = map_shapes()
    assert set(shapes["cells"]) == set(Territory.objects.filter(kind="powiat").values_list("code", flat=True))
    assert set(shapes["regions"]) == set(Territory.objects.filter(kind="voivodeship").values_list("code", flat=True))
    width, height = shapes["view"]
    for cell in shapes["cells"].values():
        left, top, right, bottom = cell["bbox"]
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        assert left <= cell["label"][0] <= right and top <= cell["label"][1] <= bottom
        assert all(other in shapes["cells"] for other in cell["neighbours"])


def test_an_area_reaches_down_to_its_members_and_their_gminas(loaded: None) -> None:
    inside = set(Territory.objects.below("ITI-KRK").values_list("code", flat=True))
    assert {"ITI-KRK", "1261"} <= inside
    assert "1607" not in inside
    FunctionalAreaMember.objects.filter(area__code="ITI-KRK", member__code="1261").update(
        withdrawn_run=FunctionalAreaMember.objects.values("created_run")[:1]
    )
    assert "1261" not in Territory.objects.below("ITI-KRK").values_list("code", flat=True)


def test_occupations_open_in_a_year(loaded: None) -> None:
    open_2020 = Occupation.objects.open_in(2020)
    assert open_2020.count() == 219  # as the regulation says
    assert not open_2020.filter(code="311207").exists()  # closed in 2016
