"""Side panels and alternative views of the journey."""
