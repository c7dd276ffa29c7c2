"""How an old book is to be read: what was recognised is put right by it, kept, and given by a file."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_books import NUMBER_FORM, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_TEXT, LONGEST_LINE = 1 << 18, 1000  # characters; a key a.a.a… of TOML takes memory by its square
MOST_FIGURES = 18  # of a 份号
MOST_ROWS = 1_048_576  # of a sheet (ECMA-376)


@dataclass
class Choices:
    """How a book is to be read: what was recognised is put right by it. Saved, it fits next year's file too.

    ``columns`` is label → key of the target ("" for none); ``values`` what stands in no column; ``sheets``
    by name: ``header`` and ``last`` (rows), ``year``, ``skip``.
    """

    register: str = ""
    action: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    number_form: str = NUMBER_FORM
    width: int | None = None
    sheets: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As it is saved, in JSON."""
        return dict(vars(self))


def read_choices(text: str, name: str) -> Choices:
    """A saved mapping, JSON or (by its *name*) TOML.

    Raises:
        Refused: where it is neither, or tells something else.
    """
    longest = max(map(len, text.splitlines()), default=0)
    if len(text) > MOST_TEXT or (name.endswith(".toml") and longest > LONGEST_LINE):
        raise Refused(
            [unreadable("mapping", why=f"> {LONGEST_LINE if longest > LONGEST_LINE else MOST_TEXT}")]
        )
    try:
        made = Choices(**(tomllib.loads(text) if name.endswith(".toml") else json.loads(text)))
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused([unreadable("mapping", why=" ".join(str(error).split())[:120])]) from error
    for key, fits in _FITTING.items():
        if not fits(getattr(made, key)):
            raise Refused([unreadable("mapping", why=key)])
    return made


def numbered(form: str, year: object, number: str) -> str:
    """A bare number of an old book in the form that was chosen."""
    return form.replace("{year}", str(year)).replace("{number}", number)


def is_number_form(form: str) -> bool:
    """Whether a number can be written in it: nothing in braces but the two that are replaced."""
    return "{number}" in form and not set(numbered(form, "", "")) & {"{", "}"}


def _is_whole(value: Any, most: int) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most)


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float, bool))


def _by_name(values: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(values, dict) and all(isinstance(key, str) and fits(one) for key, one in values.items())


def _is_sheet(told: Any) -> bool:
    whole = ("header", "last", "year")
    return _by_name(told, _is_plain) and all(_is_whole(told.get(key), MOST_ROWS) for key in whole)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


_FITTING: dict[str, Callable[[Any], bool]] = {
    "register": _is_text,
    "action": _is_text,
    "columns": lambda told: _by_name(told, _is_text),
    "values": lambda told: _by_name(told, _is_plain),
    "number_form": lambda told: _is_text(told) and (not told or is_number_form(told)),
    "width": lambda told: _is_whole(told, MOST_FIGURES),
    "sheets": lambda told: _by_name(told, _is_sheet),
}
