"""What can go wrong in the lifecycle, each said in one sentence."""


class LifecycleError(Exception):
    """Anything this package refuses to do."""
