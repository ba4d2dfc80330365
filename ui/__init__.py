"""The desktop window over the workbench."""
