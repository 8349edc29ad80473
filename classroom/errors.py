"""What can go wrong with learners and their records, each said in one sentence."""


class ClassroomError(Exception):
    """Anything this package refuses to do."""
