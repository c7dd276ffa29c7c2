"""Numbers of the command line, within what makes sense: SQLite holds no number of twenty digits."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from secretdesk.cli import words

if TYPE_CHECKING:
    from collections.abc import Callable


def whole(least: int, most: int) -> Callable[[str], int]:
    """A type for argparse: a whole number from *least* to *most*."""

    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(words.BETWEEN.format(least=least, most=most))
        return number

    read.__name__ = "int"  # as argparse tells what it is not
    return read


FIRST_YEAR, LAST_YEAR = 1900, 2200  # as a field of a day
YEAR = whole(FIRST_YEAR, LAST_YEAR)
LIMIT = whole(-1, 10**9)  # a limit below zero is told by the command itself
PLACE = whole(1, 10**6)
