"""`plut-audit open`: who may ask, what is copied, what is decided, and that it is what `score` says."""

import html
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from urllib.request import (
    HTTPCookieProcessor,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

import pytest
import small_survey
from builders.filled_forms import write_filled_forms
from builders.processes import started
from builders.survey import write_table, write_year
from open_page import Client, served

from plut_audit import cli, i18n
from plut_audit.commands.open.names import safe_name
from plut_audit.commands.open.routes import DONE, SHOWN
from plut_audit.commands.open.saving import OUTPUTS
from plut_audit.ingest.sheets import Limits

ANSWERS = "questionnaire.csv"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with i18n.language_set_to("en"):
        yield


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    return small_survey.write_year(tmp_path / "survey")


@pytest.fixture
def client(tmp_path: Path, survey: Path) -> Iterator[Client]:
    """A page on the folder of a survey."""
    with served(tmp_path / "base", survey) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """A page into which files are handed."""
    with served(tmp_path / "base") as opened:
        yield opened


def key_of(client: Client, code: str) -> str:
    """The key of the only problem, or of the first, with this code."""
    found = client.session.decidable("en")
    return next(one.key for one in found if one.code == code)


def plain(text: str) -> str:
    """What a page shows, without its marks."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", text)).split())


DECISION = {"kind": "correct", "new": "5", "reason": "telephoned", "by": "A. Evaluator"}


# --- who may ask ---------------------------------------------------------------------------

PATHS = [*SHOWN, "/page.js", "/page.css"]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_shown_anything_without_the_cookie(client: Client, path: str) -> None:
    for cookie in ("", f"{client.server.access.cookie_name}=guessed", "plut-audit=x; =;"):
        answer = client.get(path, Cookie=cookie)
        assert answer.status == 403
        assert b"PLUT-KUMKM" not in answer.body


@pytest.mark.parametrize("path", [*DONE, "/files", "/stop"])
def test_nobody_does_anything_without_the_cookie(client: Client, path: str) -> None:
    assert client.ask("POST", path, b"x=1", Cookie="").status == 403


@pytest.mark.parametrize("path", [*DONE, "/files", "/stop"])
@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1"]
)
def test_no_other_site_does_anything(client: Client, path: str, origin: str) -> None:
    assert client.ask("POST", path, b"x=1", Origin=origin).status == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1", "127.0.0.1.evil.example"])
def test_the_page_answers_to_its_own_name_only(client: Client, method: str, host: str) -> None:
    token = client.server.access.token
    assert client.ask(method, f"/?token={token}", Host=host).status == 403


def test_the_token_gives_a_cookie_that_stays_with_the_browser(client: Client) -> None:
    answer = client.get(f"/?token={client.server.access.token}", Cookie="")
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert client.get("/", Cookie=cookie.partition(";")[0]).status == 200


@pytest.mark.parametrize("token", ["", "x", "%00", "é"])
def test_another_token_gives_none(client: Client, token: str) -> None:
    answer = client.get(f"/?token={quote(token)}", Cookie="")
    assert answer.status == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_lets_anything_be_asked_for_outside(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if path != "/report":
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(rb"(?:src|href|action)=\"(?:\w+:)?//", answer.body)
    else:
        assert b"default-src 'none'" in answer.body


def test_the_page_listens_on_this_computer_alone(client: Client) -> None:
    assert client.server.server_address[0] == "127.0.0.1"


# --- files that are handed in --------------------------------------------------------------


def test_a_file_is_copied_as_it_is(empty: Client, survey: Path) -> None:
    content = (survey / ANSWERS).read_bytes()
    answer = empty.upload("sub/answers.csv", content)
    assert (answer.status, answer.text) == (200, "sub/answers.csv")
    assert (empty.session.folder.path / "sub" / "answers.csv").read_bytes() == content


def test_the_same_file_is_copied_once_and_another_one_lies_beside_it(empty: Client) -> None:
    names = [empty.upload("form.csv", content).text for content in (b"a", b"b", b"b", b"a", b"c")]
    assert names == ["form.csv", "form (2).csv", "form (2).csv", "form.csv", "form (3).csv"]
    folder = empty.session.folder.path
    assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"a", b"b", b"c"]


UNSAFE = (
    "../x.csv",
    "a/../../x.csv",
    "/etc/x.csv",
    "C:/x.csv",
    "C:\\x.csv",
    "..\\x.csv",
    "\\\\server\\x.csv",
    "a//x.csv",
    "./x.csv",
    "a/.",
    "",
    "nul",
    "NUL.csv",
    "com1.xlsx",
    "aux /x.csv",
    "LPT9.tar.gz",
    "x.csv ",
    "x.csv.",
    "x:stream",
    "x\x00.csv",
    "x\n.csv",
    "a?.csv",
    ".hidden/x.csv",
    "~$x.xlsx",
    "x" * 300,
    "/".join(["long"] * 200),
)


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_name_is_refused_with_its_reason(
    empty: Client, tmp_path: Path, name: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    answer = empty.upload(name, b"content")
    assert answer.status == 409
    assert "was not copied, because of its name" in answer.text
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["a.csv", "sub folder/Kuesioner PLUT (2) – é.xlsx", "console.csv"])
def test_an_ordinary_name_is_safe(name: str) -> None:
    assert safe_name(name).as_posix() == name


def test_a_file_beyond_a_limit_is_refused(empty: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert empty.upload("a.csv", b"1").status == 200
    for limits, content in (
        (Limits(file_bytes=3), b"1234"),
        (Limits(unpacked_bytes=3), b"123"),
        (Limits(members=1), b"1"),
    ):
        object.__setattr__(empty.session.folder, "limits", limits)
        answer = empty.upload("b.csv", content)
        assert answer.status == 409
        assert "goes beyond the limit" in answer.text
    assert [file.name for file in empty.session.folder.files()] == ["a.csv"]


def test_a_file_that_is_set_aside_is_not_lost(empty: Client) -> None:
    empty.upload("a.csv", b"1")
    assert empty.post("/set-aside", file="a.csv").status == 303
    assert empty.session.folder.files() == []
    assert (empty.session.folder.path / ".set-aside" / "a.csv").read_bytes() == b"1"
    for name in ("../a.csv", "a.csv", "nowhere.csv"):
        assert empty.post("/set-aside", file=name).status == 409


def test_a_folder_that_the_user_named_is_not_written_into(client: Client, survey: Path) -> None:
    before = {path: path.read_bytes() for path in survey.rglob("*")}
    assert client.upload("x.csv", b"1").status == 409
    assert client.post("/set-aside", file=ANSWERS).status == 409
    for path in PATHS:
        client.get(path)
    for name in OUTPUTS:
        client.get(f"/output?name={name}&stage=draft")
    assert {path: path.read_bytes() for path in survey.rglob("*")} == before


def test_nothing_is_made_before_a_file_comes(empty: Client, tmp_path: Path) -> None:
    for path in PATHS:
        assert empty.get(path).status in (200, 303, 409)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_folder_can_be_continued(tmp_path: Path, survey: Path) -> None:
    with served(tmp_path / "base") as first:
        for path in survey.iterdir():
            first.upload(path.name, path.read_bytes())
        folder = first.session.folder.path
    with served(tmp_path / "base") as second:
        assert second.session.folder.path != folder
        assert folder.name in second.get("/").text
        assert second.post("/resume", folder="../base").status == 409
        assert second.post("/resume", folder=folder.name).status == 303
        assert "PLUT-KUMKM Kota Denpasar" in second.get("/ranking").text


# --- what is shown -------------------------------------------------------------------------


def test_problems_are_shown_with_their_cells_errors_first(client: Client) -> None:
    text = plain(client.get("/problems").text)
    problem = "VAL-01 questionnaire.csv › questionnaire!"
    assert problem in text and "'lima' is not a number" in text
    assert text.index("Errors:") < text.index("Answers that another answer contradicts")
    assert "4 of 5 centres answered, 2 visited" in text


def test_the_ranking_is_that_of_the_terminal(
    client: Client, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["score", str(survey), "--lang", "en", "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    text = plain(client.get("/ranking").text)
    assert len(rows) == 5
    for row in rows[:4]:
        name = next(cell for cell in row.split(",") if cell.startswith("PLUT-KUMKM"))
        assert name in text
    centre = plain(client.get("/centre?id=71.72").text) if "71.72" in str(rows) else ""
    assert "Kota Bitung" in centre and "questionnaire.csv › questionnaire!" in centre


@pytest.mark.parametrize("path", ["/centre?id=99.99", "/nowhere", "/output?name=x&stage=y"])
def test_what_is_not_there_is_a_page_that_says_so(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert "There is no such page." in answer.text


def test_a_cell_is_shown_as_text_and_never_as_a_page(tmp_path: Path) -> None:
    script = "<script>alert('1')</script>"
    changes = {0: {"internet_mbps": script, "opening_hours": f'"{script}'}}
    folder = write_year(tmp_path / "2024", 2024, changes)
    write_table(folder / f"{'<b>' if os.name != 'nt' else ''}x.csv", [{script: script}])
    with served(tmp_path / "base", folder) as client:
        key = key_of(client, "VAL-01")
        fields = {**DECISION, "kind": "blank", "reason": script, "by": script, "evidence": script}
        assert client.post("/decide", key=key, **fields).status == 303
        for path in ("/", "/problems", "/decisions", "/ranking", "/centre?id=71.71-1", "/save"):
            answer = client.get(path)
            assert answer.status == 200
            assert "<script>alert" not in answer.text, path
            assert "<b>x.csv" not in answer.text, path
        assert "&lt;script&gt;alert" in client.get("/decisions").text
        assert "&lt;script&gt;alert" in client.get("/problems").text


def test_what_stops_a_run_is_a_page_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey" / "notes.txt").write_text("nothing", encoding="utf-8")
    with served(tmp_path / "base", tmp_path / "survey") as client:
        answer = client.get("/problems")
    assert answer.status == 409
    assert "There is nothing to read" in plain(answer.text)


def test_a_bug_is_a_page_and_no_traceback(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(client.session, "decided", broken)
    answer = client.get("/problems")
    assert answer.status == 500
    assert "ZeroDivisionError" not in answer.text
    saved = re.search(r"\S+\.txt", capsys.readouterr().err)
    assert saved and "ZeroDivisionError" in Path(saved[0]).read_text(encoding="utf-8")
    Path(saved[0]).unlink()


def test_every_page_is_in_the_language_that_is_chosen(client: Client) -> None:
    assert client.post("/language", language="id", back="/problems").headers["Location"] == (
        "/problems"
    )
    for path in ("/", "/problems", "/decisions", "/ranking", "/save"):
        text = client.get(path).text
        assert '<html lang="id">' in text
        assert "Simpan" in text and "Problems" not in text
    assert client.post("/language", language="xx", back="//evil").headers["Location"] == "/"


# --- decisions -----------------------------------------------------------------------------


def test_a_decision_is_a_row_of_the_ledger_and_settles_its_problem(
    client: Client, survey: Path
) -> None:
    sent = {path: path.read_bytes() for path in survey.iterdir()}
    answer = client.post("/decide", key=key_of(client, "VAL-01"), **DECISION)
    assert (answer.status, answer.headers["Location"]) == (303, "/problems")
    text = plain(client.get("/problems").text)
    assert "was saved, and the survey read again" in text
    assert "'lima' is not a number" not in text
    ledger = (survey / "keputusan.csv").read_text(encoding="utf-8-sig")
    assert all(
        word in ledger for word in ("correct the value", "lima", "telephoned", "A. Evaluator")
    )
    assert {path: path.read_bytes() for path in sent} == sent
    assert "lima" in plain(client.get("/decisions").text)
    assert "A. Evaluator" in client.get("/problems").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": " "}, "'Reason' is blank"),
        ({"by": ""}, "'Decided by (role or initials)' is blank"),
        ({"new": ""}, "'Decided value' is blank"),
        ({"kind": "keep"}, "'Decision' is blank"),
        ({"kind": "accept"}, "'Decision' is blank"),
        ({"new": "banyak"}, "The decision was not saved. For questionnaire.csv"),
        ({"key": "gone"}, "This problem is there no more"),
    ],
)
def test_a_decision_that_cannot_be_applied_is_not_saved(
    client: Client, survey: Path, changes: dict[str, str], message: str
) -> None:
    fields = {"key": key_of(client, "VAL-01"), **DECISION, **changes}
    answer = client.post("/decide", **fields)
    assert answer.status == 409
    assert message in plain(answer.text)
    assert not (survey / "keputusan.csv").exists()
    assert "'lima' is not a number" in plain(client.get("/problems").text)


def test_a_decision_that_contradicts_another_is_not_saved(client: Client, survey: Path) -> None:
    key = key_of(client, "VAL-01")
    chosen = next(one for one in client.session.decidable("en") if one.key == key)
    client.post("/decide", key=key, **DECISION)
    before = (survey / "keputusan.csv").read_bytes()
    # The problem is gone from the page; another window may still show it.
    client.session._current().decidable["en"] = [chosen]
    answer = client.post("/decide", key=key, **{**DECISION, "new": "6"})
    assert answer.status == 409
    assert "Two decisions contradict each other" in plain(answer.text)
    assert (survey / "keputusan.csv").read_bytes() == before


def test_a_rejected_decision_stays_as_a_record(client: Client, survey: Path) -> None:
    client.post("/decide", key=key_of(client, "VAL-01"), **DECISION)
    assert client.post("/reject", row="0").status == 303
    assert "'lima' is not a number" in plain(client.get("/problems").text)
    assert "rejected; it applies to nothing" in client.get("/decisions").text
    assert "telephoned" in (survey / "keputusan.csv").read_text(encoding="utf-8-sig")
    for row in ("1", "-1", "x", ""):
        assert client.post("/reject", row=row).status == 409


def test_a_ledger_that_somebody_made_is_used_and_not_changed(client: Client, survey: Path) -> None:
    own = "kind;file;sheet;cell;old;new;catatan saya\n"
    chosen = next(one for one in client.session.decidable("en") if one.code == "VAL-01")
    row = f"correct;{ANSWERS};questionnaire;{chosen.row.cell};lima;7;penting\n"
    (survey / "keputusan.csv").write_text(own + row, encoding="utf-8")
    assert "'lima' is not a number" not in plain(client.get("/problems").text)
    contested = next(one for one in client.session.decidable("en") if "keep" in one.kinds)
    client.post("/decide", key=contested.key, **{**DECISION, "kind": "keep"})
    assert (survey / "keputusan.csv").read_text(encoding="utf-8") == own + row
    assert "telephoned" in (survey / "keputusan-2.csv").read_text(encoding="utf-8-sig")
    assert client.get("/save").status == 200


def test_the_response_that_counts_is_chosen(tmp_path: Path) -> None:
    folder = small_survey.write_year(tmp_path / "survey")
    lines = (folder / ANSWERS).read_text(encoding="utf-8").splitlines()
    first = lines[1].replace(",50,", ",9,")
    assert first != lines[1]
    (folder / ANSWERS).write_text("\n".join([*lines, first]) + "\n", encoding="utf-8")
    with served(tmp_path / "base", folder) as client:
        several = next(one for one in client.session.decidable("en") if one.responses)
        assert set(several.kinds) == {"choose", "leave_out"}
        assert len(several.responses) == 2
        for number in range(2):
            fields = {**DECISION, "kind": "choose", "response": number}
            assert client.post("/decide", key=several.key, **fields).status == 303
            assert "answered several times" not in plain(client.get("/problems").text)
            chosen = client.session.decided().decisions[0]
            assert (chosen.file, chosen.sheet, chosen.cell) == several.responses[number]
            client.post("/reject", row=number)
        fields = {**DECISION, "kind": "choose", "response": "2"}
        assert client.post("/decide", key=several.key, **fields).status == 409


def test_a_response_under_a_wrong_name_is_given_to_its_centre(tmp_path: Path) -> None:
    folder = write_filled_forms(tmp_path / "five")
    from openpyxl import load_workbook

    path = next(folder.glob("71.72*.xlsx"))
    book = load_workbook(path)
    for label, answer in book.worksheets[0].iter_rows(min_col=2, max_col=3):
        if str(label.value).startswith("Kode PLUT"):
            answer.value = None
        if str(label.value).startswith("Nama PLUT"):
            answer.value = "Pusat Layanan Entah Di Mana"
    book.save(path)
    with served(tmp_path / "base", folder) as client:
        wrong = next(one for one in client.session.decidable("en") if one.code == "CEN-02")
        assert "leave_out" in wrong.kinds and len(wrong.options) == 5
        fields = {**DECISION, "new": "PLUT-KUMKM Kota Bitung"}
        assert client.post("/decide", key=wrong.key, **fields).status == 303
        assert "5 of 5 centres answered" in plain(client.get("/problems").text)


FINDING = {"id": "71.72", "reason": "letter 7", "by": "A. Evaluator"}


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "cause", "new": "the budget was cut"},
        {"kind": "accept", "until": "2099-01-31"},
        {"kind": "close", "evidence": "photograph 12"},
    ],
)
def test_a_finding_is_decided_on(client: Client, survey: Path, fields: dict[str, str]) -> None:
    code = next(iter(client.session.result().finding_rows())).code
    centre = next(iter(client.session.result().finding_rows())).centre_id
    answer = client.post("/decide-finding", **{**FINDING, **fields, "id": centre, "code": code})
    assert (answer.status, answer.headers["Location"]) == (303, f"/centre?id={centre}")
    (entry,) = client.session.result().decisions
    assert (entry.kind, entry.centre_id, entry.indicator) == (fields["kind"], centre, code)
    assert next(text for text in fields.values() if text != fields["kind"]) in (
        survey / "keputusan.csv"
    ).read_text(encoding="utf-8-sig")
    assert "was saved" in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "cause", "new": ""},
        {"kind": "accept", "until": ""},
        {"kind": "accept", "until": "2099-01-31", "reason": ""},
        {"kind": "accept", "until": "soon"},
        {"kind": "close"},
        {"kind": "correct", "new": "1"},
        {"kind": "cause", "new": "x", "code": "XXX-99"},
        {"kind": "cause", "new": "x", "by": ""},
    ],
)
def test_a_decision_on_a_finding_that_lacks_something_is_not_saved(
    client: Client, survey: Path, fields: dict[str, str]
) -> None:
    first = next(iter(client.session.result().finding_rows()))
    named = {"id": first.centre_id, "code": first.code}
    assert client.post("/decide-finding", **{**FINDING, **named, **fields}).status == 409
    assert not (survey / "keputusan.csv").exists()


def test_a_rejected_decision_is_shown_as_one_in_every_language(client: Client) -> None:
    client.post("/language", language="id")
    client.post("/decide", key=key_of(client, "VAL-01"), **DECISION)
    client.post("/reject", row="0")
    text = client.get("/decisions").text
    assert "ditolak; tidak diterapkan" in text and "/reject" not in text
    client.post("/language", language="en")
    assert "rejected; it applies to nothing" in client.get("/decisions").text


def test_cookies_of_other_programs_are_in_nobodys_way(client: Client) -> None:
    for others in ('a b; c="d', "x=;;; =y", '_xsrf=2|a|b|c; username-127-0-0-1="2|1:0"'):
        assert client.get("/", Cookie=f"{others}; {client.cookie}").status == 200


# --- what is saved -------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["", "draft", "final"])
def test_what_is_saved_is_what_score_writes(
    client: Client, survey: Path, tmp_path: Path, stage: str
) -> None:
    client.post("/decide", key=key_of(client, "VAL-01"), **DECISION)
    (tmp_path / "nobody").mkdir()
    further = ["--stage", stage] if stage else []
    further += ["--replies", str(tmp_path / "nobody")] if stage == "final" else []
    files = {name: f"x{name}.{output.suffix}" for name, output in OUTPUTS.items()}
    written = [name for name in OUTPUTS if name not in ("letters", "ledger")]
    outputs = [word for name in written for word in ("-o", str(tmp_path / files[name]))]
    letters = ["--per-centre", str(tmp_path / "letters")]
    assert cli.run(["score", str(survey), "-q", "--lang", "en", *outputs, *letters, *further]) == 0
    for name in written:
        answer = client.get(f"/output?name={name}&stage={stage}")
        ending = f"-{stage}" if stage else ""
        expected = f'attachment; filename="plut-2024{ending}.{OUTPUTS[name].suffix}"'
        assert answer.headers["Content-Disposition"] == expected
        assert answer.body == (tmp_path / files[name]).read_bytes(), name
    archive = zipfile.ZipFile(BytesIO(client.get(f"/output?name=letters&stage={stage}").body))
    folder = tmp_path / "letters"
    beside = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
    assert set(archive.namelist()) == set(beside) and beside
    assert all(archive.read(name) == path.read_bytes() for name, path in beside.items())
    ledger = client.get("/output?name=ledger").body
    assert ledger == (survey / "keputusan.csv").read_bytes()


def test_the_report_of_the_page_is_the_one_that_is_saved(client: Client) -> None:
    assert client.get("/report").body == client.get("/output?name=page").body


def test_another_edition_and_year_are_used(client: Client) -> None:
    assert client.post("/settings", edition="award-2024", year="2024").status == 303
    result = json.loads(client.get("/output?name=result").body)
    assert result["edition"]["id"] == "award-2024"
    for fields in ({"edition": "../x", "year": ""}, {"edition": "award-2024", "year": "24"}):
        assert client.post("/settings", **fields).status == 409


def test_a_file_that_changes_is_read_again(client: Client, survey: Path) -> None:
    assert "'lima'" in plain(client.get("/problems").text)
    text = (survey / ANSWERS).read_text(encoding="utf-8")
    (survey / ANSWERS).write_text(text.replace("lima", "12345"[:2]), encoding="utf-8")
    assert "'lima'" not in plain(client.get("/problems").text)


# --- the command ---------------------------------------------------------------------------


def address_of(running: "subprocess.Popen[str]") -> str:
    assert running.stderr is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S{40,}", running.stderr.readline())
    assert found
    return found[0]


def browser() -> OpenerDirector:
    """What keeps cookies and asks nothing of a proxy."""
    return build_opener(ProxyHandler({}), HTTPCookieProcessor())


def test_the_command_prints_its_address_and_ends_with_the_button(survey: Path) -> None:
    with started("open", str(survey), "--no-browser", "--lang", "en") as running:
        address = address_of(running)
        opened = browser()
        assert "Files of the survey" in opened.open(address).read().decode()
        own = address.partition("/?")[0]
        opened.open(Request(f"{own}/stop", b"", {"Origin": own}))
        assert running.wait(20) == 0


@pytest.mark.skipif(os.name == "nt", reason="a process is interrupted in another way there")
def test_the_command_ends_with_an_interruption(survey: Path) -> None:
    with started("open", str(survey), "--no-browser", "--lang", "en") as running:
        address_of(running)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0


def test_a_folder_that_is_not_there_and_a_port_that_is_taken_are_one_line(
    client: Client, survey: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["open", str(survey / "nowhere"), "--no-browser", "--lang", "en"]) == 2
    assert "There is no folder" in capsys.readouterr().err
    port = str(client.server.access.port)
    assert cli.run(["open", str(survey), "--no-browser", "--lang", "en", "--port", port]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_costs_the_help_nothing() -> None:
    code = (
        "import sys; from plut_audit.commands import application; application.build();"
        "print([name for name in ('http.server', 'jinja2', 'webbrowser') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
