"""The receipt book by its rules: code, weight, field, and what is booked besides (issue 2, F01, F02, F34)."""

import pytest

from secretdesk.domain.review import Command, Refused, Weight

GIVEN = {
    "issuer": "省教育厅",
    "doc_number": "云教密〔2026〕8号",
    "title": "关于做好国家教育考试考务安全保密工作的通知",
    "mark": "机密★10年",
    "copy_numbers": "000123-000125、000130",
    "pages": 12,
    "issued_on": "2026-11-18",
}
NAMES = frozenset({"unknown_reference"})


def receive(desk, *, confirm=NAMES, action="receive", on=None, seen=None, **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return desk.perform(Command("", "documents", action, None, values, on, seen, frozenset(confirm)))


def do(desk, register, action, entry=None, *, confirm=(), on=None, seen=None, **values):
    return desk.perform(Command("", register, action, entry, values, on, seen, frozenset(confirm)))


def codes(refused):
    return {(r.code, str(r.weight), r.field) for r in refused.value.reasons}


def row(desk, register, number):
    return desk.rows(register, where={"number": number})[0]


def test_a_receipt_makes_its_copies(desk):
    done = receive(desk)
    copies = [m.number for m in done.created if m.register == "copies"]
    assert done.number == "密收〔2026〕0001号"
    assert copies == [f"密收〔2026〕0001-{n}" for n in (1, 2, 3, 4)]
    assert [c["copy_number"] for c in desk.rows("copies", ascending=True)] == [
        "000123",
        "000124",
        "000125",
        "000130",
    ]
    document = row(desk, "documents", done.number)
    assert document["level"], document["declassify_on"] == ("机密", "2036-11-18")
    assert document["short_title"] == done.number
    assert {c.status for c in desk.rows("copies")} == {"in_cabinet"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"issuer": None}, ("missing", "refuse", "issuer")),
        ({"title": None}, ("missing", "refuse", "title")),
        ({"mark": None}, ("missing", "refuse", "mark")),
        ({"doc_number": None}, ("missing", "refuse", "doc_number")),
        ({"pages": None}, ("missing", "refuse", "pages")),
        ({"issued_on": None}, ("missing", "refuse", "issued_on")),
        ({"copy_numbers": None}, ("missing", "refuse", "copy_numbers")),
        ({"pages": "十二"}, ("bad_value", "refuse", "pages")),
        ({"mark": "保密"}, ("bad_value", "refuse", "mark")),
        ({"level": "秘密"}, ("bad_value", "refuse", "level")),
        ({"channel": "飞鸽"}, ("bad_value", "refuse", "channel")),
        ({"copy_numbers": "000125-000123"}, ("bad_value", "refuse", "copy_numbers")),
        ({"nonsense": 1}, ("bad_value", "refuse", "nonsense")),
        ({"arrival": "签〔2026〕0099号"}, ("unknown_reference", "refuse", "arrival")),
        ({"count": 3}, ("count_mismatch", "refuse", "count")),
        ({"received_on": "2026-11-24"}, ("future_date", "refuse", "received_on")),
        ({"mark": "绝密★长期"}, ("level_above_vault", "refuse", "title")),
        ({"mark": "机密★25年"}, ("term_above_limit", "ask", "mark")),
        ({"mark": "秘密★11年"}, ("term_above_limit", "ask", "mark")),
        ({"mark": "机密★150年"}, ("term_above_limit", "ask", "mark")),
        ({"mark": "秘密★2036年11月19日"}, ("term_above_limit", "ask", "mark")),
        ({"mark": "工作秘密", "copy_numbers": None}, ("missing", "refuse", "count")),
        ({"mark": "内部", "copy_numbers": None, "count": 0}, ("bad_value", "refuse", "count")),
        ({"issuer": "单009"}, ("unknown_reference", "refuse", "issuer")),
        ({"mark": None, "title": None}, ("missing", "refuse", "title")),
        ({"received_on": "2026-11-10"}, ("late_entry", "ask", "received_on")),
    ],
)
def test_refusals_and_questions(desk, changed, reason):
    before = desk.head()
    with pytest.raises(Refused) as refused:
        receive(desk, **changed)
    assert reason in codes(refused)
    assert all(r.text.endswith("。") and r.origin for r in refused.value.reasons)
    assert desk.head() == before


def test_an_unknown_name_is_enrolled_on_consent(desk):
    with pytest.raises(Refused) as refused:
        receive(desk, confirm=(), place="一室-1柜")
    assert codes(refused) == {("unknown_reference", "ask", "issuer"), ("unknown_reference", "ask", "place")}
    made = receive(desk, place="一室-1柜").created
    assert {m.register for m in made} == {"correspondents", "places", "copies"}
    assert receive(desk, confirm=(), doc_number="云教密〔2026〕9号", copy_numbers="1").warnings == ()


@pytest.mark.parametrize(
    ("changed", "code", "field", "opened"),
    [
        ({"slip_count": 5}, "slip_differs", "slip_count", "queries"),
        ({"mark": "★机密10年"}, "bad_mark", "mark", "queries"),
        ({"mark": "机密级"}, "bad_mark", "mark", "queries"),
        (
            {"mark": "工作秘密★5年", "copy_numbers": None, "count": 1},
            "mark_on_work_secret",
            "mark",
            "queries",
        ),
        ({"channel": "快递"}, "forbidden_channel", "channel", "irregularities"),
        ({"wrapping_intact": False}, "wrapping_broken", "wrapping_intact", "queries"),
        ({"issued_on": "2026-11-24"}, "issued_after_received", "issued_on", None),
    ],
)
def test_what_lies_on_the_desk_is_booked_with_a_warning(desk, changed, code, field, opened):
    done = receive(desk, **changed)
    assert [(r.code, r.field, r.weight) for r in done.warnings] == [
        (code, field, Weight.WARN),
        ("unknown_reference", "issuer", Weight.ASK),  # consented to
    ]
    assert [m.register for m in done.created if m.register in {"queries", "irregularities"}] == (
        [opened] if opened else []
    )
    stored = desk.rows("documents")[0]
    assert stored["mark"] == changed.get("mark", GIVEN["mark"]), "kept verbatim"
    if opened:
        assert desk.rows(opened)[0]["document"] == done.entry
    if opened == "queries":
        assert desk.rows(opened)[0]["asked_unit"] == stored["issuer"], "the issuer, enrolled in the same act"


@pytest.mark.parametrize(
    ("mark", "issued", "ends"),
    [
        ("机密★10年", "2024-02-29", "2034-02-28"),
        ("秘密★6个月", "2026-08-31", "2027-02-28"),
        ("机密★2030年12月31日", "2026-11-18", "2030-12-31"),
        ("机密★", "2026-11-18", "2046-11-18"),
        ("秘密", "2026-11-18", "2036-11-18"),
        ("机密★会议开始前", "2026-11-18", None),
    ],
)
def test_the_day_of_declassification_is_computed_once(desk, mark, issued, ends):
    done = receive(desk, mark=mark, issued_on=issued)
    assert row(desk, "documents", done.number)["declassify_on"] == ends


def test_a_later_parameter_never_moves_a_deadline_already_given(desk):
    done = receive(desk, mark="机密")
    do(desk, "parameters", "set", code="max_term_highly_secret", value="15", effective_from="2026-11-23")
    assert row(desk, "documents", done.number)["declassify_on"] == "2046-11-18"
    later = receive(desk, mark="机密", doc_number="另一号", copy_numbers="9")
    assert row(desk, "documents", later.number)["declassify_on"] == "2041-11-18"


def test_three_series(desk):
    light = {"doc_number": None, "copy_numbers": None, "pages": None, "issued_on": None}
    numbers = [
        receive(desk).number,
        receive(desk, mark="工作秘密", count=3, **light).number,
        receive(desk, mark="内部", count=1, **light).number,
        receive(
            desk,
            mark="工作秘密 5年",
            copy_numbers="7-8",
            **{k: v for k, v in light.items() if k != "copy_numbers"},
        ).number,
    ]
    assert numbers == ["密收〔2026〕0001号", "工收〔2026〕0001号", "内收〔2026〕0001号", "工收〔2026〕0002号"]
    assert row(desk, "documents", numbers[1])["by_count"] is True
    assert [c.number for c in desk.rows("copies", text="工收", ascending=True)] == [
        "工收〔2026〕0002-1",
        "工收〔2026〕0002-2",
    ]


def test_without_copy_numbers_the_program_numbers_n_of_n(desk):
    receive(desk, copy_numbers="无份号", count=3)
    copies = desk.rows("copies", ascending=True)
    assert [(c["serial"], c["of"], c["copy_number"]) for c in copies] == [(n, 3, "无份号") for n in (1, 2, 3)]


def test_the_same_document_again_joins_the_family_and_the_same_copy_is_refused(desk):
    first = receive(desk)
    with pytest.raises(Refused) as refused:
        receive(desk, copy_numbers="000126")
    assert codes(refused) == {("duplicate_document", "ask", "doc_number")}
    again = receive(desk, copy_numbers="000126", confirm=NAMES | {"duplicate_document"})
    assert row(desk, "documents", again.number)["same_as"] == first.entry
    with pytest.raises(Refused) as refused:
        receive(desk, copy_numbers="000125-000127", confirm=NAMES | {"duplicate_document"})
    assert ("copy_in_hand", "refuse", "copy_numbers") in codes(refused)


def test_above_the_level_of_the_pc_number_and_short_title_only(desk):
    done = receive(desk, mark="绝密★长期", title=None)
    stored = row(desk, "documents", done.number)
    assert (stored["title"], stored["short_title"]) == (None, done.number)


def test_a_personal_envelope_is_entered_unopened(desk):
    done = receive(desk, title=None, doc_number=None, pages=None, issued_on=None, sealed_personal=True)
    assert row(desk, "documents", done.number)["title"] == "亲启件（未启封）"
    assert {c.status for c in desk.rows("copies")} == {"sealed_personal"}


def test_a_morning_with_the_courier(desk):
    envelopes = [
        {"sender": "省教育厅", "courier_number": "J1", "level": "机密"},
        {"sender": "州委办公室", "courier_number": "J2", "level": "秘密", "intact": False},
        {"sender": "另一学院", "courier_number": "J3"},
        {"sender": "省委办公厅", "courier_number": "J4"},
    ]
    arrival = do(desk, "arrivals", "sign", courier="段明", slip_number="77", envelopes=envelopes)
    assert [m.number for m in arrival.created] == [f"签〔2026〕0001-{n}" for n in (1, 2, 3, 4)]
    receive(desk, arrival=arrival.number)
    second = receive(desk, arrival="1", issuer="州委办公室", copy_numbers="9")
    assert [w.code for w in second.warnings if w.weight is Weight.WARN] == ["wrapping_broken"]
    assert row(desk, "documents", second.number)["courier_number"] == "J2"
    do(desk, "arrivals", "send_back", "1", envelope=3, reason="错投")
    with pytest.raises(Refused) as refused:
        do(desk, "arrivals", "send_back", "1", envelope=3, reason="错投")
    assert ("bad_value", "refuse", "envelope") in codes(refused)
    assert row(desk, "arrivals", arrival.number).status == "to_open"
    receive(desk, arrival="1", issuer="省委办公厅", sealed_personal=True, copy_numbers="5", title=None)
    assert [e.status for e in desk.rows("envelopes", ascending=True)] == [
        "registered", "registered", "sent_back", "handed_unopened",
    ]  # fmt: skip
    assert row(desk, "arrivals", arrival.number).status == "opened"


def test_a_correction_is_a_further_line(desk):
    done = receive(desk)
    do(desk, "documents", "amend", done.number, pages=13, reason="清点有误")
    assert row(desk, "documents", done.number)["pages"] == 13
    assert {c["pages"] for c in desk.rows("copies")} == {13}
    for values, code in (
        ({"pages": 14}, ("missing", "refuse", "reason")),
        ({"pages": 13, "reason": "x"}, ("bad_value", "refuse", "")),
        ({"title": "", "reason": "x"}, ("missing", "refuse", "title")),
        ({"count": 5, "reason": "x"}, ("bad_value", "refuse", "count")),
    ):
        with pytest.raises(Refused) as refused:
            do(desk, "documents", "amend", done.number, **values)
        assert code in codes(refused)


def test_a_stale_form_is_refused(desk):
    done = receive(desk)
    seen = row(desk, "documents", done.number).seq
    do(desk, "documents", "amend", done.number, pages=13, reason="清点有误", seen=seen)
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "amend", done.number, pages=14, reason="再改", seen=seen)
    assert codes(refused) == {("stale", "refuse", "entry")}


def test_void_keeps_the_number_and_undoes_what_the_act_did(desk):
    arrival = do(desk, "arrivals", "sign", courier="段明", envelopes=[{"sender": "省教育厅"}])
    done = receive(desk, arrival=arrival.number, slip_count=9)
    do(desk, "documents", "void", done.number, reason="重复")
    assert row(desk, "documents", done.number).status == "void"
    assert {c.status for c in desk.rows("copies")} == {"void"}
    assert {q.status for q in desk.rows("queries")} == {"void"}
    assert desk.rows("envelopes")[0].status == "to_open"
    assert row(desk, "arrivals", arrival.number).status == "to_open"
    assert receive(desk).number == "密收〔2026〕0002号"
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "amend", done.number, pages=1, reason="x")
    assert codes(refused) == {("terminal", "refuse", "entry")}


def test_void_is_refused_once_a_copy_has_moved(desk):
    done = receive(desk)
    do(desk, "copies", "relocate", "1-2", place="一室-9柜", confirm=NAMES)
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "void", done.number, reason="重复")
    assert codes(refused) == {("moved_since", "refuse", "entry")}
    assert "密收〔2026〕0001-2" in refused.value.reasons[0].text


def test_a_copy_is_found_by_its_tail_its_number_and_its_label(desk):
    receive(desk)
    for text in ("1-3", "000125", "密收〔2026〕0001-3"):
        assert [c.number for c in desk.find("copies", text)] == ["密收〔2026〕0001-3"]


def test_a_changed_mark_stands_on_every_living_copy(desk):
    done = receive(desk)
    do(desk, "copies", "void", "1-4", reason="多点了一份")
    do(desk, "documents", "change_mark", done.number, mark="秘密★5年", notice_number="云教函〔2026〕1号")
    assert [(c["mark"], c.status) for c in desk.rows("copies", ascending=True)] == [
        ("秘密★5年", "in_cabinet"), ("秘密★5年", "in_cabinet"), ("秘密★5年", "in_cabinet"), ("机密★10年", "void"),
    ]  # fmt: skip
    document = row(desk, "documents", done.number)
    assert (document["level"], document["count"], document["declassify_on"]) == ("秘密", 3, "2031-11-18")


def test_a_missing_copy_stays_on_the_account_and_comes_back(desk):
    receive(desk)
    lost = do(desk, "copies", "report_missing", "1-2", reason="清点时不在", last_seen="一室")
    assert [w.code for w in lost.warnings] == ["report_due"]
    assert [m.register for m in lost.created] == ["irregularities"]
    do(desk, "copies", "found", "1-2", place="一室-1柜", reason="夹在卷宗里", confirm=NAMES)
    assert row(desk, "copies", "密收〔2026〕0001-2").status == "in_cabinet"


def test_expiry_is_confirmed_for_several_once_it_has_come(desk):
    entries = [
        receive(
            desk, mark="秘密★6个月", issued_on="2025-01-05", doc_number=f"{n}号", copy_numbers=str(n)
        ).entry
        for n in (1, 2)
    ]
    young = receive(desk, doc_number="3号", copy_numbers="3").entry
    do(desk, "documents", "confirm_expiry", entries)
    assert {d["declassified_on"] for d in desk.rows("documents", where={"entry": entries})} == {"2025-07-05"}
    for entry in (young, entries[0]):
        with pytest.raises(Refused) as refused:
            do(desk, "documents", "confirm_expiry", entry)
        assert codes(refused) == {("wrong_state", "refuse", "entry")}


def test_reinstate_is_the_only_way_out_of_a_terminal_status(desk):
    receive(desk)
    do(desk, "copies", "void", "1-1", reason="点错")
    with pytest.raises(Refused) as refused:
        do(desk, "copies", "relocate", "密收〔2026〕0001-1", place="一室-1柜", confirm=NAMES)
    assert ("terminal", "refuse", "entry") in codes(refused)
    back = do(
        desk,
        "copies",
        "reinstate",
        "密收〔2026〕0001-1",
        place="一室-1柜",
        evidence="清点表",
        reason="原件在柜",
        confirm=NAMES,
    )
    assert "irregularities" in {m.register for m in back.created}
    assert row(desk, "copies", "密收〔2026〕0001-1").status == "in_cabinet"


def test_carried_over_numbers_are_kept_as_written_and_outside_the_count(desk):
    values = dict(GIVEN)
    old = Command("", "documents", "receive", None, values, confirm=NAMES, number="旧收字第12号")
    assert desk.perform(old).number == "旧收字第12号"
    with pytest.raises(Refused) as refused:
        desk.perform(
            Command(
                "",
                "documents",
                "receive",
                None,
                {**values, "doc_number": "z", "copy_numbers": "8"},
                number="旧收字第12号",
            )
        )
    assert ("bad_value", "refuse", "number") in codes(refused)
    assert receive(desk, doc_number="另", copy_numbers="77").number == "密收〔2026〕0001号"


def test_the_pattern_of_numbers_is_a_parameter(desk):
    do(
        desk,
        "parameters",
        "set",
        code="number_pattern.密收",
        value="保密收〔{year}〕{n}号",
        effective_from="2026-01-01",
    )
    assert receive(desk).number == "保密收〔2026〕1号"
    with pytest.raises(Refused):
        do(desk, "parameters", "set", code="number_pattern.密收", value="{x}")


def test_queries_are_answered_and_closed(desk):
    receive(desk, slip_count=9)
    query = desk.rows("queries")[0].number
    do(desk, "queries", "answer", query, reply="笔误", contact="机要科")
    do(desk, "queries", "close", query, outcome="归入本件")
    with pytest.raises(Refused) as refused:
        do(desk, "queries", "answer", query, reply="又")
    assert codes(refused) == {("wrong_state", "refuse", "entry")}


def test_a_name_in_use_is_retired_not_voided(desk):
    receive(desk)
    with pytest.raises(Refused) as refused:
        do(desk, "correspondents", "void", "省教育厅", reason="错")
    assert codes(refused) == {("moved_since", "refuse", "entry")}
    do(desk, "correspondents", "retire", "省教育厅")
    with pytest.raises(Refused) as refused:
        receive(desk, doc_number="2", copy_numbers="2")
    assert ("wrong_state", "refuse", "issuer") in codes(refused)


def test_a_renamed_correspondent_is_found_by_its_new_name(desk):
    receive(desk)
    do(desk, "correspondents", "amend", "省教育厅", name="省委教育工委", reason="更名")
    assert [len(desk.rows("documents", text=t)) for t in ("教育工委", "swjygw", "省教育厅")] == [1, 1, 0]


def test_a_mark_raised_above_the_pc_asks_for_an_erasure(desk):
    done = receive(desk)
    raised = do(
        desk, "documents", "change_mark", done.number, mark="绝密★长期", notice_number="云教函〔2026〕1号"
    )
    assert [(w.code, str(w.weight)) for w in raised.warnings] == [("level_above_vault", "warn")]
    erased = do(desk, "documents", "expunge", done.number, reason="高于本机密级")
    assert "irregularities" in {m.register for m in erased.created}
    stored = row(desk, "documents", done.number)
    assert (stored["title"], stored["level"], stored["count"]) == ("〔已涂销〕", "绝密", 4)
    assert desk.rows("documents", text="试卷") == desk.rows("documents", text="考务") == []


def test_a_document_number_is_known_in_any_spelling(desk):
    receive(desk)
    with pytest.raises(Refused) as refused:
        receive(desk, doc_number="云教密[2026] 8 号")
    assert {"duplicate_document", "copy_in_hand"} <= {c for c, _, _ in codes(refused)}


def test_a_number_stays_in_its_series(desk):
    done = receive(desk)
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "amend", done.number, mark="工作秘密", reason="看错")
    assert ("bad_value", "refuse", "mark") in codes(refused)


def test_an_unopened_envelope_needs_no_copy_number(desk):
    receive(
        desk, title=None, doc_number=None, pages=None, issued_on=None, copy_numbers=None, sealed_personal=True
    )
    assert [(c["serial"], c["of"], c.status) for c in desk.rows("copies")] == [(1, 1, "sealed_personal")]


def test_a_surplus_is_no_missing_copy(desk):
    receive(desk, slip_count=2)
    assert desk.rows("queries")[0]["kind"] == "错发"


def test_an_arrival_with_receipts_is_not_voided(desk):
    do(desk, "arrivals", "sign", courier="段明", envelopes=[{"sender": "省教育厅"}])
    receive(desk, arrival="1")
    with pytest.raises(Refused) as refused:
        do(desk, "arrivals", "void", "1", reason="错")
    assert "moved_since" in {c for c, _, _ in codes(refused)}


def test_what_is_declassified_has_no_mark_to_change(desk):
    done = receive(desk)
    do(
        desk,
        "documents",
        "declassify",
        done.number,
        declassified_on="2026-11-01",
        notice_number="云教函〔2026〕1号",
    )
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "change_mark", done.number, mark="秘密★5年", notice_number="云教函〔2026〕2号")
    assert codes(refused) == {("wrong_state", "refuse", "entry")}


def test_the_level_of_the_pc_covers_what_the_books_hold(desk):
    receive(desk)
    for value in ("绝密", "秘密"):
        with pytest.raises(Refused) as refused:
            do(desk, "parameters", "set", code="vault_level", value=value)
        assert codes(refused) == {("bad_value", "refuse", "value")}
