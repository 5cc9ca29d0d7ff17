"""A draft against the archive: what it quotes, claims and counts, and what articles print of that."""
