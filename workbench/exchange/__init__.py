"""Readers and writers of other programs' files, one file a format."""
