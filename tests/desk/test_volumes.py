"""The id of a medium is read by the program: what is plugged in is offered where it is enrolled (F13)."""

from secretdesk.desk import volumes
from secretdesk.desk.volumes import Volume, find_volume, plugged_in
from secretdesk.ui.suggested import of_plugged
from tests.desk.test_receipt import do


def test_nothing_fixed_is_offered():
    assert all(not volume.fixed and volume.id for volume in plugged_in())


def test_places_with_spaces_are_found(tmp_path, monkeypatch):
    stick = tmp_path / "涉密 U盘"
    stick.mkdir()
    told = str(stick).replace(" ", r"\040")
    info = tmp_path / "mountinfo"
    info.write_text(
        f"36 35 8:17 / {told} rw,noatime - vfat /dev/sdb1 rw\n37 35 0:5 / /proc rw - proc proc rw\n", "utf-8"
    )
    real = volumes.Path
    monkeypatch.setattr(volumes, "Path", lambda text: info if text == "/proc/self/mountinfo" else real(text))
    assert volumes._mount_points() == [stick]


def test_what_is_in_the_pc_is_offered_with_what_it_is(desk):
    do(desk, "people", "enrol", name="玉罕")
    given = {"kind": "U盘", "level": "机密", "keeper": "玉罕", "briefed_by": "岩温", "volume_id": "1A2B-3C4D"}
    do(desk, "media", "enrol", confirm=("not_cleared", "no_pledge"), **given)
    sticks = [
        Volume("/media/a", fixed=False, id="1A2B-3C4D"),
        Volume("/media/b", fixed=False, id="99AA-0001"),
    ]
    suggest = of_plugged(desk, lambda: sticks)
    number = desk.rows("media")[0].number
    assert [(o.text, o.remark) for o in suggest("")] == [
        ("1A2B-3C4D", f"已登记为 {number}"), ("99AA-0001", "现在插着：/media/b"),
    ]  # fmt: skip
    assert [o.text for o in suggest("99aa")] == ["99AA-0001"]
    assert find_volume is volumes.find_volume
