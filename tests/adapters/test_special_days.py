# SPDX-License-Identifier: EUPL-1.2
"""Days on which a tour does not fit, against rows copied by hand from the ministry's and religious calendars."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.special_days import SpecialDay, region_of, school_holidays_known_until, special_days


def day(text: str) -> date:
    return date.fromisoformat(text)


KNOWN = [
    ("Noord", "school", "Herfstvakantie", "2026-10-10", "2026-10-18", False, True),
    ("Midden", "school", "Herfstvakantie", "2026-10-17", "2026-10-25", False, True),
    ("Zuid", "school", "Herfstvakantie", "2026-10-17", "2026-10-25", False, True),
    ("Zuid", "school", "Kerstvakantie", "2026-12-19", "2027-01-03", False, False),
    ("Noord", "school", "Voorjaarsvakantie", "2027-02-20", "2027-02-28", False, True),
    ("Zuid", "school", "Voorjaarsvakantie", "2027-02-13", "2027-02-21", False, True),
    ("Midden", "school", "Meivakantie", "2027-04-24", "2027-05-02", False, False),
    ("Noord", "school", "Zomervakantie", "2027-07-10", "2027-08-22", False, False),
    ("Midden", "school", "Zomervakantie", "2028-07-08", "2028-08-20", False, False),
    ("Noord", "public", "Koningsdag", "2025-04-26", "2025-04-26", False, False),
    ("Noord", "public", "Bevrijdingsdag", "2026-05-05", "2026-05-05", False, False),
    ("Noord", "public", "Hemelvaartsdag", "2026-05-14", "2026-05-14", False, False),
    ("Noord", "religious", "Ramadan", "2026-02-18", "2026-03-19", True, True),
    ("Noord", "religious", "Suikerfeest (Eid al-Fitr)", "2026-03-20", "2026-03-21", True, False),
    ("Noord", "religious", "Offerfeest (Eid al-Adha)", "2027-05-16", "2027-05-17", True, False),
    ("Noord", "religious", "Holi-Phagwa", "2026-03-03", "2026-03-03", False, False),
    ("Noord", "religious", "Divali", "2026-11-08", "2026-11-08", False, False),
    ("Noord", "religious", "Rosj Hasjana", "2026-09-12", "2026-09-13", False, False),
    ("Noord", "religious", "Jom Kipoer", "2027-10-11", "2027-10-11", False, False),
]


@pytest.mark.parametrize(("region", "kind", "name", "first", "last", "estimated", "advisory"), KNOWN)
def test_a_known_day_is_found_from_any_moment_in_it(region, kind, name, first, last, estimated, advisory):
    for moment in (day(first), day(last)):
        (found,) = [each for each in special_days(moment, moment, region) if each.name_nl == name]
        assert (found.first, found.last, found.kind) == (day(first), day(last), kind)
        assert (found.estimated, found.advisory) == (estimated, advisory)
    outside = [day(first) - timedelta(1), day(last) + timedelta(1)]
    assert not any(name == each.name_nl for moment in outside for each in special_days(moment, moment, region))


def test_jewish_days_begin_the_evening_before():
    found = special_days(day("2026-09-01"), day("2026-09-30"), "Noord")
    assert {each.name_en: each.eve for each in found} == {"Rosh Hashanah": True, "Yom Kippur": True}


def test_every_day_has_a_name_in_both_languages():
    found = special_days(day("2026-01-01"), day("2026-12-31"), "Midden")
    english = {each.name_nl: each.name_en for each in found}
    assert english["Tweede pinksterdag"] == "Pentecost Monday"
    assert english["Herfstvakantie"] == "Autumn break"
    assert all(english.values())


def test_an_ordinary_week_is_empty_and_a_span_that_ends_before_it_begins_too():
    assert special_days(day("2026-11-16"), day("2026-11-22"), "Noord") == ()
    assert special_days(day("2026-12-31"), day("2026-12-01"), "Noord") == ()


def test_an_unknown_region_or_an_endless_span_is_refused():
    with pytest.raises(ValueError, match="region"):
        special_days(day("2026-01-01"), day("2026-01-02"), "West")
    with pytest.raises(ValueError, match="ten years"):
        special_days(day("2026-01-01"), day("2046-01-02"), "Noord")


def test_it_is_said_until_when_school_holidays_are_known():
    assert school_holidays_known_until() == day("2030-12-31")
    later = special_days(school_holidays_known_until() + timedelta(1), day("2031-12-31"), "Noord")
    assert "school" not in {each.kind for each in later}


@given(
    st.dates(day("2024-01-01"), day("2032-12-31")), st.integers(0, 100), st.sampled_from(["Noord", "Midden", "Zuid"])
)
def test_days_come_in_order_and_touch_the_span_asked_for(first, length, region):
    last = first + timedelta(length)
    found = special_days(first, last, region)
    assert [each.first for each in found] == sorted(each.first for each in found)
    assert all(isinstance(each, SpecialDay) and each.first <= last and first <= each.last for each in found)
    assert len(set(found)) == len(found)


def test_the_region_of_a_municipality_is_known_here():
    assert region_of("Kampen") == "Noord"


@pytest.mark.parametrize("locale", ["C.UTF-8", "nl_NL.UTF-8", "en_US.UTF-8"])
def test_names_do_not_follow_the_locale_of_the_machine(locale):
    program = (
        "from app.adapters.special_days import *; from datetime import date;"
        "print(*(day.name_nl for day in special_days(date(2026, 10, 10), date(2026, 12, 25), 'Noord')), sep=';')"
    )
    env = {**os.environ, "LANG": locale, "LANGUAGE": locale[:2], "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "Herfstvakantie;Divali;Kerstvakantie;Eerste kerstdag"


def test_the_calendar_package_is_loaded_only_when_asked():
    program = "import sys, app.adapters.special_days, app.adapters.boundaries; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert not {"holidays", "shapely", "ics"} & set(done.stdout.split())
