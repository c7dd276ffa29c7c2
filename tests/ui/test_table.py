"""The one table model over any number of rows: right in every place, and still where it was after an act."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from secretdesk.domain.review import Command
from secretdesk.store.errors import DiskTrouble
from secretdesk.ui import behind, pages, table
from secretdesk.ui.pages import Ask
from secretdesk.ui.table import TableModel, columns_of
from secretdesk.ui.view import RegisterView, fitted
from tests.ui.conftest import receive


@pytest.fixture
def many(desk, monkeypatch):
    """Forty documents, in pages of four: ten pages, and a jump over two of them waits for the ruler."""
    monkeypatch.setattr(pages, "SIZE", 4)
    monkeypatch.setattr(pages, "KEPT", 3)
    monkeypatch.setattr(pages, "WALK", 2)
    monkeypatch.setattr(table, "SIZE", 4)
    monkeypatch.setattr(table, "WALK", 2)
    monkeypatch.setattr(behind, "SIZE", 4)
    for number in range(1, 41):
        receive(desk, number, title=f"第{number}件{'清查' if number % 3 == 0 else '通知'}")
    return desk


@pytest.fixture
def model(many, dressed):  # noqa: ARG001
    made = TableModel(many, many.registers["documents"])
    yield made
    made.close()


def titles(model, places=None):
    column = [f.key for f in model.columns].index("title")
    return [model.text(n, column) for n in (places or range(model.rowCount()))]


def wait_for_ruler(qtbot, model):
    qtbot.waitUntil(
        lambda: model.pages.is_counted and all(model.row(n) is not None for n in range(model.rowCount()))
    )


def test_it_is_a_sound_model(model, qtbot):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    wait_for_ruler(qtbot, model)
    receive(model.pages.desk, 41)
    model.renew()
    model.set_ask(Ask(text="清查"))
    model.set_ask(Ask(order="number", ascending=True))
    receive(model.pages.desk, 42)
    model.renew()
    assert model.rowCount() == 42
    model.close()
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    "ask",
    [
        Ask(), Ask(ascending=True), Ask(text="清查"), Ask(order="number"), Ask(order="doc_number", ascending=True),
        Ask(where={"level": "机密"}), Ask(order="declassify_on"),
    ],
    ids=str,
)  # fmt: skip
def test_every_place_holds_the_row_that_one_long_query_gives(model, qtbot, ask):
    model.set_ask(ask)
    desk = model.pages.desk
    qtbot.waitUntil(lambda: model.pages.is_counted)
    right = desk.rows("documents", text=ask.text, where=ask.where, order=ask.order, ascending=ask.ascending)
    last = model.rowCount() - 1
    qtbot.waitUntil(lambda: model.row(last) is not None)  # a jump to the end
    assert model.row(last).entry == right[-1].entry
    wait_for_ruler(qtbot, model)
    places = [*range(last + 1), *range(last, -1, -7), last // 2]
    assert [model.row(n).entry for n in places] == [right[n].entry for n in places]
    assert model.row(last + 1) is None


def test_a_jump_that_is_not_measured_yet_is_blank_not_wrong(model):
    model.reach(30)
    model._ruler.stop()
    model.pages.measured({})
    assert model.row(30) is None
    assert model.text(30, 0) == "…"
    assert model.row(7) is not None  # near enough to read on the way


def test_new_rows_on_top_move_the_places_by_as_many(model, qtbot):
    wait_for_ruler(qtbot, model)
    for number in range(41, 46):
        receive(model.pages.desk, number, title=f"新{number}")
        model.renew()
        assert titles(model) == [r["title"] for r in model.pages.desk.rows("documents")]


def test_what_an_act_leaves_alone_stays(model, qtbot, many):
    view = RegisterView(model)
    qtbot.addWidget(view)
    view.resize(900, 200)
    view.show()
    wait_for_ruler(qtbot, model)
    view.choose(20)
    chosen, top = view.current().entry, view.verticalScrollBar().value()
    assert top > 0
    view.hold()
    receive(many, 41)
    model.renew()
    assert view.current().entry == chosen
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == top + 1)
    model.set_ask(Ask(text="通知"))
    qtbot.waitUntil(lambda: model.pages.is_counted)
    view.choose(5)
    chosen = view.current().entry
    view.hold()
    many.perform(Command("", "documents", "amend", model.row(2).entry, {"title": "另一个", "reason": "抄错"}))
    model.renew()
    qtbot.waitUntil(lambda: view.current() is not None)
    assert view.current().entry == chosen
    assert [r.entry for r in view.chosen()] == [chosen]


def test_a_click_on_a_heading_orders_and_a_third_one_ends_it(model, qtbot):
    view = RegisterView(model)
    qtbot.addWidget(view)
    number = 0
    view.order_by(number)
    assert model.pages.ask == Ask(order="number")
    view.order_by(number)
    assert model.pages.ask == Ask(order="number", ascending=True)
    view.order_by(number)
    assert model.pages.ask == Ask()
    title = [f.key for f in model.columns].index("title")
    view.order_by(title)  # no index: left alone
    assert model.pages.ask == Ask()


def test_columns_fill_the_room_and_numbers_are_never_cut(desk):
    for register in desk.registers.values():
        columns = columns_of(register)
        natural = [100] * len(columns)
        assert sum(fitted(columns, natural, 3000)) == 3000
        narrow = fitted(columns, natural, 100)
        assert narrow[0] == 100
        kept = [w for w, f in zip(narrow, columns, strict=True) if f.index and f.kind == "text"]
        assert all(w == 100 for w in kept)


def test_a_disk_that_refuses_to_be_read_is_told_once_and_f5_tries_again(model, qtbot, monkeypatch):
    wait_for_ruler(qtbot, model)
    rows = type(model.pages.desk).rows

    def refuse(*_args, **_more):
        raise DiskTrouble("gone", reason="EIO")

    monkeypatch.setattr(type(model.pages.desk), "rows", refuse)
    model.pages.measured({})
    with qtbot.waitSignal(model.troubled) as told:
        assert [model.text(n, 0) for n in range(3)] == ["…"] * 3
    assert "磁盘不见了" in told.args[0]
    monkeypatch.setattr(type(model.pages.desk), "rows", rows)
    model.renew()
    assert model.text(0, 0) != "…"
