"""What a person told `fihris doctor --terminal`: terminal.toml in their settings, a line a terminal.

[bidi]
"kitty" = "visual"
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from ...index.errors import BadInput
from ..render.terminals import Order


def place() -> Path:
    """Return the file; it need not be there."""
    from platformdirs import user_config_path

    return user_config_path("fihris") / "terminal.toml"


def read() -> dict[str, Order]:
    """Return what was told of each terminal, by its name; raises `BadInput` for a file that holds something else."""
    path = place()
    try:
        told = tomllib.loads(path.read_text("utf-8")).get("bidi", {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _unusable(path, str(error)) from error
    if not isinstance(told, dict) or not all(order in get_args(Order) for order in told.values()):
        raise _unusable(path, f"[bidi] gives each terminal one of {', '.join(get_args(Order))}")
    return told


def _unusable(path: Path, reason: str) -> BadInput:
    return BadInput(f"{path} is not what fihris doctor --terminal wrote ({reason}); delete it and answer again")


def write(told: Mapping[str, Order]) -> None:
    """Put all that was told in the place of what was remembered."""
    path = place()
    path.parent.mkdir(parents=True, exist_ok=True)
    # a string of JSON is one of TOML
    lines = (f"{json.dumps(name)} = {json.dumps(order)}\n" for name, order in told.items())
    path.write_text("[bidi]\n" + "".join(lines), encoding="utf-8")
