"""The map: geometry, painting, tools and the widget."""
