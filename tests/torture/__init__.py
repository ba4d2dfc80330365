"""Rigs that do to the storage what life does to disks: `python -m tests.torture` runs all of them at full length."""
