"""JSON lines: each is answered by one; refused, the books are as they were; done, they verify."""

import json

import pytest
from hypothesis import strategies as st

from secretdesk.cli import shown
from secretdesk.cli.writing import read_command
from secretdesk.desk import checks
from secretdesk.domain.review import Command, Refused
from secretdesk.registers import BY_KEY, REGISTERS
from tests.campaigns import campaign
from tests.fuzz.wild import HOSTILE, LONG, run, texts, values

ACTIONS = [(one.key, action.key) for one in REGISTERS for action in one.actions]
FIELDS = sorted({field.key for one in REGISTERS for field in one.fields})
FOUND = [
    '{"register":"places","action":"enrol","values":' + '{"name":' * 900 + "1" + "}" * 900 + "}",
    '{"register":"places","action":"enrol","values":' + "[" * 900 + "]" * 900 + "}",
    '{"register":"places","action":"enrol","values":{"name":' + "[" * 900 + "]" * 900 + "}}",
    '{"register":"places","action":"enrol","values":{"name":' + "9" * 4000 + "}}",
    '{"register":"places","action":"void","entry":' + "9" * 4000 + "}",
    '{"register":"places","action":"void","entry":"1","seen":' + "9" * 4000 + "}",
    '{"register":"places","action":"void","entry":["e1",["e2"],{"a":1}]}',
    '{"register":"places","action":"enrol","confirm":[[],{},null,1e999]}',
    '{"register":"places","action":"enrol","number":' + "9" * 4000 + "}",
    '{"register":"places","action":"enrol","number":{"a":[]},"values":{"name":"x"}}',
    '{"register":"places","action":"enrol","on":' + "9" * 4000 + "}",
    '{"register":"places","action":"enrol","on":[[[]]]}',
    '{"register":"places","action":"enrol","number":"' + "x" * 1_000_000 + '","values":{"name":"y"}}',
]


def answered(desk, text):
    """The answer to a line, as the command line gives it."""
    before = desk.head()
    try:
        answer = shown.receipt(desk.perform(read_command(1, text)))
    except Refused as refused:
        answer = shown.refusal(refused)
        assert all(reason.text.endswith(("。", "？")) for reason in refused.reasons), refused.reasons
    assert answer["ok"] is (desk.head() != before)
    json.loads(json.dumps(answer, ensure_ascii=False).encode())
    if answer["ok"]:
        assert list(checks.verify(desk)) == []


@pytest.mark.parametrize("text", FOUND, ids=range(len(FOUND)))
def test_found(desk, text):
    answered(desk, text)


@pytest.mark.parametrize("texts", [HOSTILE, LONG], ids=["short", "long"])
def test_hostile_texts_in_every_field(desk, texts):
    for text in texts:
        try:
            line = json.dumps({"register": "places", "action": "enrol", "values": {"name": text}})
            answered(desk, line)
            for key in ("entry", "on", "number"):
                answered(
                    desk,
                    json.dumps(
                        {"register": "documents", "action": "void", key: text, "values": {"reason": text}}
                    ),
                )
        except UnicodeEncodeError:
            continue


@campaign("Fuzz lines", 200, 20_000)
def test_lines(desk, tries):
    told = st.fixed_dictionaries(
        {
            "register": st.sampled_from(sorted(BY_KEY)) | texts,
            "action": st.sampled_from([a for _, a in ACTIONS]) | texts,
        },
        optional={
            "values": st.dictionaries(st.sampled_from(FIELDS) | texts, values, max_size=4) | values,
            "entry": st.sampled_from(["e1", "e3", 1, 2, "1"]) | values,
            "on": st.sampled_from(["2026-11-23", "2026-11-20T10:00"]) | values,
            "seen": st.integers(0, 9) | values,
            "confirm": values,
            "number": values,
            "more": values,
        },
    )
    run(tries, lambda one: answered(desk, json.dumps(one, default=str)), told)
    run(tries // 5, lambda text: answered(desk, text), texts)


@campaign("Fuzz acts by their fields", 300, 30_000)
def test_acts_with_any_value(desk, tries):
    """Every register and action, hidden ones too, with values for the fields that they ask for."""

    def act(pair, data, entry, confirm):
        register, action = BY_KEY[pair[0]], BY_KEY[pair[0]].action(pair[1])
        told = dict(zip(action.asks, data, strict=False))
        del register
        before = desk.head()
        try:
            desk.perform(Command("", *pair, entry, told, confirm=frozenset(confirm)))
        except Refused as refused:
            assert all(reason.text.endswith(("。", "？")) for reason in refused.reasons), refused.reasons
            assert desk.head() == before
        else:
            assert list(checks.verify(desk)) == []

    likely = st.one_of(
        st.sampled_from(
            [
                "甲",
                "2026-11-20",
                "机密★10年",
                "省教育厅",
                "岩温",
                "1",
                1,
                "机密",
                "是",
                "000123-000125",
                ["1"],
                [{"title": "甲"}],
            ]
        ),
        values,
    )
    run(
        tries,
        act,
        st.sampled_from(ACTIONS),
        st.lists(likely, max_size=12),
        st.none() | st.integers(1, 30) | texts,
        st.lists(
            st.sampled_from(["unknown_reference", "late_entry", "clock_leap", "overdue_held"]), max_size=3
        ),
    )
