"""Every pinned package is published for Windows x64 and for Linux x64 on glibc 2.28, and the lock holds those wheels."""

import tomllib


def tools():
    import check_wheels

    return check_wheels


def table():
    return tomllib.loads(tools().TABLE.read_text(encoding="utf-8"))


def lock():
    return tools().LOCK.read_text(encoding="utf-8")


def test_the_lock_holds_a_wheel_for_every_system_that_must_be_served():
    assert tools().wrong(lock(), table()) == []


def test_a_planted_wheel_that_the_lock_does_not_hold_is_found():
    told = table()
    told["segno"] = {**told["segno"], "linux-x64": "00" * 32}
    assert tools().wrong(lock(), told) == ["segno: the wheel for linux-x64 is not pinned in the lock"]


def test_a_package_without_a_windows_wheel_is_found():
    told = table()
    told["pillow"] = {**told["pillow"], "windows-x64": ""}
    assert tools().wrong(lock(), told) == ["pillow: no wheel for windows-x64"]


def test_a_new_version_must_be_looked_at_again():
    changed = lock().replace("segno==1.6.6", "segno==9.9.9")
    assert tools().wrong(changed, table()) == [
        "segno 9.9.9: its wheels were not looked at; run `make wheels`"
    ]


def test_what_is_written_reads_back():
    assert tomllib.loads(tools().written(table())) == table()


def test_the_lock_names_no_registry():
    assert "://" not in lock()
    assert "index" not in lock()
