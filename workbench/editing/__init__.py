"""Verbs: each opens exactly one edit over one document."""
