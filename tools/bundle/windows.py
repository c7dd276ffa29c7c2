"""The version resource of the Windows programs, from the version of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable('080404B0', [
      StringStruct('FileDescription', '保密工作台'),
      StringStruct('ProductName', 'secretdesk'),
      StringStruct('InternalName', 'secretdesk'),
      StringStruct('OriginalFilename', 'secretdesk.exe'),
      StringStruct('LegalCopyright', 'MIT'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x0804, 1200])])
  ]
)
"""  # 0804 is Chinese (China), 04B0 and 1200 are Unicode


def numbers(version: str) -> tuple[int, int, int, int]:
    """``0.1.0`` as the four numbers that Windows counts in; what is no number (``rc1``) counts as nothing."""
    found = [int(part) if part.isdigit() else 0 for part in version.split(".")[:4]]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def version_file(version: str, folder: Path) -> str:
    """Write what PyInstaller reads; gives its path."""
    file = folder / "version.txt"
    file.write_text(TEXT.format(version=version, numbers=numbers(version)), encoding="utf-8")
    return str(file)
