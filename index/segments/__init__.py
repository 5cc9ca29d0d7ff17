"""The archive on disk: segments of arrays, written once and read where they lie."""
