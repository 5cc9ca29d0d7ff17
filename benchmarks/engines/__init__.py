"""Search engines as processes of one protocol: see `worker`."""
