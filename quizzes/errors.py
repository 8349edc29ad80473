"""What can go wrong with questions and answers, each said in one sentence."""


class QuizError(Exception):
    """Anything this package refuses to do."""
