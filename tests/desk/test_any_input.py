"""Whatever is typed, the answer is a receipt or reasons with a next step; never another exception."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretdesk.domain.review import Command, Reason, Refused
from secretdesk.registers import REGISTERS
from tests.desk.test_receipt import receive

SOME = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=True),
    st.text(max_size=12),
    st.sampled_from(
        [
            "机密★10年",
            "绝密",
            "工作秘密★",
            "无份号",
            "无文号",
            "1-3",
            "e4",
            "省教育厅",
            "昨天",
            "2026-02-30",
            "是",
        ]
    ),
    st.lists(
        st.one_of(st.text(max_size=4), st.dictionaries(st.text(max_size=4), st.text(max_size=4))), max_size=3
    ),
    st.lists(st.fixed_dictionaries({"sender": st.text(max_size=4)}), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
ACTIONS = [(r.key, a.key) for r in REGISTERS for a in r.actions if not a.hidden]
CHECKS = [HealthCheck.function_scoped_fixture]


@pytest.mark.parametrize(("register", "action"), ACTIONS, ids=lambda x: x)
@settings(max_examples=40, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_any_values_are_answered(desk, register, action, data):
    if not desk.count("documents"):
        receive(desk)
    declared = next(r for r in REGISTERS if r.key == register)
    asks = declared.action(action).asks
    values = data.draw(st.dictionaries(st.sampled_from(asks), SOME)) if asks else {}
    entry = data.draw(
        st.one_of(st.none(), st.integers(-2, 40), st.text(max_size=5), st.sampled_from(["1", "1-2", "e10"]))
    )
    on = data.draw(
        st.one_of(
            st.none(), st.text(max_size=12), st.sampled_from(["2026-11-23", "2026-11-20T10:00", "1999-01-01"])
        )
    )
    before = desk.head()
    command = Command("", register, action, entry, values, on=on, confirm=frozenset({"unknown_reference"}))
    found = desk.foresee(command)
    assert all(isinstance(r, Reason) and r.text for r in found)
    assert desk.head() == before
    try:
        desk.perform(command)
    except Refused as refused:
        assert all(r.text.endswith(("。", "？")) for r in refused.reasons), refused.reasons
