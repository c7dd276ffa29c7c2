"""Finds forms/ and resources/: in the source tree, in an installed wheel, or frozen by PyInstaller."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def places() -> tuple[Path, ...]:
    """The folders that may hold forms/ and resources/, the likeliest first."""
    frozen = getattr(sys, "_MEIPASS", None)
    bundled = (Path(frozen) / "secretdesk", Path(frozen)) if frozen else ()
    return (*bundled, _PACKAGE, _PACKAGE.parents[1])


@cache
def folder(name: str) -> Path:
    """The shipped folder of that name (``forms``, ``resources``).

    Raises:
        FileNotFoundError: it is nowhere, so the installation is incomplete (a bug of the bundle).
    """
    for place in places():
        if (place / name).is_dir():
            return place / name
    raise FileNotFoundError(f"{name}/ is missing beside {_PACKAGE}")


LABELS = "labels.toml"  # beside the forms: the kinds of sticker sheets


def form_files() -> tuple[Path, ...]:
    """The shipped forms, one TOML each, by name."""
    return forms_in(folder("forms"))


def forms_in(place: Path) -> tuple[Path, ...]:
    """The forms in a folder, by name."""
    return tuple(sorted(file for file in place.glob("*.toml") if file.name != LABELS))


def font_file(name: str) -> Path:
    """A bundled font by its file name, say ``NotoSerifSC-Regular.ttf``."""
    return folder("resources") / "fonts" / name


def holidays() -> dict[str, str]:
    """Year → its holidays and shifted days, of the years whose notice was out when this version was made."""
    return tomllib.loads((folder("resources") / "calendar.toml").read_text(encoding="utf-8"))
