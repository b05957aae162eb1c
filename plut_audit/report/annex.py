"""Parts of the method annex that show the edition, the data and the files."""

import numpy as np

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.blocks import Block, Facts, Paragraph, Section
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import dimension_title, measured_as, scoring_rule
from plut_audit.result import Evidence, Result
from plut_audit.result.columns import BLANKS
from plut_audit.rubric import Indicator

# --- steps 1 and 2: what is measured, and why ----------------------------------------------


def framework_section(result: Result) -> Section:
    """Step 1: the edition, its classes and its sources."""
    rubric = result.rubric
    sources = [(str(number), localized(text)) for number, text in enumerate(rubric.sources, 1)]
    edition = [
        (_(N_("Edition")), f"{rubric.id}: {localized(rubric.title)}"),
        (_(N_("Dimensions")), str(len(rubric.dimensions))),
        (_(N_("Indicators")), str(len(rubric.indicators))),
        *_classes(result),
    ]
    description = Paragraph(localized(rubric.description) or localized(rubric.title))
    blocks: list[Block] = [description, Facts(edition), Facts(sources)]
    return Section("framework", _(N_("1. Framework")), blocks, level=2)


def _classes(result: Result) -> list[tuple[str, str]]:
    texts = []
    for band in result.rubric.bands:
        sign, low = (">", band.above) if band.above is not None else ("≥", band.at_least)
        limit = "" if low is None else f" {sign} {format_number(low, 2)}"
        title = localized(band.title)
        texts.append(f"{band.name}{limit}" + (f" ({title})" if title else ""))
    return [(_(N_("Classes")), "; ".join(texts))] if texts else []


def basis_section(result: Result) -> Section:
    """Step 2: the indicators and what each is based on."""
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("indicator", _(N_("Indicator")), wraps=True, width=30),
        Column("value", _(N_("Measured")), wraps=True, width=30),
        Column("basis", _(N_("Basis")), wraps=True, width=30),
    )
    rows: list[list[Cell]] = [
        [
            code,
            _starred(indicator),
            measured_as(indicator, result.rubric),
            localized(indicator.basis),
        ]
        for code, indicator in result.rubric.indicators.items()
    ]
    note = _(N_("* mandatory: a score of 0 is a critical finding."))
    table = Table("indicators", "", columns, rows, note)
    return Section("selection", _(N_("2. Indicators and their basis")), [table], level=2)


def _starred(indicator: Indicator) -> str:
    return localized(indicator.title) + (" *" if indicator.mandatory else "")


# --- step 3: what was answered -------------------------------------------------------------

BLANKS_NOTE = N_(
    "An unanswered indicator scores 0 and is a finding; it is not filled in, for that would "
    "reward silence. What does not apply or was not asked leaves the denominator. A centre is "
    "ranked where at least {share} % of the weight of every dimension was answered. Each centre "
    "also has the score with blanks left out and with blanks at full marks."
)


def blanks_section(result: Result) -> Section:
    """Step 3: where values come from, and why others are missing."""
    share = format_number(100 * result.rubric.scoring.minimum_coverage, 0)
    blocks: list[Block] = [
        Paragraph(_(BLANKS_NOTE, share=share)),
        _blanks(result),
        _coverage(result),
    ]
    return Section("blanks", _(N_("3. Coverage and missing data")), blocks, level=2)


def _blanks(result: Result) -> Table:
    """By indicator; why a value is missing is counted over the centres that answered."""
    evidence = result.items.evidence
    blank = result.items.blank[result.centres.responded]
    counted = [
        ("seen", N_("Seen"), evidence == Evidence.OBSERVED),
        ("reported", N_("Reported only"), evidence == Evidence.REPORTED),
        ("unanswered", N_("Not answered"), blank == BLANKS.index("unanswered")),
        ("dont_know", N_("Don't know"), blank == BLANKS.index("dont_know")),
        ("invalid", N_("Unreadable"), blank == BLANKS.index("invalid")),
        ("not_asked", N_("Not asked"), blank == BLANKS.index("not_asked")),
        ("not_applicable", N_("Does not apply"), evidence == Evidence.NOT_APPLICABLE),
    ]
    if result.items.has_judgements:
        counted.insert(2, ("evaluator", N_("Evaluator"), evidence == Evidence.EVALUATOR))
    columns = (
        Column("code", _(N_("Code")), width=8),
        *(Column(key, _(title), 0, width=9) for key, title, _where in counted),
    )
    counts = np.array([where.sum(axis=0) for _key, _title, where in counted])
    rows: list[list[Cell]] = [
        [code, *(int(count) for count in counts[:, column])]
        for column, code in enumerate(result.rubric.indicators)
    ]
    return Table("blanks", "", columns, rows)


def _coverage(result: Result) -> Table:
    columns = (
        Column("dimension", _(N_("Dimension")), wraps=True, width=40),
        Column("mean_coverage", _(N_("Mean coverage (%)")), 1, width=12),
        Column("lowest_coverage", _(N_("Lowest coverage (%)")), 1, width=12),
    )
    rows: list[list[Cell]] = []
    for column, dimension in enumerate(result.rubric.dimensions):
        known = 100 * result.centres.coverage[result.centres.responded, column]
        known = known[~np.isnan(known)]
        figures = (float(known.mean()), float(known.min())) if len(known) else (None, None)
        rows.append([dimension_title(dimension), *figures])
    return Table("coverage", "", columns, rows)


# --- step 5: from values to points ---------------------------------------------------------

GOALPOSTS_NOTE = N_(
    "Goalposts are fixed by the edition and never taken from the year's data, so no centre's score "
    "depends on another's."
)


def normalisation_section(result: Result) -> Section:
    """Step 5: the goalposts, and how many values lie beyond them."""
    columns = (
        Column("code", _(N_("Code")), width=8),
        Column("rule", _(N_("Rule")), wraps=True, width=50),
        Column("below", _(N_("Clipped below")), 0, width=9),
        Column("above", _(N_("Clipped above")), 0, width=9),
    )
    used = result.items.used
    rows: list[list[Cell]] = [
        [code, scoring_rule(indicator, result.rubric), *clipped(indicator, used[:, column])]
        for column, (code, indicator) in enumerate(result.rubric.indicators.items())
    ]
    blocks: list[Block] = [Paragraph(_(GOALPOSTS_NOTE)), Table("normalisation", "", columns, rows)]
    return Section("normalisation", _(N_("5. Normalisation")), blocks, level=2)


def clipped(indicator: Indicator, values: Array) -> tuple[int, int]:
    """How many of an indicator's values lie below and above its goalposts."""
    if indicator.kind != "linear":
        return 0, 0
    low, high = sorted((indicator.low or 0.0, indicator.high or 0.0))
    return int((values < low).sum()), int((values > high).sum())


# --- files ---------------------------------------------------------------------------------

ROLES = {
    "questionnaire": N_("questionnaire"),
    "visit": N_("visit"),
    "roster": N_("roster"),
    "centres": N_("registry"),
    "decisions": N_("decisions"),
    "reply": N_("reply"),
    "crosswalk": N_("crosswalk"),
    "aliases": N_("aliases"),
    "other": N_("nothing taken"),
}


def files_section(result: Result) -> Section:
    """Which files, which edition and which program made the result."""
    facts = Facts(
        [
            (_(N_("Program")), f"plut-audit {result.tool_version}"),
            (_(N_("Edition")), result.rubric.id),
            (_(N_("Hash of the edition")), result.rubric.sha256),
        ]
    )
    title = _(N_("Files, edition and program"))
    return Section("files", title, [facts, files_table(result)], level=2)


def files_table(result: Result) -> Table:
    """The files that were read, each with its role and hash."""
    columns = (
        Column("file", _(N_("File")), wraps=True, width=30),
        Column("role", _(N_("Role")), words=ROLES, width=14),
        Column("dialect", _(N_("Layout")), width=10),
        Column("rows", _(N_("Rows")), 0, width=7),
        Column("sha256", "SHA-256", wraps=True, width=40),
    )
    rows: list[list[Cell]] = [
        [file.file, file.role, file.dialect, file.rows, file.sha256] for file in result.inputs
    ]
    return Table("files", "", columns, rows)
