"""The verdict: what a test shows, how sure that is, and where to read on."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from io import StringIO
from math import floor
from typing import Final

import streamlit as st

from lifecycle.stage import STAGES
from quizzes.certificate import PROVES, Certificate
from quizzes.errors import QuizError
from quizzes.exports.csv_rows import guarded
from quizzes.marking import suggested
from quizzes.mastery import GOAL, SURE, Mastery, Verdict, learners_told
from quizzes.misconceptions import misconceptions
from quizzes.sitting import FURTHER, Attempt, Test
from ui import cached, certificates, kept, session
from ui.menu import CERTIFICATE
from ui.parts import beliefs, card
from ui.parts.picture import draw
from ui.parts.sitting import TURNED
from ui.turned import heading

_MORE: Final = 3
_SHOWN: Final = 5
_SAID: Final = {
    Verdict.STRONG: ("Strong", "Your answers make it likely that you know this lesson."),
    Verdict.DEVELOPING: (
        "Developing",
        "Your answers show that there is still something to learn here, and where it is.",
    ),
    Verdict.UNDECIDED: (
        "Not enough evidence yet",
        "Somebody who knows the lesson could have answered so, and somebody who does not quite.",
    ),
}


def show(sitting: str, test: Test, at: datetime, *, turned: bool) -> None:
    """Show the verdict of a test that was handed in, and what follows from it."""
    mastery = test.mastery
    told, sentence = _SAID[mastery.verdict]
    heading(f"Verdict: {told}", "verdict", turned=turned)
    right = sum(response.right for response in mastery.responses)
    low, high = mastery.interval
    st.markdown(
        f"{sentence} **{right} of {len(mastery.responses)}** answers are right{_left_open(test)}. "
        f"The verdict is about knowing at least {GOAL:.0%} of such questions. Of 100 learners with "
        f"these answers, **{learners_told(floor(100 * mastery.probability))}** would know that "
        f"much; the verdict is “{_SAID[Verdict.STRONG][0]}” from {100 * SURE:.0f} of them on. "
        f"Ninety of the 100 would know between {low:.0%} and {high:.0%} of such questions. "
        "Easy questions, lucky guesses and hints count less. "
        f"{certificates.limit_told(test.minutes)}"
    )
    draw(cached.picture_of_mastery(mastery))
    if mastery.verdict is Verdict.UNDECIDED and not test.further:
        _offer_more(sitting, test)
    _by_stage(mastery)
    _by_misconception(test)
    _answers(test)
    _take_away(sitting, test, at)


def _left_open(test: Test) -> str:
    left = sum(not attempt.answer for attempt in test.handed_in)
    if not left:
        return ""
    questions = "question has" if left == 1 else "questions have"
    return f"; {left} {questions} none, which counts as wrong"


def _offer_more(sitting: str, test: Test) -> None:
    asked = {attempt.question.template for attempt in test.attempts}
    met = {event.question for event in kept.known()}
    bank = cached.bank().questions
    left = [each for each in bank if each.template not in asked and not each.source]
    new = [each for each in left if each.id not in met]
    enough = len({each.template for each in new}) >= _MORE
    further = cached.most_telling(test.mastery, tuple(new if enough else left), _MORE)
    best, worst = (floor(100 * test.mastery.after(further, right=r)) for r in (True, False))
    st.markdown(
        f"Three further questions tell more: all three right would make it {learners_told(best)} "
        f"of 100 learners, all three wrong {learners_told(worst)}. After them the verdict stands."
        + ("" if best >= 100 * SURE else " A strong one is out of their reach.")
    )
    st.button(
        "Answer three more questions",
        icon=":material/add:",
        on_click=_add,
        args=(sitting, " ".join(question.id for question in further)),
    )


def _add(sitting: str, further: str) -> None:
    kept.keep(sitting, "", FURTHER, 1, further)
    st.session_state[TURNED] = not kept.unsent()


def _by_stage(mastery: Mastery) -> None:
    st.subheader("By stage", anchor=False)
    rows = []
    for number, stage in enumerate(STAGES, start=1):
        own = [each.right for each in mastery.responses if each.question.stage == stage.name]
        if own:
            told = f"{sum(own)} of {len(own)}"
            rows.append(
                {
                    "Stage": stage.name,
                    "Right": told,
                    "In the lesson": f"[step {number}](step-through?step={number})",
                }
            )
    st.table(rows, border="horizontal", hide_index=True, alt="Right answers by stage")


def _by_misconception(test: Test) -> None:
    found = Counter(
        name for attempt in test.handed_in for name in suggested(attempt.question, attempt.answer)
    ).most_common()
    if not found:
        return
    st.subheader("What may stand behind the mistakes", anchor=False)
    st.markdown(
        "The questions that went wrong are about these beliefs. None of them is true; whether one "
        "of them is yours, only you can tell."
    )
    st.markdown(_beliefs(found[:_SHOWN]))
    if found[_SHOWN:]:
        st.expander(f"And {len(found) - _SHOWN} more").markdown(_beliefs(found[_SHOWN:]))


def _beliefs(found: Sequence[tuple[str, int]]) -> str:
    told = []
    for name, count in found:
        questions = "one question" if count == 1 else f"{count} questions"
        told.append(f"- {beliefs.told(misconceptions()[name], f', asked about in {questions}')}")
    return "\n".join(told)


def _answers(test: Test) -> None:
    st.subheader("Your answers", anchor=False)
    for number, attempt in enumerate(test.handed_in, start=1):
        told, icon = _marked(attempt)
        with st.expander(
            f"{number}. {told}: {attempt.question.stem}",
            icon=icon,
            on_change="rerun",
            key=f"a{number}",
        ) as opened:
            if opened.open:
                _answer(attempt)


def _marked(attempt: Attempt) -> tuple[str, str]:
    """Tell what an answer was, in words and by a sign, which a screen reader leaves out."""
    if not attempt.answer:
        return "Not answered", ":material/radio_button_unchecked:"
    return ("Right", card.RIGHT) if attempt.response.right else ("Wrong", card.WRONG)


def _answer(attempt: Attempt) -> None:
    question = attempt.question
    if question.program:
        st.code(question.program, language=None, wrap_lines=True)
    if attempt.answer:
        st.markdown(f"**Your answer.** {_told(attempt, attempt.answer)}")
        st.markdown(" ".join(card.linked(each) for each in attempt.marks[-1].feedback))
    else:
        st.markdown("**You gave no answer.**")
    if not attempt.response.right:
        st.markdown(f"**Right is** {_told(attempt, question.key)}")
    for number, step in enumerate(question.steps, start=1):
        st.markdown(f"{number}. {card.linked(step)}")


def _told(attempt: Attempt, letters: tuple[str, ...]) -> str:
    joint = " → " if attempt.question.kind == "order" else "; "
    return joint.join(
        " ↵ ".join(f"`{line}`" for line in attempt.question.option(letter).text.splitlines())
        if attempt.question.kind == "predict"
        else attempt.question.option(letter).text
        for letter in letters
    )


def _take_away(sitting: str, test: Test, at: datetime) -> None:
    st.subheader("To take away", anchor=False)
    certificate = _certificate(sitting, test, at)
    st.markdown(
        "The certificate states what this test showed, whatever that is: here the verdict "
        f"“{_SAID[certificate.verdict][0]}”, with {certificate.right} of {certificate.asked} "
        "answers right. There is nothing to pass. A teacher can check that it is genuine."
    )
    with st.container(horizontal=True):
        _offer_certificate(certificate)
        st.download_button(
            "Results (CSV)",
            partial(results, test),
            f"{sitting}.csv",
            "text/csv",
            icon=":material/table:",
            on_click="ignore",
        )
    st.caption(PROVES)


def _offer_certificate(certificate: Certificate) -> None:
    try:
        code = certificate.code(cached.secret())
    except QuizError as problem:
        st.warning(str(problem), icon=":material/error:")
        return
    home = session.home()
    address = f"{home}/{CERTIFICATE.address}" if home else ""
    st.download_button(
        "Certificate (PDF)",
        lambda: certificates.pdf(certificate, code, address),
        f"{certificate.test}.pdf",
        "application/pdf",
        icon=":material/workspace_premium:",
        on_click="ignore",
    )
    st.download_button(
        "Certificate (PNG)",
        lambda: certificates.png(certificate, code, address),
        f"{certificate.test}.png",
        "image/png",
        icon=":material/image:",
        on_click="ignore",
    )


def _certificate(sitting: str, test: Test, at: datetime) -> Certificate:
    mastery = test.mastery
    low, high = mastery.interval
    return Certificate(
        day=at.date(),
        verdict=mastery.verdict,
        right=sum(response.right for response in mastery.responses),
        asked=len(mastery.responses),
        probability=floor(100 * mastery.probability),
        interval=(round(100 * low), round(100 * high)),
        test=sitting,
        minutes=test.minutes,
    )


def results(test: Test) -> str:
    """Write a test's answers as CSV, one row a question; the further ones have no time limit."""
    out = StringIO()
    sheet = csv.writer(out)
    sheet.writerow(
        [
            "question",
            "level",
            "stage",
            "answer",
            "right",
            "ticks and changes",
            "hints",
            "time limit",
        ]
    )
    for place, attempt in enumerate(test.handed_in):
        question = attempt.question
        limited = test.minutes and place < len(test.attempts)
        sheet.writerow(
            [
                question.id,
                question.level,
                question.stage,
                guarded(_told(attempt, attempt.answer).replace("`", "")),
                "yes" if attempt.response.right else "no",
                len(attempt.answers),
                attempt.hints,
                certificates.minutes_told(test.minutes) if limited else "none",
            ]
        )
    return out.getvalue()
