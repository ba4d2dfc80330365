"""Which fixes to choose: every set that is possible, what it costs and what it does."""
