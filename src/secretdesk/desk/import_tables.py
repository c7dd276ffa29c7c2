"""Which rows of an old sheet are its header, which column is which field, which rows hold an entry."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from secretdesk.desk.import_joins import Join, joins_of, put_together, relabelled
from secretdesk.desk.import_leavings import LEAST, YEAR, no_entry
from secretdesk.desk.import_ways import Way, words
from secretdesk.domain.rules.old_cells import DIGITS, narrow, plain
from secretdesk.output.old_sheet import OldRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from secretdesk.desk.import_choices import Choices
    from secretdesk.domain.rules.old_cells import Cell
    from secretdesk.output.old_sheet import OldSheet

WHOLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!\d)")
LOOKED_AT = 25  # rows in which a header is looked for
MANY = 300  # rows that tell how wide a 份号 is
LONGEST_LABEL = 40  # characters
WIDTH = 6  # figures of a 份号 (GB/T 9704), where a column of numbers tells none


@dataclass
class Table:
    """A sheet as it will be read: header rows (0 where none was found), labels and keys by column."""

    sheet: OldSheet
    way: Way
    header: int = 0
    last: int = 0
    labels: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    year: int = 0
    year_guessed: bool = False  # by the name of the file alone
    width: int = 0
    skip: bool = False
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """Of the sheet."""
        return self.sheet.name

    def samples(self, many: int) -> list[OldRow]:
        """The first rows that hold an entry, whether the sheet is to be imported or not."""
        return [row for row, _ in islice(self.rows(), many)]

    def rows(self) -> Iterator[tuple[OldRow, int]]:
        """Every row that holds an entry, with the year it stands under."""
        self.skipped.clear()
        year = self.year
        if not self.header:
            return
        serials = {
            n for n, label in self.labels.items() if narrow(label).lower() in words()["words"]["serial"]
        }
        serials -= set(self.columns)
        above: dict[int, Cell] = {}
        months: dict[str, str] = {}
        ditto = frozenset(words()["words"]["ditto"])
        names = {n: narrow(label.partition("#")[0]) for n, label in self.labels.items()}
        for row in self.sheet.rows:
            if row.number <= self.last:
                continue
            why = no_entry(row, serials, names)
            if why.isdecimal():
                year, why = int(why), "year"
            if why:
                self.skipped[why] += 1
                continue
            cells = {
                n: above[n] if isinstance(value, str) and value.strip() in ditto and n in above else value
                for n, value in row.cells.items()
            }
            above = cells
            yield OldRow(row.number, put_together(cells, self.joins, months), row.hidden), year


def lay_out(sheet: OldSheet, way: Way, choices: Choices, file: str = "") -> Table:
    """Recognise a sheet of the *file* of that name, and put right what was chosen for it."""
    own = choices.sheets.get(sheet.name, {})
    table = Table(sheet, way, skip=bool(own.get("skip", sheet.hidden)))
    known = synonyms(way)
    known |= {label_key(label): key for label, key in choices.columns.items()}
    if own.get("header"):
        table.header = int(own["header"])
        table.last = int(own.get("last") or table.header)
        table.labels = _labels(sheet, table.header, table.last)
    else:
        _find_header(table, known)
    chosen = {label_key(label): key for label, key in choices.columns.items()}
    table.joins = joins_of(table.labels)
    table.labels = relabelled(table.labels, table.joins)
    table.columns = _columns(table.labels, known, chosen)
    table.year = int(own["year"]) if own.get("year") else _year(table)
    if not table.year:
        table.year = year_of_name(file)
        table.year_guessed = table.year > 0
    table.width = choices.width if choices.width is not None else _width(table)
    return table


def synonyms(way: Way) -> dict[str, str]:
    """label_key → key of the target, for a register."""
    found: dict[str, str] = {}
    own = words().get(way.register.key, {})
    for key, target in way.targets.items():
        for label in (target.label, *own.get(key, ()), *(words()["words"]["year"] if key == "year" else ())):
            found.setdefault(label_key(label), key)
    return found


@lru_cache(8192)
def label_key(label: str) -> str:
    """What labels are compared by: half width, no spaces, no punctuation, small letters."""
    return re.sub(r"[^\w#]|_", "", narrow(label)).lower()


def _find_header(table: Table, known: Mapping[str, str]) -> None:
    best: float = LEAST - 1
    rows = table.sheet.rows[:LOOKED_AT]
    lines = [(row.number, row.number) for row in rows]
    lines += [(one.number, two.number) for one, two in pairwise(rows) if _groups(one)]
    for first, last in lines:  # two lines only where they tell more than one
        labels = _labels(table.sheet, first, last)
        joins = joins_of(labels)
        score = sum(1 if one.grouped else 0.5 for one in joins)
        score += len(set(_columns(relabelled(labels, joins), known, {}).values()))
        if score > best and max(len(narrow(label)) for label in labels.values()) < LONGEST_LABEL:
            best, table.header, table.last, table.labels = score, first, last, labels


def _groups(row: OldRow) -> bool:
    """Whether a row may be the upper line of a header: several labels, no title."""
    return len({plain(value) for value in row.cells.values()}) >= LEAST


def _labels(sheet: OldSheet, first: int, last: int) -> dict[int, str]:
    """The label of each column; of two lines the lower, with the upper before it where it groups several."""
    rows = {row.number: row for row in sheet.rows if first <= row.number <= last}
    found: dict[int, str] = {}
    for number in sorted(rows):
        cells = {n: plain(value) for n, value in rows[number].cells.items()}
        for top, left, bottom, right in sheet.spans:
            if top <= number <= bottom and left in cells and right - left < len(cells) + 12:
                cells |= {n: cells[left] for n in range(left, right + 1) if n not in cells}
        for n, text in cells.items():
            upper = found.get(n, "")
            found[n] = text if not upper or narrow(upper) == narrow(text) else f"{upper}·{text}"
    seen: Counter[str] = Counter()
    for n in sorted(found):
        label = " ".join(found[n].split())
        seen[label] += 1
        found[n] = label if seen[label] == 1 else f"{label}#{seen[label]}"
    return found


def _columns(
    labels: Mapping[int, str], known: Mapping[str, str], chosen: Mapping[str, str]
) -> dict[int, str]:
    """Column → key: what was chosen, then by the whole label, without brackets, by its lower line."""
    found: dict[int, str] = {}
    for shape in (_whole, _unbracketed, _lower):
        for n in sorted(labels):
            label = shape(labels[n])
            key = chosen.get(label_key(labels[n]), known.get(label_key(label)) if label else None)
            if key and n not in found and key not in found.values():
                found[n] = key
    return found


def _whole(label: str) -> str:
    return label


def _unbracketed(label: str) -> str:
    return re.sub(r"[（(〔\[].*?[)）〕\]]", "", label)


def _lower(label: str) -> str:
    return label.rpartition("·")[2]


def _year(table: Table) -> int:
    """The year in the title above the header, else in the name of the sheet; 0 for none."""
    above = [row for row in table.sheet.rows if row.number < table.header]
    texts = [plain(value) for row in reversed(above) for value in row.cells.values()]
    told = [narrow(text).translate(DIGITS) for text in (*texts, table.sheet.name)]
    for wanted in (WHOLE_YEAR, YEAR):  # 2019年 before the day on which it was printed
        if found := next((m for text in told if (m := wanted.search(text))), None):
            return int(found[1])
    return 0


def year_of_name(file: str) -> int:
    """The year in the name of a file: 2019年, or the only number in it; 0 for none."""
    name = narrow(file.rpartition(".")[0]).translate(DIGITS)
    found = WHOLE_YEAR.search(name) or re.fullmatch(r"\D*((?:19|20)\d{2})\D*", name)
    return int(found[1]) if found else 0


def _width(table: Table) -> int:
    """How many figures a 份号 has: as its column shows where it begins with a zero, else the usual six."""
    column = next((n for n, key in table.columns.items() if key == "copy_numbers"), None)
    if column is None:
        return 0
    body = (row for row in table.sheet.rows if row.number > table.last and column in row.cells)
    cells = [row.cells[column] for row in islice(body, MANY)]
    shown = [m[0] for one in cells if isinstance(one, str) and (m := re.match(r"0\d+", narrow(one)))]
    return Counter(map(len, shown)).most_common(1)[0][0] if shown else WIDTH
