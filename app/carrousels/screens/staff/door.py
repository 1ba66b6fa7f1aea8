# SPDX-License-Identifier: EUPL-1.2
"""The door of the pages on which a carrousel is planned, and the words for what cannot be."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.carrousels.decide.adopt_day_plan import PlanDoesNotHold
from app.carrousels.decide.asking import AlreadyPublished, CarrouselIsOver, NoSuchCarrousel, NotPublished
from app.carrousels.decide.draft_carrousel import DateHasPassed
from app.carrousels.decide.form_tour_group import (
    BackBeforeLeaving,
    ColourTaken,
    MustAndAvoid,
    PramsOnBikes,
    TourGroupIsCancelled,
)
from app.carrousels.decide.let_school_take_part import NoWindowLongEnough, RoomsAndSharing
from app.carrousels.decide.move_carrousel import HoursLeaveTheDay, MovedMeanwhile
from app.carrousels.decide.publish_carrousel import (
    DayHasBegun,
    DraftChangedMeanwhile,
    FewerPlacesThanBooked,
    NoPlanYet,
    NothingChanged,
    ReleasedMeanwhile,
)
from app.edges.staff import Menu, StaffDoor
from app.kernel.commands import Refused


def words_for(refusal: Refused) -> str:
    """Say what stands in the way, in one or two sentences."""
    match refusal:
        case NoSuchCarrousel():
            return _("Deze carrousel is er niet.")
        case CarrouselIsOver():
            return _("Deze carrousel is afgelast of weggegooid. Er kan niets meer aan veranderen.")
        case AlreadyPublished():
            return _("Dit is al gepubliceerd. U kunt het niet weggooien, wel afgelasten.")
        case NotPublished():
            return _("Dit is nog niet gepubliceerd. U kunt het weggooien.")
        case DateHasPassed():
            return _("Deze datum is al geweest. Kies een datum vanaf vandaag.")
        case HoursLeaveTheDay():
            return _("Dan begint of eindigt er iets op een andere dag. Kies minder minuten.")
        case MovedMeanwhile():
            return _("Een collega heeft de carrousel net verplaatst. Kijk eerst hoe hij er nu voor staat.")
        case PlanDoesNotHold():
            return _("De planning klopt niet meer met de scholen en groepen. Maak een nieuwe planning.")
        case NoPlanYet():
            return _("Er is nog geen planning. Maak eerst een dagplanning en neem die aan.")
        case NothingChanged():
            return _("Er is niets veranderd sinds de laatste publicatie.")
        case ReleasedMeanwhile():
            return _("Een collega heeft net een nieuwe versie gepubliceerd. Kijk eerst wat daarin staat.")
        case DraftChangedMeanwhile():
            return _("Een collega heeft deze carrousel net veranderd. Kijk eerst na wat er nu staat.")
        case DayHasBegun():
            return _("De eerste groep zou al vertrokken zijn. Kies een later moment.")
        case FewerPlacesThanBooked():
            return _(
                "Een groep krijgt minder plaatsen dan er bezet zijn: %(people)s mensen, %(prams)s kinderwagens. "
                "Maak de groep groter, of vraag eerst mensen om naar een andere groep te gaan.",
                people=refusal.people, prams=refusal.prams,
            )  # fmt: skip
        case _:
            return _form_words(refusal)


def _form_words(refusal: Refused) -> str:
    match refusal:
        case NoWindowLongEnough():
            return _("De presentatie past in geen van de tijden. Geef een langere tijd of een kortere presentatie.")
        case RoomsAndSharing():
            return _("Kies: meer ruimtes, of groepen die samen kijken. Niet allebei.")
        case TourGroupIsCancelled():
            return _("Deze groep is afgelast. Maak een nieuwe groep.")
        case ColourTaken():
            return _("Een andere groep heeft deze kleur al. Kies een andere kleur.")
        case MustAndAvoid():
            return _("Een school staat bij 'moet' en bij 'niet'. Kies één van de twee.")
        case BackBeforeLeaving():
            return _("De groep moet terug zijn voordat hij mag vertrekken. Kies een latere tijd.")
        case PramsOnBikes():
            return _("Met de fiets gaan er geen kinderwagens mee. Vul 0 in.")
        case _:
            return _("Dit kan nu niet. Kijk hoe de carrousel er nu voor staat.")


def refused(refusal: Refused) -> ResponseReturnValue:
    """Show a page that says what stands in the way and leads back to the desk."""
    clashes = refusal.clashes if isinstance(refusal, PlanDoesNotHold) else ()
    known = request.view_args or {}
    page = render_template("carrousels/staff/refused.html", words=words_for(refusal), clashes=len(clashes), **known)
    return page, 409


REFUSALS: dict[type[Refused], Callable[[Any], ResponseReturnValue]] = dict.fromkeys(
    (
        NoSuchCarrousel, CarrouselIsOver, AlreadyPublished, NotPublished, DateHasPassed, HoursLeaveTheDay,
        MovedMeanwhile, PlanDoesNotHold, NoPlanYet, NothingChanged, ReleasedMeanwhile, DayHasBegun,
        DraftChangedMeanwhile, FewerPlacesThanBooked, NoWindowLongEnough, RoomsAndSharing, TourGroupIsCancelled,
        ColourTaken, MustAndAvoid, PramsOnBikes, BackBeforeLeaving,
    ),
    refused,
)  # fmt: skip

door = StaffDoor(
    "carrousels",
    refusals=REFUSALS,
    menu=[Menu(lazy_gettext("Carrousels"), "carrousels_staff.carrousels", rank=20, area=True)],
)
