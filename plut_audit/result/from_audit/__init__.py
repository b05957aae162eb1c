"""An audit to its result: the matrices are taken, not copied."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import numpy as np

import plut_audit
from plut_audit.audit import Audit, Options
from plut_audit.ingest.answers import Array
from plut_audit.ingest.cell_account import total
from plut_audit.ingest.dialects import RawAnswers
from plut_audit.ingest.files.ledger_sheet import filled_rows
from plut_audit.ingest.sheets import Limits
from plut_audit.result import Result
from plut_audit.result.answers import answers_of_survey
from plut_audit.result.cells import SurveyCells
from plut_audit.result.columns import FindingColumns, objects
from plut_audit.result.from_audit.centres import centre_columns
from plut_audit.result.from_audit.items import item_matrices
from plut_audit.result.from_audit.summary import summary_of, verification_factors
from plut_audit.result.rows import EXACT
from plut_audit.result.summary import CellFigures, InputFile, Role, RunOptions
from plut_audit.scoring.findings.checks import all_checks
from plut_audit.scoring.findings.systemic import Systemic

__all__ = ["result_of_audit", "summary_of"]


def result_of_audit(audit: Audit) -> Result:
    """The result of an audit."""
    return Result(
        rubric=audit.rubric,
        year=audit.year,
        tool_version=plut_audit.__version__,
        inputs=tuple(_input_files(audit)),
        cell_figures=CellFigures(**total(audit.cells).record()),
        summary=summary_of(audit),
        verification=verification_factors(audit),
        centres=centre_columns(audit),
        items=item_matrices(audit),
        answers=answers_of_survey(audit.survey),
        cells=SurveyCells(audit.survey),
        findings=_findings(audit),
        systemic=tuple(_printed(systemic) for systemic in audit.systemic),
        problems=tuple(audit.problems),
        options=_run_options(audit.options),
    )


def _run_options(options: Options) -> RunOptions:
    usual = asdict(Limits())
    moved = {name: value for name, value in asdict(options.limits).items() if value != usual[name]}
    return RunOptions(options.year, options.only_approved, moved)


# --- inputs -----------------------------------------------------------------------------------


def _input_files(audit: Audit) -> Iterator[InputFile]:
    """Every file with what it was used for, by its name."""
    hashes = {book.file: book.sha256 for book in audit.inputs.workbooks}
    used: dict[tuple[str, str, Role], list[RawAnswers]] = {}
    for raw in _raw_answers(audit):
        used.setdefault((raw.sheet.file, raw.dialect, raw.role), []).append(raw)
    files = [
        InputFile(
            file,
            hashes.get(file, ""),
            dialect,
            role,
            tuple(sorted({raw.sheet.name for raw in raws})),
            sum(len(raw.rows) for raw in raws),
        )
        for (file, dialect, role), raws in used.items()
    ]
    centres = len(audit.inputs.registry.centres)
    files += [
        InputFile(book.file, book.sha256, "plain", "centres", (), centres)
        for book in audit.inputs.registry_files
    ]
    files += [
        InputFile(
            book.file,
            book.sha256,
            "plain",
            "decisions",
            tuple(sorted(sheet.name for sheet in book.sheets)),
            sum(filled_rows(sheet) for sheet in book.sheets),
        )
        for book in audit.inputs.ledgers
    ]
    files += _without_answers(audit, {(file.file, file.sha256) for file in files})
    yield from sorted(files, key=lambda file: (file.file, file.dialect, file.role))


def _without_answers(audit: Audit, listed: set[tuple[str, str]]) -> Iterator[InputFile]:
    """The files that gave no answer and no registry, so that every input has its hash."""
    for opened in audit.inputs.files:
        if (opened.file, opened.sha256) not in listed:
            role: Role = opened.use or "other"  # type: ignore[assignment]
            yield InputFile(opened.file, opened.sha256, "", role, (), 0)


def _raw_answers(audit: Audit) -> Iterator[RawAnswers]:
    yield from audit.survey.questionnaire.origins
    yield from audit.survey.visits.origins
    yield from audit.roster_origins


def _printed(systemic: Systemic) -> Systemic:
    """With the decimals of the stored result, so that both are shown alike."""
    share, points = round(systemic.share, 4), round(systemic.points_lost, EXACT)
    return replace(systemic, share=share, points_lost=points)


# --- findings ------------------------------------------------------------------------------


def _findings(audit: Audit) -> FindingColumns:
    found = audit.findings
    return FindingColumns(
        codes=tuple(found.codes),
        code=found.code,
        centre=found.centre,
        kinds=found.kinds,
        severity=found.severity,
        points_lost=found.points_lost,
        priority=found.priority,
        binding=found.binding,
        years_open=found.years_open,
        state=found.status,
        questions=_check_questions(audit),
        cells=np.full(len(found), None, object),
    )


def _check_questions(audit: Audit) -> Array:
    """The questions that each finding of a check is about; none for indicators."""
    found, context, checks = audit.findings, audit.check_context, all_checks()
    of_code = [checks.get(code) for code in found.codes]
    return objects(
        () if (check := of_code[code]) is None else check.questions_at(context, int(centre))
        for code, centre in zip(found.code, found.centre, strict=True)
    )
