"""Reads values out of a form's TOML; where one is wrong, says so with file, line and key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from secretdesk.domain.terms import FORM_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

T = TypeVar("T")
MOST_NUMBER = 10**9
MOST_FORM = 1 << 16  # bytes; the longest shipped form has 9,000
LONGEST_LINE = 1000  # characters: a key a.a.a… takes memory by the square of its parts


class FormError(ValueError):
    """A form that cannot be used. The text is ``file:line: key: what is wrong``, for whoever wrote it."""

    form = ""  # the key of the form, where it could be read

    def __init__(self, file: str, line: int, key: str, sentence: str, **facts: object) -> None:
        self.file, self.line, self.key = file, line, key
        place = f"{file}:{line}" if line else file
        super().__init__(
            ": ".join(part for part in (place, key, FORM_SENTENCES[sentence].format(**facts)) if part)
        )


@dataclass(frozen=True)
class Table:
    """One table of the file: the whole (no name), ``[head]``, or the index-th ``[[columns]]``."""

    file: str
    text: str
    data: dict[str, Any]
    name: str = ""
    index: int = 0
    raw: bytes = b""  # of the whole file

    def wrong(self, key: str, sentence: str, **facts: object) -> FormError:
        """The error to raise about a key of this table."""
        return FormError(self.file, self._line(key), f"{self.name}.{key}".strip("."), sentence, **facts)

    def table(self, name: str) -> Table:
        """The table of that name inside this one; empty where it is not written."""
        return Table(self.file, self.text, self.get(name, dict, {}), name)

    def tables(self, name: str) -> list[Table]:
        """The array of tables of that name."""
        found = self.get(name, list, [])
        if not all(isinstance(item, dict) for item in found):
            raise self.wrong(name, "kind", kind=f"[[{name}]]")
        return [Table(self.file, self.text, item, name, index) for index, item in enumerate(found)]

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that is not one of these: it is most likely mistyped."""
        known = list(known)
        for key in self.data:
            if key not in known:
                raise self.wrong(key, "unknown", known=", ".join(known))

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of a key, which must be of this kind; without a default it must be there."""
        value = self.data.get(key, default)
        if value is None:
            raise self.wrong(key, "missing")
        if isinstance(value, int) and abs(value) > MOST_NUMBER:  # no float holds it, or no text
            raise self.wrong(key, "kind", kind=kind.__name__)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, "kind", kind=kind.__name__)
        return value

    def word(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, unless the default is."""
        value = self.get(key, str, default)
        if not value and default is None:
            raise self.wrong(key, "empty")
        return value

    def words(self, key: str, default: list[str] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        value = self.get(key, list, default)
        if not all(isinstance(item, str) and item for item in value):
            raise self.wrong(key, "kind", kind="[str, …]")
        return tuple(value)

    def one_of(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """A text that is one of these."""
        value, choices = self.word(key, default), list(choices)
        if value not in choices:
            raise self.wrong(key, "choice", choices=", ".join(choices))
        return value

    def size(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """A length in mm within bounds."""
        value = self.get(key, float, default)
        if not least <= value <= most:
            raise self.wrong(key, "narrow", least=least, most=most)
        return value

    def _line(self, key: str) -> int:
        """The line of a key, from 1; of its table where the key is not written; 0 where neither is."""
        inside, seen, start = not self.name, -1, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := re.match(r"\s*\[\[?\s*([\w.]+)\s*\]", line):
                seen += header[1] == self.name
                inside = header[1] == self.name and seen == self.index
                start = number if inside else start
                if not self.name and header[1] == key:
                    return number
            elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
            elif not self.name and re.match(r"\s*\[", line):
                inside = False
        return start


def read_toml(file: Path) -> Table:
    """A file as its whole table.

    Raises:
        FormError: it cannot be read, is no TOML, or larger than any form.
    """
    try:
        with file.open("rb") as source:
            raw = source.read(MOST_FORM + 1)
        text = raw.decode("utf-8-sig")
        _check_size(file, raw, text)
        return Table(str(file), text, tomllib.loads(text.replace("\r\n", "\n")), raw=raw)
    except OSError as error:
        raise FormError(str(file), 0, "", "unreadable", reason=error.strerror) from error
    except RecursionError as error:
        raise FormError(str(file), 0, "", "deep") from error
    except FormError:
        raise
    except ValueError as error:  # no TOML, no UTF-8, a number of 5,000 digits
        line = re.search(r"line (\d+)", str(error))
        raise FormError(str(file), int(line[1]) if line else 0, "", "toml", reason=error) from error


def _check_size(file: Path, raw: bytes, text: str) -> None:
    if len(raw) > MOST_FORM:
        raise FormError(str(file), 0, "", "large", most=MOST_FORM >> 10)
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            raise FormError(str(file), number, "", "long_line", most=LONGEST_LINE)
