"""Tidying up: where the cards of a journey lie best."""
