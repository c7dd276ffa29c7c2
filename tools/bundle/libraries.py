"""What a shared library asks of others: an ELF file by pyelftools, a Windows PE by pefile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pefile
from elftools.common.exceptions import ELFError
from elftools.elf.dynamic import Dynamic, DynamicSegment
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection

if TYPE_CHECKING:
    from pathlib import Path

ELF, PE = b"\x7fELF", b"MZ"
IMPORTS = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")


class Unreadable(Exception):
    """It begins like a library and cannot be read as one: nothing can be said of it, so it must not be shipped."""


@dataclass(frozen=True)
class Library:
    """The other libraries that it loads, and the functions that it takes from them (ELF only)."""

    kind: str  # "elf" or "pe"
    needed: frozenset[str] = frozenset()
    undefined: frozenset[str] = frozenset()
    has_symbol_table: bool = False  # what `strip` would take away


def read(path: Path) -> Library | None:
    """A library or a program; None for any other file.

    Raises:
        Unreadable: its inside is damaged.
    """
    with path.open("rb") as file:
        head = file.read(4)
    try:
        if head == ELF:
            return _elf(path)
        if head[:2] == PE:
            return _pe(path)
    except (ELFError, pefile.PEFormatError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path.name}: {error}") from error
    return None


def _elf(path: Path) -> Library:
    """By its sections and by its dynamic segment: the first can be stripped off, the second misses a few symbols."""
    with path.open("rb") as file:
        elf = ELFFile(file)
        needed: set[str] = set()
        undefined: set[str] = set()
        parts = [*elf.iter_sections(), *elf.iter_segments("PT_DYNAMIC")]
        for part in parts:
            if isinstance(part, Dynamic):
                needed |= {tag.needed for tag in part.iter_tags("DT_NEEDED")}
            if isinstance(part, (SymbolTableSection, DynamicSegment)):
                undefined |= {
                    symbol.name.split("@")[0]
                    for symbol in part.iter_symbols()
                    if symbol["st_shndx"] == "SHN_UNDEF" and symbol.name
                }
        table = any(isinstance(part, SymbolTableSection) and part.name == ".symtab" for part in parts)
        return Library("elf", frozenset(needed), frozenset(undefined), table)


def _pe(path: Path) -> Library:
    pe = pefile.PE(str(path), fast_load=True)
    try:
        pe.parse_data_directories([pefile.DIRECTORY_ENTRY[name] for name in IMPORTS])
        entries = [
            *getattr(pe, "DIRECTORY_ENTRY_IMPORT", []),
            *getattr(pe, "DIRECTORY_ENTRY_DELAY_IMPORT", []),
        ]
        return Library("pe", frozenset(entry.dll.decode().lower() for entry in entries))
    finally:
        pe.close()
