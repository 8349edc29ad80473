"""How it is drawn: the frame around every page, the player, charts and parts of pages."""
