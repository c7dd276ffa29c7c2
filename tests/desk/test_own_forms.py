"""A college's own form that is wrong is named with file, line and key, and stops nothing else (design section 5)."""

import pytest

from secretdesk import assets
from secretdesk.desk import sheets
from secretdesk.output.form_source import FormError
from secretdesk.ui.trouble import sentence
from tests.desk.test_receipt import receive

WRONGS = {
    "a field that is none": lambda text: text.replace('field = "level"', 'field = "levle"', 1),
    "too wide": lambda text: text.replace("width = 36", "width = 236", 1),
    "no TOML": lambda text: text.replace('key = "loan_book"', "key = loan_book", 1),
    "a title that may not stand": lambda text: text.replace("show_title = true", "show_title = false", 1),
    "not UTF-8": lambda text: text.encode("gb18030"),
}


def own(desk, name="loan_book"):
    return desk.vault.folder / "forms" / f"{name}.toml"


def shipped(name="loan_book"):
    return next(file for file in assets.form_files() if file.stem == name).read_text("utf-8")


@pytest.mark.parametrize("wrong", WRONGS)
def test_a_wrong_form_is_named_and_stops_nothing_else(desk, wrong):
    receive(desk)
    made = WRONGS[wrong](shipped())
    own(desk).write_bytes(made if isinstance(made, bytes) else made.encode())
    (error,) = sheets.wrong_forms(desk)
    assert str(own(desk)) in str(error)
    assert "学院自己的表写错了" in sentence(error)
    assert sheets.print_form(desk, "receipt_book").pages == 1
    assert sheets.forms_of(desk)["loan_book"] == sheets.shipped_forms()["loan_book"]
    with pytest.raises(FormError):
        sheets.print_form(desk, "loan_book", blank=True)


def test_under_another_name_it_is_known_by_its_key(desk):
    text = WRONGS["a field that is none"](shipped())
    own(desk, "ours").write_text(text, "utf-8")
    with pytest.raises(FormError, match=r"ours\.toml:\d+: columns\.field"):
        sheets.print_form(desk, "loan_book", blank=True)


def test_a_file_written_by_notepad_is_read(desk):
    own(desk).write_text(
        "\ufeff" + shipped().replace('title = "', 'title = "本院', 1).replace("\n", "\r\n"), "utf-8"
    )
    assert sheets.wrong_forms(desk) == []
    assert sheets.forms_of(desk)["loan_book"].title.startswith("本院")
