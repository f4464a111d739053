"""Who may see this: once a sitting, one adult at a time; for a single thing said, an exception (rules A52-A54)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, pgettext

from activities import all_activities
from activities.contract import Activity, N_p, Text, Wording
from voice_app.database import db_session
from voice_app.model import Sitting, Statement
from voice_app.pages.access import Audience, now, opens_for
from voice_app.pages.frame import Photograph
from voice_app.pages.languages import listed, said
from voice_app.paperwork import telling
from voice_app.services import capture, look_back, other_days, photos, share
from voice_app.services.leave_trail import leave_trail
from voice_app.services.sharing_rule import MEETING
from voice_app.services.standing import refresh_views_of_pupil

from .blueprint import blueprint
from .home import safety
from .seat import Seat, bar, other_day, this_seat

ASK = Wording(N_p("pupil-S", "Can %(name)s see this?"), N_p("pupil-O", "Can %(name)s see what you said?"))
ASK_MEETING = Wording(
    N_p("pupil-S", "Can people at your meeting see this?"),
    N_p("pupil-O", "Can the people at your meeting see this?"),
)
ALL_ASKED = Wording(N_p("pupil-S", "This is who can see it."), N_p("pupil-O", "This is who can see it."))
ASK_ONE = Wording(
    N_p("pupil-S", "Can %(name)s see this one thing?"), N_p("pupil-O", "Can %(name)s see this one thing?")
)
HINT = Wording(
    N_p("pupil-S", "You can change it later."),
    N_p("pupil-O", "No answer means no. You can change it later."),
)
#: What "this" is: all activities in which it was said, and the day where it is not today's.
THIS_IS = Wording(N_p("pupil-S", "What you said: %(activities)s."), N_p("pupil-O", "Your answers: %(activities)s."))
THIS_IS_OF = Wording(
    N_p("pupil-S", "What you said on %(day)s: %(activities)s."),
    N_p("pupil-O", "Your answers on %(day)s: %(activities)s."),
)
#: For one single thing: what stands is shown, and pressing a person changes it for this thing alone.
ALL_OF_ONE = Wording(N_p("pupil-S", "Who can see this one thing?"), N_p("pupil-O", "Who can see this one thing?"))
HINT_ONE = Wording(
    N_p("pupil-S", "Press a person to change it."), N_p("pupil-O", "Press a person to change it for this one thing.")
)
KEEPING_SAFE = Wording(N_p("pupil-S", "Keeping you safe comes first."), N_p("pupil-O", "Keeping you safe comes first."))

#: So few things are shown whole while it is asked who may see them; of more, pictures stand for all.
MOST_SHOWN = 2
#: So many pictures of activities stand beside the question as large as they are seen well.
MOST_PICTURES = 6
#: Under what was said anew: the question is about the whole answer that it is a part of, and says so. Not "with it":
#: beside one card that was put elsewhere, the rest is other cards, and nothing that was said of this one.
AND_THE_REST = Wording(
    N_p("pupil-S", "And the rest you said: %(activities)s."),
    N_p("pupil-O", "And all the rest you said: %(activities)s."),
)

#: What an adult is to the pupil, on their card.
ABOUT = {
    "sendco": N_p("pupil-S", "Plans my help"),
    "staff": N_p("pupil-S", "Works with me"),
    "family": N_p("pupil-S", "At home"),
    "meeting": N_p("pupil-S", "We talk about my help there."),
}
#: At the meeting. What is shared with it, these see too (docs/architecture.md, The meeting), and the pupil is told so
#: before the yes; a no to them alone is never shown as if they saw nothing.
IS_THERE = Wording(N_p("pupil-S", "%(name)s is there and sees it."), N_p("pupil-O", "%(name)s is there and sees it."))
ARE_THERE = Wording(N_p("pupil-S", "%(name)s are there and see it."), N_p("pupil-O", "%(name)s are there and see it."))


@blueprint.get("/share")
@opens_for(Audience.PUPIL)
def share_page() -> ResponseReturnValue:
    """The people, one at a time; the latest sitting unless the pupil picked an earlier one.

    Of what somebody here may not see yet nothing is asked before the pupil decides whether it may be on the screen.
    """
    seat = this_seat()
    sitting = which_sitting(seat)
    if sitting is None:
        return redirect(url_for("pupil.home"))
    statement = _one_thing(sitting)
    told = asked_about(sitting)
    if not _may_be_on_the_screen(seat, told):
        return redirect(_asked_first(sitting, statement))
    people = share.audiences(db_session(), sitting)
    decided = {p.key: p.decision for p in people if p.decision}
    if statement:
        decided = share.stands_for(db_session(), statement, people)
    open_now = request.args.get("person") or next(
        (p.key for p in people if not p.has_seen and p.key not in decided), None
    )
    shown_whole = _shown_whole(sitting, told)
    things = [_thing(one) for one in told] if statement is None and open_now is None else []
    apart = _apart(sitting, people, things)
    but = Counter(name for one in apart for name, _, for_meeting in one["people"] if not for_meeting)
    meeting = decided.get(MEETING) == "yes"
    shown = [
        _shown(p, decided.get(p.key), open_now, seat, people)
        | {"but": but[_name(p)], "for_meeting": _sees_for_meeting(p, decided.get(p.key), meeting=meeting)}
        for p in people
    ]
    return render_template(
        "pupil/share.html",
        **seat.context(
            page=_page(seat, sitting, statement, people, open_now)
            | {
                "this": None if statement else _this_is(seat, sitting, told),
                "pictures": [] if shown_whole else _pictures(sitting, told),
            },
            people=shown,
            things=things,
            apart=apart,
            shown_whole=[_thing(one) for one in shown_whole],
            and_the_rest=_and_the_rest(seat, shown_whole, told),
            earlier=_earlier(seat, sitting) if statement is None and open_now is None else [],
            bar=bar("q-share", back=True, dont_know=open_now is not None),
        ),
    )


# The endpoint is called after what it is for.
blueprint.add_url_rule("/who-can-see", "share", view_func=share_page)


def which_sitting(seat: Seat) -> Sitting | None:
    """The sitting asked about: the one that was picked, else the one that the pupil's home speaks of."""
    wanted = request.values.get("sitting")
    if not wanted:
        return look_back.whose_sharing(db_session(), seat.sitting)
    sittings = look_back.sittings_with_statements(db_session(), seat.pupil.id, most=None)
    found = next((one for one in sittings if str(one.id) == wanted), None)
    if found is None:
        abort(404)
    return found


def _one_thing(sitting: Sitting) -> Statement | None:
    """The single thing an exception is made for, if one was picked."""
    wanted = request.values.get("thing")
    if not wanted:
        return None
    try:
        key = UUID(wanted)
    except ValueError:
        abort(404)
    found = next((one for one in look_back.said_in(db_session(), sitting) if one.id == key), None)
    if found is None:
        abort(404)
    return found


def asked_about(sitting: Sitting) -> Sequence[Statement]:
    """What a yes would share: the one thing that was picked, else all that this sitting asks about."""
    thing = _one_thing(sitting)
    return [thing] if thing else look_back.said_in(db_session(), sitting)


def _may_be_on_the_screen(seat: Seat, told: Sequence[Statement]) -> bool:
    """Whether those who are here now may see all of it: a yes to less than it shares is no yes."""
    return len(other_days.may_be_shown(db_session(), seat.sitting, told)) == len(told)


def _asked_first(sitting: Sitting, thing: Statement | None) -> str:
    """Where the pupil decides whether those who are here may see it."""
    about = thing.id if thing else None
    return url_for("pupil.earlier_day", sitting=sitting.id, thing=about, seen=_after_what_goes_out())


def _name(person: share.Audience) -> str:
    return person.name or pgettext("pupil", "People at my meeting")


def _sees_for_meeting(person: share.Audience, decision: str | None, *, meeting: bool) -> bool:
    """Whether this person sees it at the meeting alone: the pupil said yes to the meeting, and not to them."""
    return meeting and person.role == "sendco" and not person.has_seen and decision != "yes"


def _about(seat: Seat, person: share.Audience, people: Sequence[share.Audience]) -> str:
    there = [one.name for one in people if one.role == "sendco"]
    if person.role != "meeting" or not there:
        return said(ABOUT[person.role])
    return seat.say((IS_THERE if len(there) == 1 else ARE_THERE).filled(name=listed(there)))


def _shown(
    person: share.Audience, decision: str | None, open_now: str | None, seat: Seat, people: Sequence[share.Audience]
) -> dict[str, Any]:
    state = "seen" if person.has_seen else "now" if person.key == open_now else decision or "later"
    return {
        "value": person.key,
        "name": _name(person),
        "about": _about(seat, person, people),
        "picture": person.picture,
        "state": state,
    }


def _page(
    seat: Seat, sitting: Sitting, statement: Statement | None, people: Sequence[share.Audience], open_now: str | None
) -> dict[str, Any]:
    person = next((p for p in people if p.key == open_now), None)
    ask: Wording = ALL_OF_ONE if statement else ALL_ASKED
    if person is not None and person.role == "meeting":
        ask = ASK_MEETING
    elif person is not None:
        ask = (ASK_ONE if statement else ASK).filled(name=person.name)
    return {
        "key": "share",
        "ask": ask,
        "hint": HINT_ONE if statement else HINT,
        "action": url_for("pupil.decide"),
        "fields": {"sitting": str(sitting.id)}
        | ({"thing": str(statement.id)} if statement else {})
        | ({"seen": seen} if (seen := _after_what_goes_out()) else {})
        | ({"round": share.round_of(db_session(), sitting, person.key, statement)} if person else {}),
        "safety": KEEPING_SAFE,
        "safety_more": safety(seat),
    }


def _was_done_here(sitting: Sitting, told: Sequence[Statement]) -> set[str]:
    """The activities of which something was said, and not said anew alone."""
    return {one.response.activity for one in told} & {*sitting.planned}


def _shown_whole(sitting: Sitting, told: Sequence[Statement]) -> Sequence[Statement]:
    """What stands there whole: all that is asked about, where it is little; else what was said anew, where that is."""
    if len(told) <= MOST_SHOWN:
        return told
    anew = [] if _was_done_here(sitting, told) else [one for one in told if one.sitting_id == sitting.id]
    return anew if len(anew) <= MOST_SHOWN else []


def _pictures(sitting: Sitting, told: Sequence[Statement]) -> Sequence[str | Photograph]:
    """What stands for all that was said: the activities that were done; of things said anew, their own pictures."""
    done = _rooms(_was_done_here(sitting, told))
    if done:
        # As on their tiles; where they are many, each by one, so that none is left out.
        all_of_them = [picture for room in done for picture in room.pictures]
        return all_of_them if len(all_of_them) <= MOST_PICTURES else [room.pictures[0] for room in done]
    return [picture for one in told for picture in pictures_of(one, one.words)][:3]


def _rooms(slugs: set[str]) -> list[Activity]:
    """The activities of these names, in the order in which they are offered."""
    return [room for slug, room in all_activities().items() if slug in slugs]


def _this_is(seat: Seat, sitting: Sitting, told: Sequence[Statement]) -> Wording | None:
    """What "this" is, in one line."""
    titles = _titles(seat, told)
    if not titles:
        return None
    day = other_day(sitting)
    return (THIS_IS_OF.filled(day=day) if day else THIS_IS).filled(activities=listed(titles))


def _titles(seat: Seat, told: Iterable[Statement]) -> list[str]:
    return [seat.say(room.title) for room in _rooms({one.response.activity for one in told})]


def _and_the_rest(seat: Seat, shown_whole: Sequence[Statement], told: Sequence[Statement]) -> Wording | None:
    """What else the question is about, where some of it stands there whole."""
    shown = {one.id for one in shown_whole}
    titles = _titles(seat, (one for one in told if one.id not in shown)) if shown else []
    return AND_THE_REST.filled(activities=listed(titles)) if titles else None


def sentence_of(claim: Text) -> str:
    """The claim with a capital letter where it begins."""
    told = said(claim)
    return told[:1].upper() + told[1:]


def pictures_of(statement: Statement, words: str | None) -> list[str | Photograph]:
    """What stands beside a statement, as papers print it: the pupil's own photo, which these words tell, and the cards.

    Not a photo that was thrown away.
    """
    there = photos.still_there(db_session(), statement.pupil_id, statement.photos)
    return [
        Photograph(one.key, words or gettext("My photo")) if isinstance(one, telling.OwnPhoto) else one
        for one in telling.pictures_of(statement)
        if not isinstance(one, telling.OwnPhoto) or one.key in there
    ]


def _thing(statement: Statement) -> dict[str, Any]:
    # As adults are told it: "You put Art under Good", or that an adult saw it so.
    told = telling.told(statement, pgettext("pupil", "you"))
    return {
        "id": str(statement.id),
        "claim": sentence_of(told.claim),
        "label": said(told.label) if told.label else "",
        "words": told.words,
        "exact": told.exact,
        "pictures": pictures_of(statement, statement.words) or ["in-my-words"],
    }


def _apart(
    sitting: Sitting, people: Sequence[share.Audience], things: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The things for which somebody's yes or no differs from what stands beside that person."""
    if not things:
        return []
    apart = share.told_apart(db_session(), sitting)
    asked = {person.key: person for person in people if not person.has_seen}
    whole = {person.key: person.decision for person in people}
    found = []
    for thing in things:
        of_thing = apart.get(UUID(thing["id"]), {})
        meeting = of_thing.get(MEETING, whole.get(MEETING)) == "yes"
        differs = [
            (_name(asked[key]), said_of, _sees_for_meeting(asked[key], said_of, meeting=meeting))
            for key, said_of in of_thing.items()
            if key in asked
        ]
        if differs:
            found.append({"thing": thing, "people": differs})
    return found


def _earlier(seat: Seat, sitting: Sitting) -> list[dict[str, Any]]:
    """Earlier days whose sharing can be changed."""
    return [
        {"id": str(one.id), "on": one.handed_over_at}
        for one in look_back.sittings_with_statements(db_session(), seat.pupil.id)
        if one.id != sitting.id
    ]


def _address(sitting: Sitting, thing: Statement | None, person: str | None = None) -> str:
    """This page, about a sitting or one thing said in it, asking about this person."""
    about = thing.id if thing else None
    return url_for("pupil.share", sitting=sitting.id, thing=about, person=person, seen=_after_what_goes_out())


def _after_what_goes_out() -> str | None:
    """What was shown of what goes out, where that led here and its thanks come after; the pages of it hand it on."""
    return request.values.get("seen") or None


def _if_another(seat: Seat, sitting: Sitting) -> UUID | None:
    """The sitting, where it is another than today's: the thanks tell what was decided about that one."""
    return None if sitting.id == seat.sitting.id else sitting.id


def _was_asked(seat: Seat, sitting: Sitting) -> None:
    """Finish: all that was said in this sitting has been asked about, also where nothing was answered."""
    session = db_session()
    # Each time: what was said since the last Finish has then been asked about too.
    sitting.asked_at = now()
    if sitting.id == seat.sitting.id:
        seat.sitting.finished_at = sitting.asked_at
    session.flush()
    refresh_views_of_pupil(session, seat.pupil.id, now=now())


def to_the_thanks(seat: Seat, seen: str) -> ResponseReturnValue:
    """To the thanks after what goes out, of which this was shown: whatever was left or taken off the list meanwhile.

    What was only begun today is stated first, so that it is asked about before the thanks, and not after them.
    """
    capture.say_so_far(db_session(), seat.sitting, all_activities(), now=now())
    return redirect(url_for("pupil.checked", seen=seen))


def _one_step_back(sitting: Sitting, thing: Statement | None) -> str:
    """Go back: to the person decided about last, else to where the pupil came from."""
    if thing is not None:
        return _address(sitting, None)
    last = share.last_decided(db_session(), sitting)
    if last is not None and request.form.get("person") != last:
        return _address(sitting, thing, last)
    if seen := _after_what_goes_out():
        *before, shown_last = seen.split(".")
        return url_for("pupil.check", seen=".".join(before), again=shown_last)
    return url_for("pupil.home", stay="yes")


@blueprint.post("/who-can-see")
@opens_for(Audience.PUPIL)
def decide() -> ResponseReturnValue:
    """Keep one decision; it has effect at once."""
    seat = this_seat()
    session = db_session()
    sitting = which_sitting(seat)
    if sitting is None:
        return redirect(url_for("pupil.home"))
    thing = _one_thing(sitting)
    form = request.form
    if form.get("open"):
        return redirect(_address(sitting, thing, form["open"]))
    if form.get("touch") == "back":
        return redirect(_one_step_back(sitting, thing))
    if form.get("touch") == "finish":
        if thing is not None:
            return redirect(_address(sitting, None))
        _was_asked(seat, sitting)
        if seen := _after_what_goes_out():
            return to_the_thanks(seat, seen)
        return redirect(url_for("pupil.thank_you", sitting=_if_another(seat, sitting)))
    decision = "dont-know" if form.get("touch") == "dont-know" else form.get("answer", "")
    # A no shows nobody anything, so it is kept whatever was on the screen.
    if decision == "yes" and not _may_be_on_the_screen(seat, asked_about(sitting)):
        return redirect(_asked_first(sitting, thing))
    if decision in {"yes", "no", "dont-know"} and form.get("person"):
        how = "asked" if sitting.id == seat.sitting.id and seat.sitting.finished_at is None else "home"
        moment = now()
        try:
            made = share.decide(
                session,
                sitting,
                form["person"],
                decision,
                how=how,
                decided_in=seat.sitting,
                now=moment,
                statement=thing,
                asked_in=form.get("round"),
            )
        except share.NotAsked:
            abort(404)
        except share.AnotherRound:
            return redirect(_address(sitting, thing))
        if made.at == moment:
            leave_trail(
                session,
                seat.viewer,
                f"decided {decision}",
                now=moment,
                pupil_id=seat.pupil.id,
                about={"audience": form["person"], "sitting": str(sitting.id), "thing": str(thing.id) if thing else ""},
            )
    return redirect(_address(sitting, thing))
