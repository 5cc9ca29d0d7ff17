"""`fihris completion`: what a shell needs to complete commands, options and their values."""

import click
from click.shell_completion import get_completion_class

from ..cli import fihris
from .output import write

NAME = "fihris"
VARIABLE = "_FIHRIS_COMPLETE"
"""Click's own name for it: a shell that asks sets it."""


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> None:
    """Print the script that lets a shell complete fihris: its commands, options and their values.

    \b
    Examples, one a shell, for a file that it reads when it starts:
      eval "$(fihris completion bash)"         # ~/.bashrc
      eval "$(fihris completion zsh)"          # ~/.zshrc
      fihris completion fish | source          # ~/.config/fish/config.fish
    """
    completion = get_completion_class(shell)
    assert completion
    write([completion(fihris, {}, NAME, VARIABLE).source()])
