"""The config file: what options are when the command line does not say.

    [search]                a command
    limit = 20              an option of it, by its long name without the dashes
    format = "jsonl"

It is config.toml in the user's settings folder, or what `$FIHRIS_CONFIG` names. What is typed wins over what the
environment says, and that over the file. Nothing in it is guessed: an unknown command, an unknown option or a value of
the wrong type is an error that names the file and the key.
"""

import os
from pathlib import Path
from typing import Any, Final

import click

from ...index.errors import BadInput

NEVER: Final = ("help", "batch")
"""Options that are for one run alone."""


def config_file() -> Path:
    """Return the config file, whether it is there or not."""
    if named := os.environ.get("FIHRIS_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("fihris") / "config.toml"


def defaults(command: click.Command, name: str, commands: tuple[str, ...]) -> dict[str, Any]:
    """Return what the config file says of a command, by the names of Click's parameters.

    Raises `BadInput` for a file that was named and is not there, that is no TOML, or that says something of a command
    or an option that there is not, or a value that the option cannot have.
    """
    path = config_file()
    if not path.exists():
        if os.environ.get("FIHRIS_CONFIG"):
            raise BadInput(f"$FIHRIS_CONFIG names {path}, which is not there; make it, or unset the variable")
        return {}
    tables = _read(path)
    for key, table in tables.items():
        if key not in commands:
            raise BadInput(f"{path}: {key}: there is no such command; a table is one of {', '.join(commands)}")
        if not isinstance(table, dict):
            raise BadInput(f"{path}: {key}: options stand below [{key}], not after it")
    return _of_command(path, command, name, tables.get(name, {}))


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is not TOML ({error})") from error


def _of_command(path: Path, command: click.Command, name: str, table: dict[str, Any]) -> dict[str, Any]:
    options = {
        long.removeprefix("--"): option
        for option in command.params
        if isinstance(option, click.Option)
        for long in option.opts
        if long.startswith("--") and long.removeprefix("--") not in NEVER
    }
    found: dict[str, Any] = {}
    for key, value in table.items():
        option = options.get(key)
        place = f"{path}: {name}.{key}"
        if option is None:
            raise BadInput(f"{place}: there is no such option; fihris {name} takes {', '.join(options)}")
        converted = _value(option, value, place)
        if option.is_flag and not option.is_bool_flag and not value:  # one of several that exclude each other
            continue
        assert option.name
        if found.setdefault(option.name, converted) != converted:
            raise BadInput(f"{place}: it excludes another option that is there; keep one of them")
    return found


def _value(option: click.Option, value: Any, place: str) -> Any:
    """Return a value as the option has it."""
    if option.is_flag:
        if not isinstance(value, bool):
            raise BadInput(f"{place}: {value!r} is neither true nor false")
        return value if option.is_bool_flag or not value else option.flag_value
    if option.multiple:
        if not isinstance(value, list):
            raise BadInput(f"{place}: {value!r} is no list; write [{value!r}]")
        return [_one(option, one, place) for one in value]
    return _one(option, value, place)


def _one(option: click.Option, value: Any, place: str) -> Any:
    kind: type = int if isinstance(option.type, click.types.IntParamType) else str
    if not isinstance(value, kind) or isinstance(value, bool):
        raise BadInput(f"{place}: {value!r} is no {'whole number' if kind is int else 'string'}")
    try:
        option.type.convert(value, option, None)
    except click.BadParameter as error:
        raise BadInput(f"{place}: {error.message.rstrip('.')}") from error
    return str(Path(str(value)).expanduser()) if isinstance(option.type, click.Path) else value
