# SPDX-License-Identifier: EUPL-1.2
"""The municipality of an installation."""

from dataclasses import replace

from app.areas.decide.found_municipality import FoundMunicipality, ServesAnother
from app.kernel.ids import MunicipalityId
from app.kernel.values import HolidayRegion, PublicText
from tests.areas.samples import KAMPEN_FOUNDED
from tests.story import given

KAMPEN = FoundMunicipality(
    MunicipalityId("gemeente-kampen"), PublicText("Kampen"), PublicText("KAMPEN"), HolidayRegion.NORTH
)


def test_an_installation_serves_the_municipality_that_is_named_first():
    given().when(KAMPEN).then(KAMPEN_FOUNDED)


def test_the_same_words_again_change_nothing():
    given(KAMPEN_FOUNDED).when(KAMPEN).then()


def test_its_title_can_change():
    given(KAMPEN_FOUNDED).when(replace(KAMPEN, title=PublicText("Gemeente Kampen"))).then(
        replace(KAMPEN_FOUNDED, title=PublicText("Gemeente Kampen"))
    )


def test_it_never_becomes_another_municipality():
    zwolle = replace(KAMPEN, municipality_id=MunicipalityId("gemeente-zwolle"), title=PublicText("Zwolle"))
    given(KAMPEN_FOUNDED).when(zwolle).refused(ServesAnother, title="Kampen")
