"""The stored result: what is saved is what is loaded, and words are made from it anywhere."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builders.survey import write_five_centres

import plut_audit
from plut_audit.errors import ResultError
from plut_audit.result import Result
from plut_audit.result.storage import json_schema, load_changed

ROOT = Path(__file__).resolve().parents[1]
YEARS = ("2022", "2023", "2024")


@pytest.fixture(scope="module", params=YEARS)
def sample(request: pytest.FixtureRequest) -> Result:
    """Each sample year."""
    return plut_audit.audit(ROOT / "sample_data" / request.param)


@pytest.fixture(scope="module")
def stored(sample: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year's stored result."""
    path = tmp_path_factory.mktemp("stored") / "result.json"
    sample.save(path)
    return path


def test_what_is_loaded_saves_to_the_same_bytes(stored: Path, tmp_path: Path) -> None:
    Result.load(stored).save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == stored.read_bytes()


def test_a_hundred_centres_take_less_than_two_megabytes(sample: Result, stored: Path) -> None:
    edition = len(json.dumps(json.loads(stored.read_text(encoding="utf-8"))["edition"]))
    a_centre = (stored.stat().st_size - edition) / len(sample.centres)
    assert edition + 100 * a_centre < 2_000_000


def test_the_stored_file_holds_no_sentence(stored: Path) -> None:
    records = json.loads(stored.read_text(encoding="utf-8"))
    assert set(records["findings"][0]) <= {
        "code", "centre_id", "kinds", "severity", "binding", "points_lost", "priority", "years_open",
        "state", "questions", "cells",
    }  # fmt: skip
    assert all("message" not in problem for problem in records["problems"])


def same_in_every_release(schema: Any) -> Any:
    """A schema without what only some releases of Pydantic write out, though it goes without saying.

    Anything may be added where nothing forbids it, and a constant is the only choice there is.
    """
    if isinstance(schema, dict):
        return {
            key: same_in_every_release(value)
            for key, value in schema.items()
            if (key, value) != ("additionalProperties", True)
            and not (key == "enum" and "const" in schema)
        }
    return list(map(same_in_every_release, schema)) if isinstance(schema, list | tuple) else schema


def test_the_shipped_schema_is_that_of_the_types_and_fits_every_sample(stored: Path) -> None:
    shipped = json.loads((ROOT / "plut_audit/result/schema.json").read_text(encoding="utf-8"))
    assert same_in_every_release(shipped) == same_in_every_release(json_schema())
    jsonschema.Draft202012Validator(shipped).validate(
        json.loads(stored.read_text(encoding="utf-8"))
    )


WORDS = """
import sys, json, plut_audit
result = plut_audit.load(sys.argv[1])
frames = {
    language: [
        result.findings_frame(language).drop(columns=["kinds", "cells"]).to_csv(index=False),
        result.problems_frame(language).to_csv(index=False),
        [result.wording(language).not_ranked(centre.not_ranked) for centre in result.unranked],
    ]
    for language in ("id", "en")
}
print(json.dumps(frames))
"""


def words(path: Path) -> dict[str, Any]:
    """Every text of a stored result in both languages, made by another process."""
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WORDS, str(path)],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    return dict(json.loads(made.stdout))


def test_another_process_makes_the_same_texts_in_both_languages(
    sample: Result, stored: Path
) -> None:
    elsewhere = words(stored)
    for language in ("id", "en"):
        findings, problems, reasons = elsewhere[language]
        frame = sample.findings_frame(language).drop(columns=["kinds", "cells"])
        assert findings == frame.to_csv(index=False)
        assert problems == sample.problems_frame(language).to_csv(index=False)
        wording = sample.wording(language)
        assert reasons == [wording.not_ranked(centre.not_ranked) for centre in sample.unranked]
    assert elsewhere["id"][0] != elsewhere["en"][0]


def test_every_finding_and_item_keeps_its_cells(sample: Result, stored: Path) -> None:
    loaded = Result.load(stored)
    for made, read in zip(sample.finding_rows(), loaded.finding_rows(), strict=True):
        assert made.cells == read.cells
    for made_centre, read_centre in zip(sample.centre_rows(), loaded.centre_rows(), strict=True):
        for code, item in made_centre.items.items():
            assert item.all_cells == read_centre.items[code].all_cells


# --- files that are no result --------------------------------------------------------------


def refused(path: Path) -> str:
    """The one line that refuses a file."""
    with pytest.raises(ResultError) as raised:
        plut_audit.load(path)
    return str(raised.value)


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Any]:
    """The records of a small result, to be spoilt."""
    path = tmp_path / "small.json"
    plut_audit.audit(ROOT / "sample_data" / "2024").save(path)
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_the_first_schema_is_refused_with_how_to_make_the_result_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text('{"schema": "plut-audit/result/1", "centres": []}', encoding="utf-8")
    assert "plut-audit score" in refused(path)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("centres", 0, "combined"), "80"),
        (("centres", 0, "dimensions", "INF"), None),
        (("findings", 0, "severity"), "extreme"),
        (("findings", 0, "centre_id"), "no such centre"),
        (("summary",), []),
        (("edition", "rubric"), {}),
        (("problems", 0, "values"), None),
        (("centres", 0, "answers", "reported", "institutional_form"), "no such choice"),
        (("centres", 0, "answers", "reported", "land_area"), "large"),
        (("centres", 0, "answers", "reported", "land_area"), ["a"]),
        (("centres", 0, "answers", "reported", "survey_date"), "yesterday"),
        (("centres", 0, "answers", "reported", "no_such_question"), 1.0),
        (("centres", 0, "answers", "reported_blank", "land_area"), "no such reason"),
        (("centres", 1, "centre_id"), "11"),
        (("centres", 0, "centre_id"), ""),
        (("centres", 0, "name"), "half a character \ud800"),
        (("findings", 0, "code"), "XXX-99"),
        (("systemic", 0, "code"), "XXX-99"),
        (("systemic", 0, "centres"), ["no such centre"]),
        (("problems", 0, "code"), "XXX-99"),
        (("year",), -3),
        (("year",), 20244),
        (("summary", "ranked"), 1000),
        (("summary", "centres"), 1),
        (("findings", 0, "years_open"), -2),
        (("centres", 0, "class"), "Q"),
        (("centres", 0, "combined"), 999),
        (("centres", 0, "estimate_exact"), -5),
        (("centres", 0, "seen_share"), 1.5),
        (("centres", 0, "visit_date"), "yesterday"),
        (("centres", 0, "dimensions", "INF", "estimate"), 101),
        (("centres", 0, "items", "INF-03", "score"), 140),
    ],
)
def test_an_edited_result_is_refused_at_its_place(
    place: tuple[Any, ...], value: object, small: dict[str, Any], tmp_path: Path
) -> None:
    record: Any = small
    for key in place[:-1]:
        record = record[key]
    record[place[-1]] = value
    path = tmp_path / "edited.json"
    path.write_text(json.dumps(small), encoding="utf-8")
    message = refused(path)
    assert "\n" not in message
    assert "edited.json" in message


def test_a_number_beyond_all_numbers_is_refused(stored: Path, tmp_path: Path) -> None:
    text = stored.read_text(encoding="utf-8")
    path = tmp_path / "large.json"
    path.write_text(text.replace('"combined_exact":', '"combined_exact":1e999,"x":', 1), "utf-8")
    assert "no stored result" in refused(path)


def test_a_whole_character_may_be_escaped(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "escaped.json"
    name = r'"name":"\\ud800 \ud83d\ude00 PLUT-'
    text = stored.read_text(encoding="utf-8").replace('"name":"PLUT-', name, 1)
    path.write_text(text, encoding="utf-8")
    assert load_changed(path).centres.centres[0].name.startswith("\\ud800 \U0001f600 ")


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_result_saved_by_an_editor_on_windows_is_read(
    encoding: str, stored: Path, tmp_path: Path
) -> None:
    path = tmp_path / "windows.json"
    # An editor that saves as Windows-1252 writes a question mark for what it cannot hold.
    text = stored.read_text(encoding="utf-8").replace('"name":"PLUT-', '"name":"Bât. PLUT-', 1)
    path.write_text(text, encoding=encoding, errors="replace")
    loaded = load_changed(path)
    assert loaded.summary == Result.load(stored).summary
    assert loaded.centres.centres[0].name.startswith("Bât. ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32-be", "cp1252"])
def test_another_encoding_is_no_other_result(encoding: str, tmp_path: Path) -> None:
    write_five_centres(tmp_path / "2024")
    plut_audit.audit(tmp_path / "2024").save(tmp_path / "result.json")
    text = (tmp_path / "result.json").read_text(encoding="utf-8")
    (tmp_path / "windows.json").write_text(text, encoding=encoding)
    assert Result.load(tmp_path / "windows.json").fingerprint in text


def test_a_damaged_character_makes_no_other_encoding(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.json"
    path.write_bytes(stored.read_bytes().replace(b'"name":"PLUT-', b'"name":"\xe2PLUT-', 1))
    assert "no stored result" in refused(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"schema": NaN}'])
def test_what_is_no_json_result_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    assert "other.json" in refused(path)


# --- the Python API ------------------------------------------------------------------------


def test_the_name_audit_is_the_function_whatever_is_imported() -> None:
    from plut_audit.audit import run

    assert callable(plut_audit.audit)
    assert callable(run)


def test_frames_have_one_row_each_and_documented_types(sample: Result) -> None:
    centres, items = sample.centres_frame(), sample.items_frame()
    assert len(centres) == len(sample.centres)
    assert len(items) == len(sample.centres) * len(sample.rubric.indicators)
    assert len(sample.findings_frame()) == len(sample.findings)
    assert len(sample.problems_frame()) == len(sample.problems)
    assert str(centres["combined"].dtype) == "Float64"
    assert str(centres["ranked"].dtype) == "boolean"
    assert centres.loc[centres["ranked"], "rank"].min() == 1
    lost = items.groupby("centre_id", observed=True)["points_lost"].sum()
    index = centres.set_index("centre_id")["combined_exact"]
    assert ((100 - index) - lost).dropna().abs().max() < 1e-9
