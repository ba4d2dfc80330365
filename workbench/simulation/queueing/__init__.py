"""Departments with limits: customers wait for people, and waiting fills the glass."""
