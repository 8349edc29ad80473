"""Recall: the card that is due, its answer, and four ways to say how well it was remembered."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import streamlit as st
from icalendar import Alarm, Calendar, Event

from lifecycle.moments import moments
from quizzes.misconceptions import misconceptions
from quizzes.recall import NEW_A_DAY, RATING, Card, Deck, Rating, deck_of, stage_cards
from ui import kept, turned
from ui.clicks import held
from ui.kept import local
from ui.menu import TITLE
from ui.parts import away, beliefs, card

SITTING: Final = "recall"
_AT_HAND: Final = "recall-at-hand"
_SESSION: Final = timedelta(hours=1)
"""What comes back sooner belongs to the session at hand."""
_LOOK: Final = 15.0
"""Seconds after which the page looks whether a card has come back."""
_FELT: Final = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}


@dataclass(slots=True)
class _AtHand:
    """The card at hand, which the callbacks change."""

    card: str = ""
    """Its id: it stays until it is rated, whatever falls due meanwhile."""
    turned: str = ""
    """The id of the card whose answer is shown."""
    brought: bool = False
    """That a press has just brought the answer, or the next card."""


@st.fragment
def cards() -> None:
    """Show the card that is due; it reruns alone."""
    deck = deck_of(_all_cards(), away.events(SITTING))
    now = datetime.now(UTC)
    due = deck.due(now)
    met = len(deck.memories)
    st.markdown(f"**{len(due)} due now** · {met} of {len(deck.cards)} cards met")
    _new(deck, now)
    at_hand = held(_AT_HAND, _AtHand)
    brought, at_hand.brought = at_hand.brought, False
    if due:
        first = next((each for each in due if each.id == at_hand.card), due[0])
        at_hand.card = first.id
        _card(first, deck, now, at_hand, brought=brought)
    else:
        st.success("Nothing is due at this moment.", icon=":material/spa:")
    if met:
        _next(deck, now)


def _all_cards() -> tuple[Card, ...]:
    told = {
        moment.question: moment for ending in (False, True) for moment in moments(stopped=ending)
    }
    about_moments = tuple(
        Card(
            f"moment-{_slug(question)}",
            "Key moment",
            question,
            card.linked(moment.answer),
            "scenario=desert-changed&step=7",
        )
        for question, moment in told.items()
    )
    beliefs = tuple(
        Card(
            each.id,
            "Misconception",
            f"What is wrong with this: “{each.thought}”",
            each.truth,
            each.at,
        )
        for each in misconceptions().values()
    )
    return stage_cards() + about_moments + beliefs


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]


def _card(due: Card, deck: Deck, now: datetime, at_hand: _AtHand, *, brought: bool) -> None:
    shown = at_hand.turned == due.id
    with st.container(border=True):
        st.caption(due.topic)
        with turned.words("recall-front", turned=brought and not shown):
            st.markdown(due.front)
        if not shown:
            st.caption("Say the answer to yourself first.")
            st.button(
                "Show the answer",
                icon=":material/visibility:",
                shortcut="A",
                on_click=_turn,
                args=(at_hand, due.id),
            )
            return
        with turned.words("recall-answer", turned=brought):
            st.markdown(due.back)
        st.markdown(_ways(due))
        st.caption("How well did you know it? It comes back accordingly.")
        with st.container(horizontal=True):
            for rating, felt in _FELT.items():
                st.button(
                    f"{felt} · {_in(deck.after(due, rating, now) - now)}",
                    key=f"rate-{rating}",
                    shortcut=str(int(rating)),
                    on_click=_rate,
                    args=(at_hand, due.id, deck.reviews[due.id] + 1, rating),
                )


def _ways(due: Card) -> str:
    if belief := misconceptions().get(due.id):
        return beliefs.ways(belief)
    return f"[See it in the lesson](step-through?{due.at})"


def _turn(at_hand: _AtHand, card_id: str) -> None:
    at_hand.turned, at_hand.brought = card_id, True


def _rate(at_hand: _AtHand, card_id: str, number: int, rating: Rating) -> None:
    kept.keep(SITTING, card_id, RATING, number, str(int(rating)))
    at_hand.turned, at_hand.brought = "", True


def _in(wait: timedelta) -> str:
    if wait < timedelta(hours=1):
        return f"{max(1, round(wait / timedelta(minutes=1)))} min"
    if wait < timedelta(days=1):
        return f"{round(wait / timedelta(hours=1))} h"
    days = round(wait / timedelta(days=1))
    return f"{days} day" if days == 1 else f"{days} days"


def _new(deck: Deck, now: datetime) -> None:
    """Say how many cards were never met, and when they come."""
    left = len(deck.cards) - len(deck.memories)
    if not left:
        return
    coming = deck.next_new(now)
    when = f", the next one on {_told(coming)}" if coming else ""
    st.caption(f"Still new to you: {left}. At most {NEW_A_DAY} of them come a day{when}.")


def _told(moment: datetime) -> str:
    return f"{local(moment):%d %B at %H:%M}"


def _next(deck: Deck, now: datetime) -> None:
    soon = deck.next_due(now)
    this_hour = bool(soon and soon <= now + _SESSION)
    if soon and this_hour:
        st.markdown(f"A card comes back in {_in(soon - now)}.")
        _wait_for(soon)
    if later := deck.next_due(now + _SESSION):
        _remind(later, "After this hour, the next card" if this_hour else "The next card")


@st.fragment(run_every=_LOOK)
def _wait_for(moment: datetime) -> None:
    if datetime.now(UTC) >= moment:
        st.rerun()


def _remind(moment: datetime, called: str) -> None:
    st.markdown(f"{called} is due on {_told(moment)}.")
    st.download_button(
        "Reminder for your calendar (.ics)",
        partial(calendar, moment, _address()),  # asked now: a download runs outside the page
        "recall.ics",
        "text/calendar",
        icon=":material/event:",
        on_click="ignore",
    )


def _address() -> str:
    return str(st.context.url or "")


def calendar(moment: datetime, address: str) -> bytes:
    """Write an appointment for the next recall, for any calendar."""
    appointment = Event()
    appointment.add("uid", f"recall-{moment:%Y%m%dT%H%M}@ml-lifecycle")
    appointment.add("dtstamp", datetime.now(UTC))
    appointment.add("dtstart", moment.replace(second=0, microsecond=0))
    appointment.add("duration", timedelta(minutes=10))
    appointment.add("summary", f"Recall: {TITLE}")
    appointment.add("description", f"Some cards are about to fade. {address}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Recall")
    alarm.add("trigger", timedelta(0))
    appointment.add_component(alarm)
    sheet = Calendar()
    sheet.add("prodid", "-//ML lifecycle step by step//recall//EN")
    sheet.add("version", "2.0")
    sheet.add_component(appointment)
    return bytes(sheet.to_ical())
