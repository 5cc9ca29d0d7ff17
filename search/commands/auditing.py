"""Whether what is asked is logged, and where; a command logs its answer in one line.

Nothing of the log is imported where none was ever turned on: a search then only looks whether its folder is there.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ...index.archive import Archive

_VARIABLE: Final = "FIHRIS_AUDIT"


def place() -> Path:
    """Return the folder of the log: the one that `$FIHRIS_AUDIT` names, else one in the user's data folder."""
    if named := os.environ.get(_VARIABLE):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("fihris") / "audit"


def log(archive: "Archive", command: str, asked: str, options: dict[str, Any], answer: object) -> None:
    """Log an answer, if the log is on, before it is printed: what is not logged is not answered.

    `options` are what else was asked, by the names of `Archive`'s own arguments, so that it can be asked again.
    """
    folder = place()
    if not folder.is_dir():
        return
    from ..audit.log import Log
    from ..audit.recording import record

    kept = Log(folder)
    if (head := kept.head()) and head.on:
        kept.append(record(archive, command, asked, options, answer))
