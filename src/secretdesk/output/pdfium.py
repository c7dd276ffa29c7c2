"""Loads pypdfium2 without what it would bring along."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import Any


@cache
def quiet_pdfium() -> Any:
    """PDFium's library lies beside its module; it is never looked for.

    pypdfium2 imports ``ctypes.util`` to look in the system as well, and that imports subprocess and select,
    which starts compilers and linkers to find a library. An empty one takes its place.
    """
    import ctypes

    if "ctypes.util" not in sys.modules:
        empty: Any = ModuleType("ctypes.util")
        vars(empty).update(find_library=lambda _name: None)
        sys.modules["ctypes.util"] = ctypes.util = empty  # type: ignore[attr-defined,unused-ignore]
    import pypdfium2

    return pypdfium2
