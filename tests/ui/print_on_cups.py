"""Run by test_printing in a process of its own, traced: prints a page through the window onto a real scheduler."""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop

from secretdesk import guard
from secretdesk.desk import papers
from secretdesk.desk.opening import new_vault
from secretdesk.domain.review import Command
from secretdesk.domain.terms import Level
from secretdesk.store.slots import Cost
from secretdesk.ui import dialogs
from secretdesk.ui.app import make_application
from tests.ui.conftest import PASSPHRASE, PERSON, receive


def until(application, there):
    """Turn the loop until it is so."""
    deadline = QDeadlineTimer(60_000)
    while not there():
        assert not deadline.hasExpired()
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def main(folder, printer):
    """Print the second page of a book twice; tell what was booked."""
    guard.begin()  # as the program does: it prints under the kernel's filter
    assert guard.state().kernel == ""
    application = make_application(["secretdesk"])
    from secretdesk.ui.workplace import Workplace

    desk = new_vault(Path(folder), PERSON, PASSPHRASE, Level.HIGHLY_SECRET, cost=Cost(1, 8192))
    for number in range(1, 10):
        receive(desk, number)
    device = {"kind": "打印机", "model": "HP 1020", "serial": "P1", "level": "机密", "use": "涉密单机",
              "keeper": PERSON, "printer_name": printer}  # fmt: skip
    confirm = frozenset({"unknown_reference", "not_cleared", "no_pledge"})
    desk.perform(Command("", "people", "enrol", values={"name": PERSON}))
    desk.perform(
        Command("", "people", "clear", PERSON, {"category": "重要", "pledged_on": "今天"}, confirm=confirm)
    )
    desk.perform(Command("", "devices", "enrol", values=device, confirm=confirm))
    work = Workplace(desk)
    work.show()
    work.tabs.go("documents")
    dialogs.output(work, prints=True)
    output = work.dialog
    output.preview()
    until(application, lambda: output.shown is not None)
    output.print_paper()
    until(application, lambda: output.way is not None)
    asked = output.way.dialog
    listed = [(one.name, one.is_allowed) for one in asked.printers]
    asked.pages.setText("2")
    asked.copies.setValue(2)
    told = []
    output.told.connect(told.append)
    asked.ask()
    until(application, lambda: told or asked.said.text())
    (whole,) = desk.rows("prints")
    pages = [page.status for page in desk.rows("print_pages", ascending=True)]
    (output_row,) = desk.rows("outputs")
    booked = {key: output_row[key] for key in ("kind", "pages", "copies", "device", "level")}
    code = papers.code_of(desk, desk.rows("print_pages", ascending=True)[1])
    print(json.dumps({"listed": listed, "said": asked.said.text() if not told else "", "states": pages,
                      "printer": whole["printer"], "number": whole.number, "code": code, **booked}))  # fmt: skip
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
