"""Search answers exactly what a plain substring scan over every searchable field answers (design section 9)."""

import random

import pytest

from secretdesk.desk import checks
from secretdesk.desk.opening import new_vault
from secretdesk.domain.fields import Kind, show_value
from secretdesk.domain.terms import EXPUNGED, Level
from secretdesk.registers import BY_KEY
from tests.conftest import CHEAP, PASSPHRASE, Clock
from tests.desk.test_receipt import do, receive

NAMES = frozenset({"unknown_reference", "duplicate_document", "duplicate_name"})
PIECES = (
    "关于", "试卷", "保密", "教育", "〔2026〕", "★", "８８", "88", "8", "A", "a", "Zz", "ＡＢ", "é", "ß", "İ", "ſ", "《", "》", "、",
    "“", '"', "'", "*", "-", "+", "^", ":", "(", ")", "NEAR", "OR", "AND", "title", "%", "_", "\\", "𠮷", "𬭊", "䶮",
    "\U000f0000", "\U00100000", "\U0010fffd", "\U0010fff5", "\U00010fff", "　", " ", "x y", "0", "00", "000", "e12", "number", ";", "--", "🈲", "か", "\t",
)  # fmt: skip
REGISTERS = ("documents", "copies", "correspondents", "places", "queries", "people", "arrivals", "envelopes")


def folded(text):
    """As texts are compared: ASCII capitals as small letters, all else as it stands."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def some(dice, most):
    return "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, most)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Books in which every way of writing has happened: entered, corrected, renamed, void, expunged, rebuilt in part."""
    dice, folder = random.Random(9), tmp_path_factory.mktemp("search") / "vault"
    made = new_vault(folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=Clock(), cost=CHEAP)
    issuers, numbers = [f"{name}{some(dice, 3)}厅" for name in ("教育", "公安A", "保密ß", "省委")], []
    for n in range(90):
        done = receive(
            made, confirm=NAMES, issuer=dice.choice(issuers), doc_number=f"{some(dice, 3)}{n}号", title=some(dice, 9) + "题",
            copy_numbers=f"{n:04}01-{n:04}0{dice.randrange(1, 5)}", remark=some(dice, 6) + "注", place=f"{n % 5}室-2柜-3层",
            handed_in_by=dice.choice(["张三", "李四", "欧阳A", "𠮷野"]), mark=dice.choice(["机密★10年", "秘密★6个月", "秘密"]),
            slip_count=dice.choice([None, 1]),
        )  # fmt: skip
        numbers.append(done.number)
    for number in dice.sample(numbers, 30):
        do(made, "documents", "amend", number, title=some(dice, 9) + "改", reason="更正")
    for number in dice.sample(numbers, 5):
        do(made, "documents", "expunge", number, reason="涂销")
    do(made, "documents", "void", numbers[-1], reason="重登")
    for row in made.rows("correspondents"):
        do(made, "correspondents", "amend", row.entry, name=f"{row['name']}（新）A", reason="更名")
    envelopes = [
        {"sender": some(dice, 4) + "厅", "courier_number": f"J{n}", "level": "机密"} for n in range(9)
    ]
    do(made, "arrivals", "sign", courier="王" + some(dice, 2), slip_number="S-1", envelopes=envelopes)
    yield made
    made.close()


@pytest.fixture(scope="module")
def scanned(desk):
    """Every row of each register with its texts folded, newest first."""
    return {
        key: [(row, [folded(text) for text in checks.searched_texts(desk, row)]) for row in desk.rows(key)]
        for key in REGISTERS
    }


def query(dice, scanned, key):
    """Half of them a piece out of some row's texts, its ASCII letters in either case; the others anything."""
    way = dice.random()
    if way < 0.15:
        return dice.choice(PIECES)
    if way < 0.4:
        return some(dice, 5)
    texts = [text for text in dice.choice(scanned[key])[1] if text]
    text = dice.choice(texts)
    start = dice.randrange(len(text))
    piece = text[start : start + dice.choice([1, 1, 2, 2, 3, 5, 9, 40])]
    return "".join(c.upper() if c.isascii() and dice.random() < 0.5 else c for c in piece)


def expected(scanned, key, text):
    wanted = folded(text.strip())
    return [row for row, texts in scanned[key] if any(wanted in one for one in texts)]


def entries(rows):
    return [row.entry for row in rows]


@pytest.mark.parametrize(
    ("many", "seed"), [(1000, 1), *(pytest.param(10_000, seed, marks=pytest.mark.torture) for seed in (2, 3))]
)
def test_random_queries_equal_a_plain_scan(desk, scanned, many, seed):
    dice, hits = random.Random(seed), 0
    for _ in range(many):
        key = dice.choice(REGISTERS)
        text = query(dice, scanned, key)
        wanted = expected(scanned, key, text)
        assert entries(desk.rows(key, text=text)) == entries(wanted), (key, text)
        assert desk.count(key, text=text) == len(wanted)
        hits += bool(wanted)
    assert hits > many / 3


@pytest.mark.parametrize("many", [150, pytest.param(3000, marks=pytest.mark.torture)])
def test_filters_order_and_pages_equal_a_plain_scan(desk, scanned, many):
    dice = random.Random(many)
    for _ in range(many):
        key = dice.choice(("documents", "copies"))
        text = dice.choice(["", query(dice, scanned, key)])
        where = dice.choice(
            [
                {},
                {"level": "机密"},
                {"status": ["registered", "in_cabinet"]},
                {"level": "秘密", "status": "void"},
                {"place": None},
            ]
        )
        order = dice.choice(
            ["", "", "number", "title", "pages", "issuer"]
            if key == "documents"
            else ["", "copy_number", "serial"]
        )
        ascending, size = dice.random() < 0.5, dice.choice([1, 3, 7, 1000])
        wanted = [row for row in expected(scanned, key, text) if matches(row, where)]
        pages, after = [], None
        asked = {"text": text, "where": where, "order": order, "ascending": ascending, "limit": size}
        while page := desk.rows(key, **asked, after=after):
            pages += page
            after = (field(page[-1], order), page[-1].entry) if order else (page[-1].entry,)
        assert entries(pages) == entries(ordered(wanted, order, ascending)), (asked, text)
        assert desk.count(key, text=text, where=where) == len(wanted)


def matches(row, where):
    return all(field(row, key) in (want if isinstance(want, list) else [want]) for key, want in where.items())


def field(row, key):
    return {"number": row.number, "status": row.status}[key] if key in {"number", "status"} else row[key]


def ordered(rows, order, ascending):
    """Rows with a value first, in its order (as UTF-8 bytes, which is SQLite's), then those without."""

    def by(row):
        value = field(row, order) if order else row.entry
        return (value.encode() if isinstance(value, str) else value, row.entry)

    full = [row for row in rows if not order or field(row, order) is not None]
    rest = [row for row in rows if order and field(row, order) is None]
    full.sort(key=by, reverse=not ascending)
    rest.sort(key=lambda row: row.entry, reverse=not ascending)
    return full + rest


@pytest.mark.parametrize(
    "text",
    ['"', '""', "*", '"* OR title : "', "title:试", "NEAR(试 卷)", "-试", "^关", "试 AND 卷", "{title number}:a", "'; DROP TABLE ledger; --",
     "a\x00b", "\\", "%", "试*", "(", ")", "+", "\n", "🈲" * 300, "关" * 2000],
)  # fmt: skip
def test_nothing_typed_is_taken_for_a_query_of_fts5(desk, scanned, text):
    for key in REGISTERS:
        assert entries(desk.rows(key, text=text)) == entries(expected(scanned, key, text))
        assert entries(desk.rows(key, text=text, order="number")) is not None


@pytest.mark.parametrize(
    "text", ["\U00010fff", "\U0010fff5", "\U0010ffff", "É", "é", "Ａ", "ａ", "k", "ſ", "s", "İ", "ß", "SS"]
)
def test_only_ascii_letters_are_the_same_in_both_cases_and_every_plane_is_told_apart(desk, scanned, text):
    for key in REGISTERS:
        assert entries(desk.rows(key, text=text)) == entries(expected(scanned, key, text))


def test_an_order_that_is_no_column_is_refused(desk):
    with pytest.raises(KeyError):
        desk.rows("documents", order='number" DESC; --')
    with pytest.raises(KeyError):
        desk.rows("documents", where={"1=1 OR title": 1})


def test_every_searchable_field_is_searched(desk, scanned):
    """Told from the declarations, not from the module under test: numbers, texts, names, 份号 each by itself."""
    named = {
        row.entry: row["name"]
        for key in ("correspondents", "places", "people", "departments")
        for row in desk.rows(key)
    }
    for key in REGISTERS:
        for row, texts in scanned[key]:
            assert folded(row.number) in texts
            for declared in BY_KEY[key].fields:
                value = row[declared.key]
                if not declared.search or value is None:
                    continue
                if declared.kind is Kind.REFERENCE:
                    value = named[value]
                for one in value if isinstance(value, list) else [show_value(declared, value)]:
                    assert any(folded(one) in text for text in texts), (key, declared.key)
                    assert one == EXPUNGED or row.entry in entries(desk.rows(key, text=one.strip()))


@pytest.mark.parametrize(
    ("typed", "name"), [("zs", "张三"), ("LS", "李四"), ("oy", "欧阳A"), ("oya", "欧阳A")]
)
def test_names_are_found_by_the_initials_of_their_pinyin(desk, typed, name):
    assert name in {row["name"] for row in desk.rows("people", text=typed)}


def test_the_index_made_anew_answers_the_same(desk, scanned):
    dice = random.Random(5)
    queries = [(key, query(dice, scanned, key)) for key in REGISTERS for _ in range(20)]
    before = [entries(desk.rows(key, text=text)) for key, text in queries]
    checks.rebuild(desk)
    assert [entries(desk.rows(key, text=text)) for key, text in queries] == before
    assert list(checks.verify(desk)) == []
