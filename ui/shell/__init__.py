"""What stands round the views: toolbar, rail, headline, status line, and the workspace that holds them together."""
