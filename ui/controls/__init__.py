"""Widgets of the look: they know colours, sizes and keys, and nothing of journeys."""
