"""Icons, themes, templates and sample journeys."""
