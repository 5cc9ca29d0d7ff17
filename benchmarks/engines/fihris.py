"""fihris as it is opened by a program; its index is made by its command."""

from pathlib import Path

from fihris import Archive, __version__

from .worker import LIMIT, run


class Opened:
    """An archive."""

    version = __version__

    def __init__(self, folder: Path) -> None:
        self._archive = Archive.open(folder)

    def best(self, text: str) -> object:
        """Return the best articles without passages."""
        return self._archive.search(text, limit=LIMIT, passages=0)

    def found(self, text: str) -> list[tuple[str, str]]:
        """Return id and title of the best articles."""
        hits = self._archive.search(text, limit=LIMIT, passages=0).hits
        return [(hit.article.id, hit.article.title) for hit in hits]


if __name__ == "__main__":
    run(Opened)
