"""What stands outside the ledger, and how tables are paged: any draft comes back as it was, any place is a page or is refused."""

import json

from hypothesis import strategies as st

from secretdesk.desk import drafts, filters
from secretdesk.domain.fields import Kind
from secretdesk.registers import BY_KEY
from tests.campaigns import campaign
from tests.desk.test_receipt import receive
from tests.fuzz.wild import run, texts

PLAIN = texts.map(
    lambda text: text.encode("utf-8", "replace").decode().replace("\0", "").replace("★", "").replace("密", "")
)


@campaign("Fuzz drafts", 100, 5000)
def test_drafts(desk, tries):
    """What a dialog holds: texts, lines of texts, ticks. Marks are left out: above this PC a title is not kept."""
    lines = st.lists(st.dictionaries(st.sampled_from(["number", "remark"]), PLAIN, max_size=2), max_size=2)
    named = PLAIN | st.tuples(PLAIN, st.integers(1, 9)).map(list)
    fields = {
        "title": PLAIN,
        "remark": PLAIN,
        "urgent": st.booleans(),
        "copies": named,
        "document": named,
        "lines": lines,
        "x": PLAIN,
    }
    content = st.fixed_dictionaries({}, optional=fields)

    def kept(told, key):
        head = desk.head()
        drafts.save(desk, "loans", "lend", 0, told)
        assert drafts.load(desk, "loans", "lend") == told
        assert [one.content for one in drafts.all_drafts(desk)] == [told]
        drafts.prefer(desk, key, told)
        assert drafts.preference(desk, key) == told
        assert desk.head() == head

    run(tries, kept, content, PLAIN)


@campaign("Fuzz paging", 100, 10_000)
def test_pages(desk, tries):
    """Every page after any row, in any order, is a part of the whole, and all pages together are the whole."""
    for n in range(5):
        receive(desk, doc_number=f"演〔2026〕{n}号", copy_numbers=f"{n}01-{n}03")
    orders = [
        "",
        *(
            field.key
            for field in BY_KEY["copies"].fields
            if field.kind in {Kind.TEXT, Kind.DATE, Kind.INTEGER}
        ),
    ]

    def paged(text, order, ascending, size):
        whole = [
            row[0]
            for row in desk.page(
                "copies", ["number"], text=text, order=order, ascending=ascending, limit=10_000
            )
        ]
        assert len(whole) == desk.count("copies", text=text)
        assert sorted(whole) == sorted(row.entry for row in desk.rows("copies", text=text))
        part = desk.page("copies", ["number"], text=text, order=order, ascending=ascending, limit=size)
        assert [row[0] for row in part] == whole[:size]

    run(tries, paged, PLAIN, st.sampled_from(orders), st.booleans(), st.integers(1, 20))


@campaign("Fuzz filters", 100, 10_000)
def test_spans_of_days(desk, tries):
    """Two days typed in any way, or a kept filter of words: a question that the books answer."""
    day = desk.clock().date()

    def asked(first, last, words):
        span = filters.days(f"{first}~{last}", day)
        assert desk.count("documents", where={"received_on": span}) == 0
        where = filters.where_of({"level": words}, day)
        assert desk.count("documents", where=where) == 0
        json.dumps(words)

    run(tries, asked, PLAIN, PLAIN, st.lists(PLAIN, max_size=4))
