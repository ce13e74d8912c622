"""The page of one municipality: where it stands, how that came about, and what was sent to it."""
