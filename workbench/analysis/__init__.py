"""What can be read off a journey without running it."""
