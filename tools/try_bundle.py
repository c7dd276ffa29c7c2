"""Try the frozen program as the clerk would have it: on a read-only folder with a Chinese name, without Python, HOME or PATH.

python tools/try_bundle.py dist/secretdesk
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bundle.place import Place
from bundle.started import ratios
from bundle.window import Stuck, walk

WORD = "bundle lantern 1926 mulberry"
LONGEST = 1.5  # the start of the frozen program, to that of the source tree
RECEIPT = {
    "issuer": "省教育厅", "doc_number": "云教密〔2026〕8号", "title": "关于考试安全的通知", "mark": "机密★10年",
    "copy_numbers": "000123-000125", "pages": 12, "issued_on": "2026-11-18", "channel": "机要通信",
}  # fmt: skip


class Failed(Exception):
    """Something that the clerk needs does not work."""


def commands(place: Place) -> list[str]:
    """Vault, receipt, rows, print, export, import, labels, locked release, verify, backup; what was done."""
    vault = place.data / "保密库 一"
    word = place.data / "word.txt"
    word.write_text(f"{WORD}\n", encoding="utf-8")
    key = ("--passphrase-file", str(word))
    weak = place.data / "weak.txt"
    weak.write_text("zhangsan123\n", encoding="utf-8")
    place.run(
        "new", place.data / "weak", "--person", "岩温", "--level", "机密", "--passphrase-file", weak, code=1
    )
    place.run("new", vault, "--person", "岩温", "--level", "机密", *key)
    command = {
        "register": "documents",
        "action": "receive",
        "confirm": ["unknown_reference"],
        "values": RECEIPT,
    }
    answer = json.loads(
        place.run("perform", vault, *key, text=json.dumps(command, ensure_ascii=False) + "\n")
    )
    expect(answer.get("ok"), f"the receipt was refused: {answer}")
    rows = place.run("rows", vault, "documents", "--search", "考试", *key)
    expect(json.loads(rows)["title"] == RECEIPT["title"], "the receipt is not found")
    place.run(
        "print", vault, "receipt_book", "--year", answer["number"][3:7], "-o", place.data / "book.pdf", *key
    )
    place.run("print", vault, "receipt_book", "--blank", "-o", place.data / "blank.pdf", *key)
    place.run("labels", vault, "copies", "--search", "密收", "-o", place.data / "labels.pdf", *key)
    place.run("export", vault, "documents", "-o", place.data / "book.xlsx", *key)
    place.run("template", "documents", "-o", place.data / "empty.xlsx")
    place.run(
        "import", vault, place.data / "book.xlsx", "--register", "documents", "--dry-run", *key, code=None
    )
    place.run("describe", "documents")
    told = place.run("silence")
    tried = [json.loads(line) for line in told.splitlines()]
    expect(tried and all(one["refused"] for one in tried), f"a way out is open: {told}")
    place.run("verify", vault, *key)
    place.run("backup", vault, "--to", place.folder("备份"), *key, code=None)
    for name in ("book.pdf", "blank.pdf", "labels.pdf", "book.xlsx"):
        expect((place.data / name).stat().st_size > 1000, f"{name} is empty")
    return [
        "new",
        "weak word refused",
        "perform",
        "rows",
        "print",
        "labels",
        "export",
        "template",
        "silence",
        "verify",
        "backup",
    ]


def every_paper(place: Place) -> int:
    """Every pack of the invented vault: all books, sheets, tables and the inspector's view; how many files."""
    vault, key = place.data / "demo", ("--passphrase-file", str(place.data / "word.txt"))
    place.run("demo", vault, *key)
    for kind in ("books", "inspector", "tables", "day"):
        place.run("pack", vault, kind, "--to", place.folder(kind), *key, code=None)
    made = [file for file in place.data.rglob("*") if file.suffix in {".pdf", ".xlsx", ".csv"}]
    expect(len(made) > 20, f"only {len(made)} papers were made")
    return len(made)


def in_window(place: Place) -> str:
    """The walk by keys. Keys sent to a busy display may get lost, so it has a second try, with a vault of its own."""
    try:
        return walk(place, place.data / "保密库 一", WORD)
    except Stuck as error:
        print("window, once more:", " ".join(str(error).split()), flush=True)
        key = ("--passphrase-file", place.data / "word.txt")
        command = {
            "register": "documents",
            "action": "receive",
            "confirm": ["unknown_reference"],
            "values": RECEIPT,
        }
        place.run("new", place.data / "库 二", "--person", "岩温", "--level", "机密", *key)
        place.run("perform", place.data / "库 二", *key, text=json.dumps(command, ensure_ascii=False) + "\n")
        return walk(place, place.data / "库 二", WORD)


def expect(true: object, otherwise: str) -> None:
    """Raise :class:`Failed` with the sentence unless it is so."""
    if not true:
        raise Failed(otherwise)


def main() -> int:
    """0 when all of it works."""
    bundle = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="secretdesk trial ") as folder:
        place = Place(bundle, Path(folder))
        print("place:", place.told())
        print("commands:", ", ".join(commands(place)), flush=True)
        print("papers:", every_paper(place), flush=True)
        print("window:", in_window(place), flush=True)
        before = {file.name for file in bundle.rglob("__pycache__")}
        expect(not before, "the program wrote into its own folder")
        for name, (slower, told) in ratios(bundle).items():
            print(f"start, {name}:", told, flush=True)
            expect(
                slower <= LONGEST, f"the {name} starts {slower:.2f} times as slowly as from the source tree"
            )
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print("FAILED:", error, file=sys.stderr)
        sys.exit(1)
