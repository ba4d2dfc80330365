"""How long things take; numbers for people, never a test."""
