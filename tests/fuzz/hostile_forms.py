"""A college's own forms as nobody should write them (peers.md R22): (dice, canary) → (file name, bytes)."""

import re
from functools import cache

from secretdesk import assets

ODD = (
    "0", "-1", "1", "true", "1e400", "nan", "-inf", "9" * 400, "9" * 4000, "9" * 5000, "0x" + "f" * 5000, '""', '"x"', "[]", "[[]]", "{}", "[1, [2]]",
    "[{}]", "{ a = 1 }", '[["title"]]', "1979-05-27T07:32:00Z", "07:32:00", "1979-13-01", "'" + "长" * 5000 + "'", '"\\u0000"', '"\\ud800"',
    '"\\U00110000"', '"\\u202e"', '"title.title.title"', '"entry"', '"n"', '"status"', '"documents"', '"copies.document"', "[" * 3000 + "]" * 3000,
    '"{unit.__class__}"', '"{year!r:>99999999}"', '"{unit:>99999999}"', '"{"', '"{0}"', '"{unit[0]}"', '"<img src=\\"file://CANARY\\"/>"',
    '"../../CANARY"', '"-number"', '["-"]', '["number", "number"]', '[""]', '["on", "title", "issuer"]', "1.5", "250", "6",
)  # fmt: skip
MORE = (
    "unknown = 1", "[unknown]", "[[columns]]\nwidth = 10", "[[also]]", "[[sums]]\nlabel = 'x'\nfield = 'title'\neach = 9", "[[foot]]\nlabel = 'x'\nwidth = 30",
    "[where]\nstatus = 'void'", "[where]\ntitle = [1]", "each = 'issuer'", "each = 'number'\norder = []", "open = true", "marked = false", "show_title = false",
    "boxes = [['title']]", "end = [[{ sign = true, label = 'x', rows = 9 }]]", "[members]\nby = 'document'", "[[columns]]\nfield = 'copy_numbers'\nwidth = 20",
    "[[also]]\nregister = 'copies'\nby = 'document'\nstatus = ['in_cabinet']\ncells = { title = ['x'], number = 'number' }", "grid = [[{ field = 'title', width = nan }]]",
    "order = ['-received_on', 'copy_numbers']", "series = ['密收', '密收']",
)  # fmt: skip


@cache
def shipped():
    files = [*assets.form_files(), assets.folder("forms") / assets.LABELS]
    return {file.name: file.read_text("utf-8") for file in files}


def mutated(dice, canary):
    """A shipped form with a few values, lines or bytes that are wrong."""
    name = dice.choice(["labels.toml", *["receipt_book.toml"] * 3, *shipped()])
    lines = shipped()[name].splitlines()
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        n = dice.randrange(len(lines))
        way = dice.random()
        if way < 0.55:
            values = [n for n, line in enumerate(lines) if re.match(r"\w+ = ", line)] or [n]
            n = dice.choice(values)
            lines[n] = lines[n].partition(" = ")[0] + " = " + dice.choice(ODD)
        elif way < 0.7:
            lines.insert(n, dice.choice(MORE))
        elif way < 0.8:
            lines.append(dice.choice(MORE))
        elif way < 0.9:
            del lines[n : n + dice.choice([1, 1, 5])]
        else:
            lines[n] = lines[n].replace('"', dice.choice(["'", "”", '""']))
        lines = lines or [""]
    return name, "\n".join(lines).replace("CANARY", str(canary)).encode()


def damaged(dice, _canary):
    """Bytes that are none of a form: cut, flipped, of another encoding, far too many."""
    name = dice.choice(list(shipped()))
    data = bytearray(shipped()[name].encode(dice.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])))
    way = dice.randrange(4)
    if way == 0:
        del data[dice.randrange(len(data)) :]
    elif way == 1:
        for _ in range(3):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif way == 2:
        data = bytearray(dice.randbytes(dice.choice([0, 1, 300])))
    else:
        data += dice.choice(
            [b"\n" * (2 << 20), b"#" * 300_000, b"\nx = " + b"[" * 100_000, b"\n" + b"a." * 9000 + b"b = 1"]
        )
    return name, bytes(data)


KINDS = (mutated, mutated, mutated, damaged)
