"""What may stand behind a mistake, and the ways that lead to what refutes it."""

import streamlit as st

from quizzes.marking import suggested
from quizzes.misconceptions import Misconception, misconceptions
from quizzes.sitting import Attempt


def behind(attempt: Attempt) -> None:
    """Tell what may stand behind the wrong answers to a question that is solved or given up."""
    question = attempt.question
    over = attempt.solved or attempt.steps == len(question.steps)
    if not over or not any(suggested(question, answer) for answer in attempt.answers):
        return
    st.markdown("**What may stand behind a mistake here**")
    found = (misconceptions()[name] for name in question.misconceptions)
    st.markdown("\n".join(f"- {told(belief)}" for belief in found))


def told(belief: Misconception, suggested: str = "") -> str:
    """Write what is wrongly believed and what is so, with the ways that show it."""
    return f"Mistaken belief{suggested}: “{belief.thought}” In truth: {belief.truth} {ways(belief)}"


def ways(belief: Misconception) -> str:
    """Write the links to what refutes a belief."""
    return " · ".join(f"[{label}]({address})" for label, address in belief.links)
