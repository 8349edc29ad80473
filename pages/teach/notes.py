"""Speaker notes: the second window, which follows Present."""

from ui.presenting import notes

notes()
