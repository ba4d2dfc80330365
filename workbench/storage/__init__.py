"""From elements to bytes on disk and back, losing nothing."""
