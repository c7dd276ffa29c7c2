"""Which groups of registers a vault keeps: a second one, of 非密, keeps no carriers (第44条)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from secretdesk.domain.terms_law import ALL_GROUPS, CHOSEN_GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from secretdesk.domain.declaration import Register

# What any vault needs: the names that others refer to, what went wrong, and what stands in no chosen group.
ALWAYS = frozenset({"people", "departments", "correspondents", "places", "irregularities"})


@lru_cache(maxsize=16)
def groups_of(text: str) -> frozenset[str] | None:
    """The groups that a parameter names (``人员、监督``, or 全部); None where it names something else."""
    words = frozenset(re.split(r"[\s、,;]+", unicodedata.normalize("NFKC", text).strip()))
    if words == {ALL_GROUPS}:
        return frozenset(CHOSEN_GROUPS)
    return words if words and words <= frozenset(CHOSEN_GROUPS) else None


def kept(registers: Mapping[str, Register], text: str) -> dict[str, Register]:
    """The registers that a vault of these groups keeps, in their order; all where the text names none."""
    groups = groups_of(text)
    return {key: one for key, one in registers.items() if is_kept(registers, one, groups)}


def is_kept(registers: Mapping[str, Register], register: Register, groups: frozenset[str] | None) -> bool:
    """Whether a vault of these groups keeps a register (None: of all); a child goes with its parent."""
    own = registers.get(register.parent, register)
    return groups is None or own.key in ALWAYS or own.group in groups or own.group not in CHOSEN_GROUPS
