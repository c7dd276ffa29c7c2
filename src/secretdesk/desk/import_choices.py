"""How an old book is to be read: what was recognised is put right by it, kept, and given by a file."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import Any

from secretdesk.domain.review import Refused
from secretdesk.domain.rules.old_books import NUMBER_FORM, unreadable


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
    try:
        told = tomllib.loads(text) if name.endswith(".toml") else json.loads(text)
        made = Choices(**told)
        made.number_form.format(year=2000, number="1")
        for one in (made.columns, made.values, made.sheets, *made.sheets.values()):
            one.items()
        int(made.width or 0)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Refused([unreadable("mapping", why=str(error)[:120])]) from error
    return made
