"""A vault full of believable invented data: two years of a college's receipts, ending yesterday.

Everything invented stands in ``resources/demo.toml``. The same day gives the same books (salts and keys
excepted).
"""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from secretdesk import assets
from secretdesk.desk.backups import daily
from secretdesk.desk.demo_abroad import furnish_passports, lives_abroad
from secretdesk.desk.demo_batches import destructions_of, returns_of, stocktakes_of
from secretdesk.desk.demo_classification import classifications_of, furnish_authorities, furnish_steps
from secretdesk.desk.demo_closings import closing_of
from secretdesk.desk.demo_copyings import copyings_of
from secretdesk.desk.demo_departures import lives_of_leavers
from secretdesk.desk.demo_disclosure import furnish_reviewers, lives_of_disclosures
from secretdesk.desk.demo_dispatches import dispatches_of
from secretdesk.desk.demo_errands import carryings_of, repairs_of, transfers_of
from secretdesk.desk.demo_foreign import lives_with_foreigners
from secretdesk.desk.demo_imports import inputs_of, take_over_the_old_book
from secretdesk.desk.demo_inspections import lives_of_inspections
from secretdesk.desk.demo_irregularities import irregularities_of
from secretdesk.desk.demo_leaks import leaks_of
from secretdesk.desk.demo_loans import loans_of
from secretdesk.desk.demo_making import papers_of
from secretdesk.desk.demo_office import lives_of_the_office
from secretdesk.desk.demo_people import enrol_people, lives_of_people
from secretdesk.desk.demo_prints import prints_of
from secretdesk.desk.demo_receipts import receipts_of
from secretdesk.desk.demo_rounds import rounds_of
from secretdesk.desk.demo_secrecy import furnish_posts, lives_of_posts
from secretdesk.desk.demo_sites import furnish_sites, lives_of_sites
from secretdesk.desk.demo_stage import Stage
from secretdesk.desk.demo_things import furnish_things, handovers_of, lives_of_things
from secretdesk.desk.demo_trainings import trainings_of
from secretdesk.desk.demo_vault import exams_of
from secretdesk.desk.demo_year import year_end_of
from secretdesk.desk.desk import Clock, Desk, wall_clock
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level

if TYPE_CHECKING:
    from pathlib import Path

    from secretdesk.store.slots import Cost

YEARS = 2


def make_demo(
    folder: Path, person: str, passphrase: str, *, clock: Clock = wall_clock, cost: Cost | None = None
) -> Desk:
    """Make the demo vault, at 机密 level; its last act was yesterday, but for the day's backup.

    Raises:
        StoreError: as :func:`secretdesk.desk.opening.new_vault`.
    """
    with (assets.folder("resources") / "demo.toml").open("rb") as file:
        data = tomllib.load(file)
    end = datetime.combine(clock().date() - timedelta(days=1), time(17, 0), tzinfo=clock().tzinfo)
    start = end.replace(hour=8, minute=30) - timedelta(days=365 * YEARS)
    stage: list[Stage] = []

    def staged() -> datetime:
        return stage[0].now if stage else start

    desk = new_vault(
        folder,
        person or data["clerk"],
        passphrase,
        Level.HIGHLY_SECRET,
        clock=staged,
        unit=data["unit"],
        cost=cost,
    )
    stage.append(Stage(desk, data, start, end))
    _furnish(stage[0])
    _live(stage[0])
    desk.clock = clock
    daily(desk)
    return desk


def _furnish(stage: Stage) -> None:
    """Departments, people, cabinets and correspondents, prepared before the first courier."""
    for name in stage.data["departments"]:
        stage.do("departments", "enrol", name=name, phone=f"0691-21{stage.dice.randrange(10000):04d}")
    stage.flush()
    enrol_people(stage)
    furnish_posts(stage)
    furnish_passports(stage)
    furnish_authorities(stage)
    furnish_steps(stage)
    for issuer in stage.data["issuers"]:
        told = {"reports_to": issuer["reports_to"]} if "reports_to" in issuer else {}
        stage.do("correspondents", "enrol", name=issuer["name"], tier=issuer["tier"], **told)
    stage.flush()
    for name in stage.data["places"]:
        stage.do("places", "enrol", name=name, responsible=stage.data["heads"][0])
    stage.flush()
    furnish_things(stage)
    furnish_sites(stage)
    furnish_reviewers(stage)


def _live(stage: Stage) -> None:
    """Two or three couriers a week; what goes wrong goes wrong now and then."""
    first = stage.now.date()
    while stage.now.date() <= stage.end.date():
        if stage.now.weekday() < 5 and stage.dice.random() < 0.45:
            receipts_of(stage)
            stage.flush()
        if stage.now.weekday() < 5:
            loans_of(stage)
            papers_of(stage)
            copyings_of(stage)
            dispatches_of(stage)
            irregularities_of(stage)
            closing_of(stage)
            year_end_of(stage)
            destructions_of(stage, (stage.now.date() - first).days)
            returns_of(stage, (stage.now.date() - first).days)
            stocktakes_of(stage, (stage.now.date() - first).days)
            rounds_of(stage)
        handovers_of(stage, (stage.now.date() - first).days)
        lives_of_people(stage, (stage.now.date() - first).days)
        lives_of_leavers(stage, (stage.now.date() - first).days)
        trainings_of(stage, (stage.now.date() - first).days)
        lives_of_posts(stage, (stage.now.date() - first).days)
        lives_abroad(stage, (stage.now.date() - first).days)
        lives_with_foreigners(stage, (stage.now.date() - first).days)
        lives_of_sites(stage, (stage.now.date() - first).days)
        exams_of(stage, (stage.now.date() - first).days)
        classifications_of(stage, (stage.now.date() - first).days)
        lives_of_the_office(stage, (stage.now.date() - first).days)
        leaks_of(stage, (stage.now.date() - first).days)
        lives_of_inspections(stage, (stage.now.date() - first).days)
        lives_of_disclosures(stage, (stage.now.date() - first).days)
        lives_of_things(stage, (stage.now.date() - first).days)
        repairs_of(stage)
        carryings_of(stage)
        transfers_of(stage)
        prints_of(stage, (stage.now.date() - first).days)
        inputs_of(stage)
        stage.now = stage.now.replace(hour=8, minute=30) + timedelta(days=1)
    stage.now = stage.end.replace(hour=20)  # after the longest of days
    take_over_the_old_book(stage)
