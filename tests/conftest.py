"""A cheap vault with a clock that the test sets."""

from datetime import datetime, timedelta, timezone

import pytest

from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from secretdesk.output import fonts
from secretdesk.store.slots import Cost
from tests.campaigns import pytest_runtest_logreport, pytest_runtest_setup, pytest_terminal_summary  # noqa: F401

fonts.look_in()  # the bundled fonts alone: every print looks the same everywhere
PASSPHRASE = "lantern 7 mulberry"
CHEAP = Cost(1, 8192)


class Clock:
    """Local wall time in China, standing still until a test moves it."""

    def __init__(self):
        self.now = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self):
        return self.now

    def forward(self, **passed):
        self.now += timedelta(**passed)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def vault_folder(tmp_path):
    return tmp_path / "vault"


@pytest.fixture
def desk(vault_folder, clock):
    made = new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    yield made
    made.close()
