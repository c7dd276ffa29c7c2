"""Each of the 86 articles is served by a register that cites it, or demands no record; docs and handbook agree."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from secretdesk.assets import folder
from secretdesk.registers import BY_KEY, REGISTERS

ROOT = Path(__file__).parents[1]
NO_RECORD = {1, 2, 3, 4, 5, 27, 30, 32, 41, 42, 45, 56, 72, 86}
ROW = re.compile(r"\| (\d+) \| (.+?) \| (.+?) \|")
CITED = re.compile(r"(?<![法例定])第(\d+)条(?:（[^）]{1,4}）)*(?:(?:至| to )第(\d+)条)?")


def table():
    """Article → the keys of the registers that serve it."""
    found = {}
    for match in ROW.finditer((ROOT / "docs/regulation.md").read_text(encoding="utf-8")):
        assert int(match[1]) not in found
        found[int(match[1])] = re.findall(r"`([a-z_]+)`", match[2])
    return found


def cited(register):
    """The articles that a declaration cites: in itself, in its module, in the functions that its actions ask."""
    texts = [register.article, *(a.article for a in register.actions), *(f.help for f in register.fields)]
    for action in register.actions:
        for function in (*action.rules, *action.computes, *action.effects):
            texts.append(inspect.getdoc(function) or "")
            texts.append(inspect.getsource(inspect.unwrap(function)))
    found = set()
    for text in texts:
        for match in CITED.finditer(text):
            found |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return found


def test_every_article_stands_in_the_table():
    assert sorted(table()) == list(range(1, 87))


def test_only_what_demands_no_record_is_served_by_none():
    assert {article for article, keys in table().items() if not keys} <= NO_RECORD


@pytest.mark.parametrize("article", sorted(set(range(1, 87)) - NO_RECORD))
def test_the_registers_of_an_article_cite_it(article):
    silent = [key for key in table()[article] if article not in cited(BY_KEY[key])]
    assert not silent, f"第{article}条 is cited nowhere in {silent}"


def test_every_register_of_a_chapter_serves_an_article():
    named = {key for keys in table().values() for key in keys}
    apart = {r.key for r in REGISTERS if r.parent or r.group in {"系统", "年度", ""}}
    assert {r.key for r in REGISTERS} - apart - named == {
        "irregularities"
    }  # what went wrong, of every article


def test_the_handbook_tells_every_article_and_its_registers():
    chapters = sorted((folder("resources") / "help").glob("92-*.md"))
    assert len(chapters) == 13
    lines = [line for one in chapters for line in one.read_text(encoding="utf-8").splitlines()]
    told = {}
    for line in lines:
        for match in re.finditer(r"\*\*第(\d+)条\*\*", line):
            assert int(match[1]) not in told
            told[int(match[1])] = line
    assert sorted(told) == list(range(1, 87))
    for article, keys in table().items():
        missing = [BY_KEY[key].label for key in keys if f"“{BY_KEY[key].label}”" not in told[article]]
        assert not missing, f"第{article}条: {missing}"


def test_a_table_that_names_what_does_not_cite_would_fail():
    assert 31 not in cited(BY_KEY["loans"])
    assert 28 in cited(BY_KEY["loans"])
