"""Loads Pillow's readers of scans without what they would bring along."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import Any


@cache
def quiet_pictures() -> Any:
    """``PIL.Image`` that reads PNG, TIFF and JPEG.

    The reader of JPEG imports subprocess for handing a picture to another program, which is never asked for;
    where none is loaded (the guard keeps it out, the frozen program lacks it), an empty one stands in.
    """
    lent = "subprocess" not in sys.modules
    if lent:
        sys.modules["subprocess"] = ModuleType("subprocess")
    try:
        from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin  # noqa: F401  (they register)
    finally:
        if lent:
            del sys.modules["subprocess"]
    return Image
