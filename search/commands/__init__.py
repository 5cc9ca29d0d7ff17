"""One module a command: parse, call, print, exit code; nothing else. Each holds `command`."""
