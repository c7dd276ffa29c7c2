"""What the frozen program is made of: which libraries and plugins go in, which are the system's, what is stripped.

build.spec asks here. A list of contents is PyInstaller's: (name in the bundle, file, kind).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import PIL
from bundle.libraries import read

Entry = tuple[str, str, str]

BANNED = tomllib.loads((Path(__file__).parent / "banned.toml").read_text(encoding="utf-8"))

# Never loaded by the program; they would bring half of the standard library along.
NEEDLESS = [
    "sqlite3", "tkinter", "unittest", "doctest", "pdb", "pydoc", "pydoc_data", "test", "lib2to3", "curses", "readline",
    "setuptools", "_distutils_hack", "distutils", "pkg_resources", "packaging", "trove_classifiers", "sysconfig",
    "charset_normalizer", "cffi", "pycparser", "numpy", "lxml", "matplotlib", "IPython", "typing_extensions",
    "_codecs_jp", "_codecs_kr", "_codecs_tw", "_codecs_hk", "_codecs_iso2022", "_lsprof", "_testcapi",
    "defusedxml.xmlrpc", "defusedxml.expatreader", "defusedxml.sax",
    "PIL.ImageGrab", "PIL.ImageShow", "PIL.ImageTk", "PIL.ImageQt", "PIL.ImageCms", "PIL._imagingcms", "PIL.ImageFont",
    "PIL._imagingft", "PIL._imagingtk", "PIL._avif", "PIL._webp", "PIL.features", "PIL._imagingmath", "PIL._imagingmorph",
    "reportlab.graphics", "reportlab.platypus", "pypinyin.__main__", "pypinyin.runner", "pypdfium2_cli", "pypdfium2._cli",
]  # fmt: skip

PICTURES = {"PngImagePlugin", "JpegImagePlugin", "MpoImagePlugin", "TiffImagePlugin"}

PLUGINS = [
    "platforms/*qxcb.*", "platforms/*qwayland-generic.*", "platforms/*qoffscreen.*", "platforms/*qminimal.*",
    "platforms/qwindows.dll", "wayland-shell-integration/libxdg-shell.so", "wayland-decoration-client/libbradient.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "iconengines/*qsvgicon.*", "imageformats/*qsvg.*", "printsupport/*",
]  # fmt: skip

# Beside Python's own and the wheels', only these come along from a Linux system: what a desktop may lack. All else is the
# system's (X11, fonts, GL, D-Bus, CUPS, C++): it must fit the system's services, and some of it speaks to networks.
ALONG = [
    "libpython3*", "libcrypto.so*", "libffi.so*", "libz.so*", "libbz2.so*", "liblzma.so*", "libzstd.so*", "libexpat.so*",
    "libxcb-cursor.so*", "libxcb-icccm.so*", "libxcb-image.so*", "libxcb-keysyms.so*", "libxcb-render-util.so*",
    "libxcb-util.so*", "libxcb-xkb.so*", "libxcb-xinerama.so*", "libxkbcommon.so*", "libxkbcommon-x11.so*",
]  # fmt: skip
WHEELS = ("site-packages", "dist-packages")
QT_WORDS = "*/translations/qt*.qm"


def left_out() -> list[str]:
    """The modules that PyInstaller must not follow."""
    banned = {name for kind in BANNED["modules"].values() for name in kind}
    return sorted(banned | set(NEEDLESS) | set(needless_pictures()))


def needless_pictures() -> list[str]:
    """The readers of kinds of pictures that the preview does not show: code that only a hostile file would wake."""
    every = {file.stem for file in Path(PIL.__file__).parent.glob("*ImagePlugin.py")}
    return [f"PIL.{name}" for name in every - PICTURES]


def binaries(entries: list[Entry]) -> list[Entry]:
    """The extensions, the plugins of the list, and the libraries that these load, each once."""
    real = [entry for entry in entries if entry[2] != "SYMLINK"]
    stay = [entry for entry in real if _root(entry)]
    by_name = {PurePosixPath(_slashed(entry[0])).name.lower(): entry for entry in real if _library(entry)}
    queue = list(stay)
    while queue:
        library = read(Path(queue.pop()[1]))
        for name in sorted(library.needed if library else ()):
            found = by_name.pop(name.lower(), None)
            if found and found not in stay:
                stay.append(found)
                queue.append(found)
    return sorted(stay)


def data(entries: list[Entry]) -> list[Entry]:
    """The data files, without what describes packages and without words in other languages."""
    return sorted(entry for entry in entries if _wanted(_slashed(entry[0])) and entry[2] != "SYMLINK")


def stripped(entries: list[Entry], folder: Path) -> list[Entry]:
    """The same libraries without their symbol tables and debugging notes, which hold paths of whoever built them."""
    tool = shutil.which("strip") if sys.platform.startswith("linux") else None
    if not tool:
        return entries
    done = []
    for name, file, kind in entries:
        library = read(Path(file))
        if library and library.has_symbol_table:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([tool, "--strip-unneeded", "-o", str(target), file], check=True)
            done.append((name, str(target), kind))
        else:
            done.append((name, file, kind))
    return done


def _root(entry: Entry) -> bool:
    path = _slashed(entry[0])
    if "/plugins/" in path:
        return any(fnmatchcase(path.split("/plugins/")[1], one) for one in PLUGINS)
    return entry[2] == "EXTENSION" or PurePosixPath(path).name.startswith(
        ("libpython3", "python3", "pdfium", "libpdfium")
    )


def _library(entry: Entry) -> bool:
    """May this library be shipped?"""
    if not sys.platform.startswith("linux"):
        return not fnmatchcase(entry[0].lower(), "*opengl32sw.dll")
    from_wheel = any(part in WHEELS for part in Path(entry[1]).parts)
    return from_wheel or any(fnmatchcase(Path(entry[0]).name, one) for one in ALONG)


def _wanted(path: str) -> bool:
    if fnmatchcase("/" + path, QT_WORDS):
        return path.endswith("_zh_CN.qm") and "help" not in path
    return ".dist-info/" not in path and not path.endswith((".pyi", ".py", "py.typed"))


def _slashed(name: str) -> str:
    return name.replace("\\", "/")
