"""What an answer can be proved with: where it stands, in which state of which archive, and how it was asked for."""
