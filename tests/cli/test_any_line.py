"""Whatever comes in, each line is answered by one line, and nothing is a bug of ours."""

import io
import json
import sys

import pytest

from secretdesk.cli.main import run
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE

LINES = [
    b'{"register":"documents","action":"receive","values":{"title":"\\ud800x"}}',
    b'{"register":"documents","action":"void","entry":"\\udfff"}',
    b'{"register":"places","action":"enrol","values":{"name":"x"},"number":"\\ud800"}',
    b'{"register":"documents","action":"void","entry":99999999999999999999999999}',
    b'{"register":"documents","action":"void","entry":-1}',
    b'{"register":"documents","action":"void","entry":true}',
    b'{"register":"documents","action":"void","entry":[]}',
    b'{"register":"documents","action":"void","entry":["1","2"]}',
    b'{"register":"documents","action":"void","entry":[["1"]]}',
    b'{"register":"documents","action":"void","entry":"1","seen":1e999}',
    b'{"register":"documents","action":"receive","values":{"count":1e400}}',
    b'{"register":"documents","action":"receive","values":' + b"[" * 100_000,
    b'{"register":"documents","action":"receive","values":[]}',
    b'{"register":"documents","action":"receive","on":"9999-99-99T99:99"}',
    b'{"register":"","action":""}',
    b'{"register":["documents"],"action":"void"}',
    b"\xff\xfe\x00\x01",
    b'"\x80"',
    b"null",
    b"[]",
    b"{",
    b"\x00",
    b'\xef\xbb\xbf{"register":"places","action":"enrol","values":{"name":"y"}}',
]


@pytest.mark.parametrize("source", ["stdin", "file"])
def test_every_line_is_answered(vault_folder, tmp_path, capsys, monkeypatch, source):
    new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, cost=CHEAP).close()
    (tmp_path / "pass").write_text(PASSPHRASE, encoding="utf-8")
    data = b"\n".join([*LINES, b'{"register":"places","action":"enrol","values":{"name":"z"}}'])
    (tmp_path / "lines").write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    named = ["-"] if source == "stdin" else [str(tmp_path / "lines")]
    code = run(["perform", str(vault_folder), *named, "--passphrase-file", str(tmp_path / "pass")])
    out = capsys.readouterr()
    answers = [json.loads(line) for line in out.out.splitlines()]
    assert (code, out.err) == (1, "")
    assert len(answers) == len(LINES) + 1
    assert answers[-1]["ok"]  # the stream goes on to its end
    assert not any(answer["ok"] for answer in answers[: len(LINES) - 1])
