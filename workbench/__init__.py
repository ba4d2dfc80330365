"""The journey model, its editing, storage and simulation; knows no window."""
