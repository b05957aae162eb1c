"""No figure changes in silence: what is wrong beside a survey is named, or changes nothing.

Each run takes a good survey, does one thing wrong (files that do not belong there, files of an
option in the place of another's, rows repeated, bytes changed in a workbook) and compares every
figure with that of the good survey. Where one differs, a problem or a message has to say so.
`PLUT_AUDIT_WRONG_USAGE=5000` makes as many runs; see `builders.wrong_usage`.
"""

import csv
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.files import save
from builders.survey import FIVE
from builders.wrong_usage import SEEDS, files_of, quiet, spoilt, write_good_files

PLACES = ("cells", "response_cells", "arrival", "centre_id", "centre_name")
"""Where an answer stands and how its row names the centre, by whose code the figures go."""
OPTIONS = ("--centres", "--crosswalk", "--aliases", "--follow-up", "--previous")
DISGUISES = (".csv", ".xlsx", ".json", ".tsv", ".ods", ".xls", ".zip", ".txt", "")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files, the survey as CSV and as a workbook, and the figures of both."""
    folder = write_good_files(tmp_path_factory.mktemp("silent") / "good")
    for path in files_of(folder / "surveys" / "2024"):
        if path.suffix == ".csv":
            save(folder / "workbooks" / f"{path.stem}.xlsx", {path.stem: rows_of(path)})
    return folder


@pytest.fixture(scope="module")
def expected(good: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("expected")
    kinds = ("surveys/2024", "workbooks")
    return {kind: scored(good / kind, out / f"{number}.json") for number, kind in enumerate(kinds)}


def rows_of(path: Path) -> list[list[Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


Scored = tuple[dict[str, Any], set[str]]
"""The figures by centre, and what is wrong in the files."""


def scored(survey: Path, out: Path, *options: str) -> Scored | str:
    """What a survey gives, or the message that refuses it."""
    code, shown = quiet(["score", str(survey), "-q", "--year", "2024", "-o", str(out), *options])
    assert code in (0, 2, 3), shown
    if code == 2:
        return shown
    records = json.loads(out.read_text(encoding="utf-8"))
    centres = {centre["centre_id"]: _figures(centre) for centre in records["centres"]}
    problems = {json.dumps(problem, sort_keys=True) for problem in records["problems"]}
    findings = _findings(records, "--previous" in options)
    return {**centres, "findings": findings, "summary": records["summary"]}, problems


def _figures(centre: dict[str, Any]) -> dict[str, Any]:
    """All that is said of a centre, without the cells where it stands."""
    items = {name: _without_places(item) for name, item in centre["items"].items()}
    return {**_without_places(centre), "items": items}


def _without_places(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {side: _without_places(given) for side, given in value.items()}
        if name == "answers"
        else value
        for name, value in record.items()
        if name not in PLACES
    }


def _findings(records: dict[str, Any], years: bool) -> list[tuple[str, str, str]]:
    """What was found, in order; CHK-07 aside where a year before is given, which it needs."""
    found = ((f["centre_id"], f["code"], f["severity"]) for f in records["findings"])
    return sorted(finding for finding in found if not (years and finding[1] == "CHK-07"))


# --- what is wrong -------------------------------------------------------------------------

Wrong = Callable[[Path, Path, random.Random], list[str]]
"""Does something wrong to a survey, given good files of all kinds; gives further options."""


def misplaced_file(survey: Path, good: Path, rng: random.Random) -> list[str]:
    """A file of any kind among the answers, whole or not, perhaps under another suffix."""
    source = rng.choice(files_of(good))
    content = source.read_bytes()
    if rng.random() < 0.4:
        content = spoilt(content, rng.choice(files_of(good)).read_bytes(), rng)
    suffix = rng.choice(DISGUISES) if rng.random() < 0.3 else source.suffix
    folder = survey / rng.choice(("", "", "sub", "2024", "rubric"))
    folder.mkdir(exist_ok=True)
    target = folder / f"{rng.choice((source.stem, 'x', 'copy of ' + source.stem))}{suffix}"
    if not target.exists():
        target.write_bytes(content)
    return []


def replaced_file(survey: Path, good: Path, rng: random.Random) -> list[str]:
    """Another file in the place of a table: any whole one, or the table without its rows."""
    path = rng.choice([path for path in files_of(survey) if path.suffix in (".csv", ".xlsx")])
    plain = rows_of(good / "surveys" / "2024" / f"{path.stem}.csv")
    match rng.randrange(4):
        case 0:
            save(path, {path.stem: plain[:1]})
        case 1:
            save(path, {path.stem: [plain[0], *([""] * len(plain[0]) for _ in plain[1:])]})
        case 2:
            save(path, {path.stem: [[""] * len(plain[0]) for _ in plain]})
        case 3:
            source = rng.choice(files_of(good))
            path.unlink()
            shutil.copy(source, path.with_suffix(source.suffix))
    return []


def wrong_file_of_an_option(survey: Path, good: Path, rng: random.Random) -> list[str]:
    """Any file, whole or not, as the registry, the crosswalk, the year before and so on."""
    source = rng.choice(files_of(good))
    target = survey.parent / f"option{source.suffix}"
    content = source.read_bytes()
    if rng.random() < 0.3:
        content = spoilt(content, b"", rng)
    target.write_bytes(content)
    return [rng.choice(OPTIONS), str(target)]


def changed_bytes(survey: Path, good: Path, rng: random.Random) -> list[str]:
    """Other bytes in a workbook, whose checksums no longer hold, or in the place of a table."""
    path = rng.choice(files_of(survey))
    content = path.read_bytes()
    noise = rng.randbytes(200)
    path.write_bytes(spoilt(content, noise, rng) if path.suffix == ".xlsx" else noise)
    return []


def other_rows(survey: Path, good: Path, rng: random.Random) -> list[str]:
    """Rows that are repeated, blank, notes or headings; a column nobody knows."""
    path = rng.choice([path for path in files_of(survey) if path.suffix in (".csv", ".xlsx")])
    plain = good / "surveys" / "2024" / f"{path.stem}.csv"
    rows = rows_of(plain)
    width, row = len(rows[0]), rng.randrange(1, len(rows))
    match rng.randrange(6):
        case 0:
            rows.insert(row, rng.choice(rows))
        case 1:
            rows.insert(row, [""] * width)
        case 2:
            note = ("Total", "Catatan: data sementara", "Sumber: dinas", "5 PLUT", "2024")
            rows.insert(row, [rng.choice(note)] + [""] * (width - 1))
        case 3:
            rows = [[*line, f"x{number}"] for number, line in enumerate(rows)]
        case 4:
            order = rng.sample(range(width), width)
            rows = [[line[column] for column in order] for line in rows]
        case 5:
            rows = [["KUESIONER PLUT-KUMKM", *[""] * (width - 1)], *rows]
    save(path, {path.stem: rows})
    return []


def other_codes(survey: Path, good: Path, rng: random.Random) -> list[str]:
    """The code of a centre as offices write it."""
    path = rng.choice([path for path in files_of(survey) if path.suffix in (".csv", ".xlsx")])
    rows = rows_of(good / "surveys" / "2024" / f"{path.stem}.csv")
    row = rng.randrange(1, len(rows))
    column = rows[0].index("centre_id")
    code = rng.choice(WRITTEN)(rows[row][column])
    if path.stem == "visits" and code in NAMES:
        # Nothing but the name beside it can say that another centre of the registry was meant.
        name = NAMES[rows[row][column]]
        rows = [[*line, name if number == row else ""] for number, line in enumerate(rows)]
        rows[0][-1] = "centre_name"
    rows[row][column] = code
    save(path, {path.stem: rows})
    return []


NAMES = {str(centre["centre_id"]): str(centre["name"]) for centre in FIVE}
WRITTEN: tuple[Callable[[str], str], ...] = (
    lambda code: f"'{code}",
    lambda code: f"{code}.",
    lambda code: f" {code}\u00a0",
    lambda code: code.replace(".", ","),
    lambda code: code.replace(".", "\u2011"),
    lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in code),
    lambda code: f"{code}.0",
    lambda code: f"{code}0",
    lambda code: code.rstrip("1"),
    lambda code: f'="{code}"',
    lambda code: f"ID{code}",
    lambda code: code[:2],
    lambda code: "",
    lambda code: "72.71",
)
WRONGS: tuple[Wrong, ...] = (
    misplaced_file,
    misplaced_file,
    replaced_file,
    wrong_file_of_an_option,
    changed_bytes,
    other_rows,
    other_codes,
)


def changed_files(survey: Path, good: Path) -> set[str]:
    """The files of a survey that are other than those of the good one, by name."""
    return {
        path.relative_to(survey).as_posix()
        for path in files_of(survey)
        if not (same := good / path.relative_to(survey)).exists()
        or same.read_bytes() != path.read_bytes()
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_changes_in_silence(
    seed: int,
    good: Path,
    expected: dict[str, Scored],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    rng = random.Random(seed)
    kind = rng.choice(list(expected))
    survey = tmp_path / "2024"
    shutil.copytree(good / kind, survey)
    wrong = rng.choice(WRONGS)
    options = wrong(survey, good, rng)
    result = scored(survey, tmp_path / "out.json", *options)
    if isinstance(result, str):
        assert result.startswith("plut-audit: ") and result.count("\n") <= 25, result
        return
    figures, problems = result
    if figures != expected[kind][0]:
        files = {json.loads(problem)["file"] for problem in problems - expected[kind][1]}
        # Of a registry that lacks a centre, the answers of that centre speak.
        changed = changed_files(survey, good / kind) or files
        assert files & changed, (wrong.__name__, options, files, changed, figures)
    shutil.rmtree(survey)
