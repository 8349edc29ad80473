"""What can go wrong in the lifecycle, each said in one sentence."""


class LifecycleError(Exception):
    """Anything this package refuses to do."""


class RefusalError(LifecycleError):
    """A model is not let out, for a reason that was measured: an outcome, and no fault."""
