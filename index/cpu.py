"""What has to be said before numpy is loaded, by whoever has the process for himself: the command line."""

import os
import sys
from pathlib import Path
from typing import Final

_CPUINFO: Final = "/proc/cpuinfo"
_FEATURES: Final = "AVX512_SPR AVX512_ICL X86_V4"


def do_without_threads() -> None:
    """Keep numpy's linear algebra, which fihris never asks, from starting a thread for each processor.

    That takes as much processor time as a search. Does nothing when numpy is loaded already, or the user has chosen.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def prefer_quick_sorts() -> None:
    """Keep numpy from sorting with AVX-512 on AMD's processors, where that is five times slower than AVX2.

    Its AVX-512 sort stores compressed vectors to memory, which Zen 4 does in microcode. Postings are made by sorting,
    so it shows. Does nothing on other processors, when numpy is loaded already, or when the user has chosen.
    """
    if "numpy" in sys.modules or "NPY_DISABLE_CPU_FEATURES" in os.environ:
        return
    try:
        with Path(_CPUINFO).open(encoding="utf-8", errors="replace") as file:
            cpu = file.read(1 << 13)
    except OSError:
        return
    if "AuthenticAMD" in cpu and "avx512f" in cpu:
        os.environ["NPY_DISABLE_CPU_FEATURES"] = _FEATURES
