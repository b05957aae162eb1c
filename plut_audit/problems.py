"""What is wrong in a respondent's file: collected, located, never raised.

A `Problem` is data. Its kind, found by its code in `PROBLEM_KINDS`, says how severe it is, what it
is called, what was expected and found, and how to fix it. Adding a kind is one entry of that
table; the codes page of the manual and `plut-audit explain CODE` are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plut_audit.i18n import N_, Translations, translations

Severity = Literal["error", "warning", "notice"]
"""`error`: something was not read. `warning`: read, but look at it. `notice`: good to know."""


@dataclass(frozen=True)
class ProblemKind:
    """One kind of problem: what is said of it, catalogue keys with `{placeholders}`."""

    severity: Severity
    title: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Problem:
    """One problem at its location; `values` fill the placeholders of its kind's message."""

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    centre_id: str = ""
    question: str = ""
    value: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How severe it is."""
        return PROBLEM_KINDS[self.code].severity

    @property
    def location(self) -> str:
        """`FILE › SHEET!D5`, as much of it as is known."""
        return format_location(self.file, self.sheet, self.cell)

    def message(self) -> Translations:
        """What was expected, what was found, and how to fix it, in every language."""
        kind = PROBLEM_KINDS[self.code]
        values = {"value": self.value, "question": self.question, **self.values}
        message, remedy = (translations(text, **values) for text in (kind.message, kind.remedy))
        return {
            language: f"{message[language].rstrip()} {remedy[language]}" for language in message
        }


def format_location(file: str, sheet: str = "", cell: str = "") -> str:
    """A location as it is printed everywhere: `FILE › SHEET!D5`."""
    inside = f"{sheet}!{cell}" if sheet and cell else sheet or cell
    return f"{file} › {inside}" if inside else file


PROBLEM_KINDS: dict[str, ProblemKind] = {
    # Files: what kept a file or a sheet from being read.
    "FIL-01": ProblemKind(
        "error",
        N_("Empty file"),
        N_("The file holds nothing (0 bytes)."),
        N_("Ask the sender for the file again."),
    ),
    "FIL-02": ProblemKind(
        "notice",
        N_("Lock file of an open workbook"),
        N_("This is the lock file that Excel leaves beside an open workbook, not a survey."),
        N_("Close the workbook in Excel; this file then goes away by itself."),
    ),
    "FIL-03": ProblemKind(
        "error",
        N_("Workbook with a password"),
        N_("The workbook is encrypted with a password."),
        N_(
            "Open it in Excel with the password, remove it under File > Info > Protect Workbook, "
            "and save."
        ),
    ),
    "FIL-04": ProblemKind(
        "error",
        N_("Web page named as a workbook"),
        N_("The file is a web page, not a workbook."),
        N_("Open it in Excel and save it as .xlsx, or export it again from where it came."),
    ),
    "FIL-05": ProblemKind(
        "error",
        N_("Pointer instead of the file"),
        N_("The file is a git-lfs pointer; the workbook itself was not downloaded."),
        N_("Run 'git lfs pull' or download the file itself."),
    ),
    "FIL-06": ProblemKind(
        "error",
        N_("Archive that is no workbook"),
        N_("The file is a zip archive, but no workbook lies in it."),
        N_("Unpack it and hand in the workbooks or CSV files inside."),
    ),
    "FIL-07": ProblemKind(
        "error",
        N_("Damaged workbook"),
        N_("The workbook is damaged or cut short ({detail})."),
        N_("Ask the sender for the file again, or let Excel repair it and save it as .xlsx."),
    ),
    "FIL-08": ProblemKind(
        "error",
        N_("Kind of file that is not read"),
        N_("The file is {detail}, which is not read."),
        N_("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "FIL-09": ProblemKind(
        "error",
        N_("Beyond a limit"),
        N_("The file goes beyond the limit '{limit}': {found} where {allowed} is allowed."),
        N_(
            "Delete empty but formatted rows and columns and save it again; an honest file this "
            "large can be let in with --limit {limit}=NUMBER."
        ),
    ),
    "FIL-10": ProblemKind(
        "error",
        N_("Unsafe content"),
        N_("The file was refused as unsafe: {detail}."),
        N_("Open it in a spreadsheet program you trust and save it as a new .xlsx."),
    ),
    "FIL-11": ProblemKind(
        "error",
        N_("File that no reader can read"),
        N_("The file could not be read: {detail}."),
        N_("Open it in Excel or LibreOffice and save it as a new .xlsx."),
    ),
    "FIL-12": ProblemKind(
        "notice",
        N_("Hidden sheet"),
        N_("The sheet is hidden; it was read like any other."),
        N_("Show it in Excel and check that it belongs to the survey."),
    ),
    "FIL-13": ProblemKind(
        "error",
        N_("File that cannot be opened"),
        N_("The file cannot be opened ({detail})."),
        N_("Close it in other programs and check that you may read it."),
    ),
    "FIL-14": ProblemKind(
        "notice",
        N_("Text encoding"),
        N_("The text is not UTF-8; it was read as {detail}."),
        N_("Check names with accents, or save the file as CSV UTF-8."),
    ),
    "FIL-15": ProblemKind(
        "error",
        N_("No question of the instrument"),
        N_(
            "No column answers a question of the instrument. Expected a header row with names or "
            "labels such as 'centre_id', 'opening_hours' or 'visit_date'; found {found}."
        ),
        N_("Use the form of 'plut-audit forms', or name the columns in crosswalk.csv."),
    ),
    "FIL-16": ProblemKind(
        "error",
        N_("Control character in a cell"),
        N_(
            "The file was not read: cell {cell} of '{sheet}' holds the control character "
            "{character}, which no one types."
        ),
        N_("Retype the text of that cell and save the file."),
    ),
    "FIL-20": ProblemKind(
        "error",
        N_("Sheet that fits two readings"),
        N_(
            "The sheet can be read as {first} ({first_columns}) or as {second} ({second_columns}); "
            "it was not read."
        ),
        N_("Delete the columns of one of the two, or put each into a sheet of its own."),
    ),
    "FIL-21": ProblemKind(
        "notice",
        N_("Output of plut-audit"),
        N_("Written by plut-audit itself ({detail}) and not read as a survey: {names} ({count})."),
        N_("Nothing to do; outputs are best kept outside the folder of the survey."),
    ),
    "FIL-22": ProblemKind(
        "warning",
        N_("File that is no table"),
        N_("Not read, because it is {detail}: {names} ({count})."),
        N_(
            "If it holds answers, open it in the program it comes from and save them as .xlsx or "
            ".csv in this folder; otherwise nothing to do."
        ),
    ),
    "FIL-23": ProblemKind(
        "error",
        N_("Archive in an archive"),
        N_("The zip archive holds archives that were not opened: {names} ({count})."),
        N_("Unpack it into the folder of the survey."),
    ),
    # Columns: how the sheet was understood.
    "COL-01": ProblemKind(
        "notice",
        N_("Unknown column"),
        N_(
            "The column '{value}' is no question of the instrument and was not used "
            "({count} cells)."
        ),
        N_("If it answers a question, map it in crosswalk.csv (column,question)."),
    ),
    "COL-02": ProblemKind(
        "warning",
        N_("Column that nearly matches"),
        N_("The column '{value}' was not used; it nearly matches the question '{candidate}'."),
        N_("If it is meant, add the line '{value},{candidate}' to crosswalk.csv."),
    ),
    "COL-03": ProblemKind(
        "notice",
        N_("Two columns for one question"),
        N_("The column '{value}' asks '{question}' again; the columns were read as one."),
        N_("Check that the same is asked in all of them; rename the one that asks something else."),
    ),
    "COL-04": ProblemKind(
        "warning",
        N_("Question that was not asked"),
        N_("The form has no column for '{question}'; what hangs on it is not assessed."),
        N_("Add the column, or map the one that holds it in crosswalk.csv."),
    ),
    "COL-05": ProblemKind(
        "notice",
        N_("Several versions of the form"),
        N_("The answers come from several versions of the form: {value}."),
        N_("Check that no question changed its meaning between them."),
    ),
    "COL-06": ProblemKind(
        "error",
        N_("Sheet of two dialects"),
        N_("The sheet looks like an export of {value} at once and was not read."),
        N_("Delete the columns that the other tool adds, or export it again."),
    ),
    "COL-07": ProblemKind(
        "warning",
        N_("Unused line of the crosswalk"),
        N_("The crosswalk line '{value}' names a question that the instrument does not have."),
        N_("Write the question's name as 'plut-audit rubric show' lists it."),
    ),
    "COL-20": ProblemKind(
        "notice",
        N_("Question of the other form"),
        N_(
            "The sheet was read as {form}; '{question}' is asked in {other} only, so its {count} "
            "answers here were not used."
        ),
        N_("Move the column to the other form if its answers are to count."),
    ),
    "COL-08": ProblemKind(
        "warning",
        N_("Choice that the instrument does not have"),
        N_("The column '{value}' is a choice of '{question}' that the instrument does not have."),
        N_(
            "Where it is ticked, the answer counts as not given. Rename the column to one of the "
            "choices, or add the choice to the rubric."
        ),
    ),
    "COL-09": ProblemKind(
        "notice",
        N_("Text of an 'other' choice"),
        N_("The column '{value}' holds the free text beside '{question}'; it is not scored."),
        N_("Read it, and code what belongs to one of the choices."),
    ),
    "COL-10": ProblemKind(
        "warning",
        N_("Column that fits several questions"),
        N_("The column '{value}' was not used; it fits several questions: '{candidates}'."),
        N_("Write the full label, or map the column in crosswalk.csv (column,question)."),
    ),
    "COL-11": ProblemKind(
        "notice",
        N_("Columns beside the questions"),
        N_(
            "Columns that a survey tool adds or that answer nothing in this table, and were not "
            "scored: {columns}."
        ),
        N_("If one of them answers a question, map it in crosswalk.csv (column,question)."),
    ),
    # Layout: how the cells of a sheet belong together.
    "LAY-01": ProblemKind(
        "error",
        N_("Row longer than its header"),
        N_(
            "The row has a cell ('{value}') beyond the last column of the header, so its answers "
            "may stand in the wrong columns. They were not used."
        ),
        N_("Put quotation marks around texts with commas and export again, or name the column."),
    ),
    "LAY-02": ProblemKind(
        "error",
        N_("Row in one cell"),
        N_("The whole row stands in one cell ('{value}') and was not read."),
        N_("Take away the quotation marks around the row, or export the file again."),
    ),
    "LAY-03": ProblemKind(
        "notice",
        N_("Rows that are no responses"),
        N_("{count} row(s) were passed over as {reason}; the first begins with '{value}'."),
        N_("If one of them is a response, write the centre's code into it."),
    ),
    "LAY-04": ProblemKind(
        "notice",
        N_("Sheet without answers"),
        N_("The sheet was not read: {reason} ({count} filled cells)."),
        N_("If it holds answers, give it a header row with names or labels of the questions."),
    ),
    "LAY-05": ProblemKind(
        "notice",
        N_("Hidden rows or columns"),
        N_("Hidden in the sheet, and read like the others: {value}."),
        N_("Show them in Excel and check that they belong to the survey."),
    ),
    "LAY-06": ProblemKind(
        "error",
        N_("Merged answer"),
        N_(
            "'{value}' stands in the merged cells {range}; it was taken as the answer to "
            "'{question}' of the first cell only."
        ),
        N_("Unmerge the cells and write each answer into its own cell."),
    ),
    "LAY-07": ProblemKind(
        "error",
        N_("Two different answers"),
        N_(
            "'{question}' is answered with '{value}' here and with '{other}' in {cell}; the "
            "answer counts as not given."
        ),
        N_("Delete the answer that is wrong."),
    ),
    "LAY-08": ProblemKind(
        "error",
        N_("Mark that cannot be read"),
        N_(
            "'{value}' in the column of a choice of '{question}' says neither that it was ticked "
            "nor that it was not; the answer counts as not given."
        ),
        N_("Write 1 where the choice was ticked and 0 where it was not."),
    ),
    "LAY-09": ProblemKind(
        "error",
        N_("Several ticks for one answer"),
        N_("'{question}' has several ticks ({value}) where one is wanted; it counts as not given."),
        N_("Leave one tick."),
    ),
    "LAY-10": ProblemKind(
        "warning",
        N_("Several years beside each other"),
        N_("The columns stand for several years ({value}); the answers of {used} were read."),
        N_("Name the audit year with --year, or delete the columns of the other years."),
    ),
    "LAY-11": ProblemKind(
        "notice",
        N_("Cells that belong to no question"),
        N_(
            "{count} cell(s) in {range} belong to no question and were passed over; the first "
            "says '{value}'."
        ),
        N_(
            "If one of them is an answer, write it into the cell of its question, or give its "
            "column a header."
        ),
    ),
    "LAY-12": ProblemKind(
        "warning",
        N_("Section of a field visit"),
        N_(
            "The sheet answers only what both forms ask ({value}); it was read as a section of the "
            "field visit, which does not answer it elsewhere."
        ),
        N_("Write 'visit_date' into the sheet, or 'survey_date' if it is a questionnaire."),
    ),
    "LAY-13": ProblemKind(
        "warning",
        N_("Sheet that names centres and was not read"),
        N_("The sheet names centres and was not read: {reason} ({count} filled cells)."),
        N_("If it holds answers, give it a header row with names or labels of the questions."),
    ),
    # Values: what a cell says.
    "VAL-01": ProblemKind(
        "error",
        N_("Not a number"),
        N_("'{value}' is not a number for '{question}'; the answer counts as not given."),
        N_("Write digits only, for instance 12 or 12,5."),
    ),
    "VAL-02": ProblemKind(
        "warning",
        N_("Number with two readings"),
        N_("'{value}' can be read in two ways; it was read as {reading} for '{question}'."),
        N_("If that is wrong, write the number into the cell as a number."),
    ),
    "VAL-03": ProblemKind(
        "error",
        N_("Outside the possible range"),
        N_(
            "{value} lies outside {low} to {high} for '{question}'; the answer counts as not given."
        ),
        N_("Check the answer and its unit ({unit})."),
    ),
    "VAL-04": ProblemKind(
        "error",
        N_("Not a date"),
        N_("'{value}' is not a date for '{question}'; the answer counts as not given."),
        N_("Write the date as 2024-03-01 or 1 Maret 2024."),
    ),
    "VAL-05": ProblemKind(
        "error",
        N_("Not a time"),
        N_("'{value}' is not a time of day for '{question}'; the answer counts as not given."),
        N_("Write the time as 09.30."),
    ),
    "VAL-06": ProblemKind(
        "error",
        N_("Not one of the choices"),
        N_(
            "'{value}' is none of the choices of '{question}' ({choices}); the answer counts as "
            "not given. {proposal}"
        ),
        N_("Write one of the choices."),
    ),
    "VAL-07": ProblemKind(
        "error",
        N_("Opening hours that cannot be read"),
        N_("The opening hours '{value}' cannot be read ({reason}); they count as not given."),
        N_("Write them as 'Senin-Jumat 08.00-16.00'."),
    ),
    "VAL-08": ProblemKind(
        "error",
        N_("Cell with an error"),
        N_("The cell holds the error {value} instead of an answer to '{question}'."),
        N_("Correct the formula or type the answer."),
    ),
    "VAL-09": ProblemKind(
        "error",
        N_("Formula without a value"),
        N_("The cell holds a formula whose value was never stored, so '{question}' is not known."),
        N_("Open the workbook in Excel, let it calculate, and save it."),
    ),
    "VAL-10": ProblemKind(
        "warning",
        N_("'None' together with others"),
        N_("'{value}' ticks 'none' together with others for '{question}'; 'none' was ignored."),
        N_("Take away one of the two."),
    ),
    "VAL-11": ProblemKind(
        "error",
        N_("Not a whole number"),
        N_("'{value}' is not a whole number for '{question}'; the answer counts as not given."),
        N_("Write a whole number."),
    ),
    "VAL-12": ProblemKind(
        "warning",
        N_("Choice columns disagree"),
        N_(
            "The choice columns of '{question}' do not agree with its joined answer '{value}'; "
            "the joined answer was used."
        ),
        N_("Export the data again, or correct the row."),
    ),
    "VAL-13": ProblemKind(
        "notice",
        N_("Answer to a skipped question"),
        N_(
            "'{question}' was answered with '{value}' although the form skips it here ({reason}); "
            "it counts at the low end."
        ),
        N_("Check the answer that the skip depends on."),
    ),
    "VAL-14": ProblemKind(
        "notice",
        N_("Number with a unit"),
        N_("'{value}' was read as {reading} {unit} for '{question}'."),
        N_("Nothing to do if that is right."),
    ),
    "VAL-15": ProblemKind(
        "warning",
        N_("Date in another year"),
        N_(
            "Dated outside the audit year {year} for '{question}': {count} row(s) of the sheet, "
            "the first {value}; their answers were used."
        ),
        N_("Check that the file is of this year; name another year with --year."),
    ),
    "VAL-16": ProblemKind(
        "warning",
        N_("Said not to apply"),
        N_("'{value}' says that '{question}' does not apply; it counts as not answered."),
        N_(
            "If it does not apply, an evaluator decides so ('not applicable' as the evaluator's "
            "value); otherwise ask for the answer."
        ),
    ),
    "VAL-17": ProblemKind(
        "error",
        N_("Cannot all be true"),
        N_(
            "{part} for '{part_question}' is more than {whole} for '{whole_question}', of which it "
            "is a part (the other answer: {other}); what is measured from both counts as not "
            "answered."
        ),
        N_("Find out which of the two is wrong, and correct it."),
    ),
    "VAL-18": ProblemKind(
        "notice",
        N_("Short form of a choice"),
        N_("'{value}' was read as '{reading}' for '{question}'."),
        N_("Nothing to do if that is right."),
    ),
    "VAL-19": ProblemKind(
        "error",
        N_("Date whose year may stand first or last"),
        N_(
            "'{value}' can be {first} or {second} for '{question}'; the answer counts as not given."
        ),
        N_("Write the year with four digits, as in 2024-03-01."),
    ),
    "VAL-20": ProblemKind(
        "warning",
        N_("Dates with two readings"),
        N_(
            "The dates of this file can be read day first or month first, and nothing in it "
            "decides; they were read day first, so '{value}' is {reading} and not {other}."
        ),
        N_("If that is wrong, write the dates as 2024-03-01 or format the column as dates."),
    ),
    "VAL-21": ProblemKind(
        "notice",
        N_("Dates read month first"),
        N_(
            "The dates of this file were read month first, for '{value}' ({other}) is a date in no "
            "other order."
        ),
        N_("If that is wrong, correct this date or write all as 2024-03-01."),
    ),
    "VAL-22": ProblemKind(
        "warning",
        N_("Blank but required"),
        N_("'{question}' was not answered; it counts as 0 points where it is scored."),
        N_("Ask for the answer."),
    ),
    # Centres: which centre is meant.
    "CEN-01": ProblemKind(
        "error",
        N_("Name that fits several centres"),
        N_("'{value}' can mean several centres ({candidates}); the answers were not used."),
        N_("Write the centre code, or settle it in aliases.csv (written,centre_id)."),
    ),
    "CEN-02": ProblemKind(
        "error",
        N_("Name of no centre"),
        N_(
            "'{value}' is no centre of the registry; nearest: {candidates}. The answers were not "
            "used."
        ),
        N_("Write the centre code, or settle it in aliases.csv (written,centre_id)."),
    ),
    "CEN-03": ProblemKind(
        "warning",
        N_("Code that is not in the registry"),
        N_("The code '{value}' is not in the registry."),
        N_("Check the code against the registry, or add the centre to it."),
    ),
    "CEN-04": ProblemKind(
        "warning",
        N_("Code and name disagree"),
        N_(
            "The code {value} belongs to '{registered}', but the name written is '{written}'; the "
            "code was used."
        ),
        N_("Check which of the two is right."),
    ),
    "CEN-05": ProblemKind(
        "notice",
        N_("No registry"),
        N_(
            "No registry of centres was found (centres.csv), so it cannot be known who did not "
            "answer."
        ),
        N_("Put centres.csv into the survey folder or name it with --centres."),
    ),
    "CEN-06": ProblemKind(
        "warning",
        N_("Answer differs from the registry"),
        N_(
            "'{value}' for '{question}' differs from the registry ('{registered}'); the registry "
            "was used."
        ),
        N_("Check which of the two is right."),
    ),
    "CEN-07": ProblemKind(
        "error",
        N_("No centre named"),
        N_("The row names no centre: code and name are blank. The answers were not used."),
        N_("Write the centre code."),
    ),
    "CEN-08": ProblemKind(
        "notice",
        N_("Centre found by its name"),
        N_("'{value}' was taken as {registered} ({centre})."),
        N_("If that is wrong, settle it in aliases.csv (written,centre_id)."),
    ),
    "CEN-09": ProblemKind(
        "error",
        N_("Line of the registry that cannot be used"),
        N_("The registry's line is not used: {detail}."),
        N_("Give each centre one line with centre_id, name, province, regency and level."),
    ),
    "CEN-10": ProblemKind(
        "warning",
        N_("Code that can be two"),
        N_(
            "The code '{value}' can be one of {candidates}; it was taken as {registered} ({centre})."
        ),
        N_("Write the code as text with two digits behind the point, such as 33.10."),
    ),
    "CEN-11": ProblemKind(
        "warning",
        N_("Second registry"),
        N_("The registry was read from {first} already; this one was not used."),
        N_("Keep one registry, or name the right one with --centres."),
    ),
    "CEN-12": ProblemKind(
        "warning",
        N_("Code that contradicts its line"),
        N_(
            "The code {centre} is that of {expected}, but the line of the registry says {written}; "
            "both were used as they are written."
        ),
        N_("Check which of the two is right: the code also decides what is asked of a province."),
    ),
    "CEN-13": ProblemKind(
        "warning",
        N_("Registry code of another form"),
        N_(
            "The code '{value}' is no code of a province, regency or city, as others of this "
            "registry are; it was used as it is written."
        ),
        N_("Check its digits: 33 is a province, 33.10 a regency or city, 33.10-2 a second centre."),
    ),
    "CEN-14": ProblemKind(
        "warning",
        N_("Registry without centres"),
        N_("The registry lists no centre; it was not used."),
        N_("Fill in a line for each centre that should answer, or remove the file."),
    ),
    # Submissions: which response counts.
    "SUB-01": ProblemKind(
        "warning",
        N_("Several responses of one centre"),
        N_("The centre answered several times ({value}); {used} was used, the latest by {date}."),
        N_("If another one is right, choose it in the ledger of decisions."),
    ),
    "SUB-02": ProblemKind(
        "notice",
        N_("Rejected submission"),
        N_("The submission was rejected in review and left out."),
        N_("Approve it in the survey tool and export again, if it is to count."),
    ),
    "SUB-03": ProblemKind(
        "notice",
        N_("Submission that is not approved"),
        N_("The submission is not approved ('{value}') and was left out (--only-approved)."),
        N_("Approve it in the survey tool and export again, if it is to count."),
    ),
    "SUB-04": ProblemKind(
        "warning",
        N_("Consultant without a centre"),
        N_("The consultant's row belongs to no response ('{value}')."),
        N_("Export the roster together with the answers it belongs to."),
    ),
    "SUB-05": ProblemKind(
        "notice",
        N_("Rows that only name a centre"),
        N_(
            "Rows that say whose they are and answer nothing: {count} (the first: {first}). They "
            "count neither as responses nor as visits."
        ),
        N_("Nothing to do, unless the answers were lost on the way."),
    ),
    "SUB-06": ProblemKind(
        "warning",
        N_("Responses between which no date decides"),
        N_(
            "The centre answered several times ({value}), and no date says which response is the "
            "latest; {used} was used, by what it says and not by its place. They differ in: "
            "{questions}."
        ),
        N_("Choose the right one in the ledger of decisions, or give each response its date."),
    ),
    "SUB-07": ProblemKind(
        "notice",
        N_("The same response several times"),
        N_("The centre's response is there several times with equal answers ({value})."),
        N_("Nothing to do; it counts once."),
    ),
    "SUB-08": ProblemKind(
        "warning",
        N_("One submission number for several centres"),
        N_(
            "The submission '{value}' names several centres ({cells}); each counts as a response "
            "of its own."
        ),
        N_("Check the centre codes, and delete the row that does not count."),
    ),
    "SUB-09": ProblemKind(
        "notice",
        N_("Form without answers"),
        N_(
            "The sheet has the {count} questions of {form} and not one answer; expected a row for "
            "each centre, or the answers beside the questions."
        ),
        N_(
            "If it was filled in, put the filled file in its place; a form that nobody needs can "
            "be taken out of the folder."
        ),
    ),
    # The ledger of decisions.
    "DEC-01": ProblemKind(
        "error",
        N_("Ledger of decisions without its columns"),
        N_("The file is called as a ledger of decisions, but no row is headed {expected}."),
        N_(
            "Write the headings as 'plut-audit check SURVEY --decisions-template' does, or give "
            "the file another name."
        ),
    ),
    "DEC-02": ProblemKind(
        "notice",
        N_("Ledger of decisions that is not used"),
        N_("The file holds decisions, but those of --decisions '{used}' are used."),
        N_("Nothing to do, or move the rows into the file of --decisions."),
    ),
    "DEC-03": ProblemKind(
        "error",
        N_("Decision with an unknown word"),
        N_("In the column '{column}' one of {known} was expected, but '{value}' was found."),
        N_("Write one of these words; the decision is not applied until then."),
    ),
    "DEC-04": ProblemKind(
        "error",
        N_("Decision that is not complete"),
        N_("The decision '{kind}' needs the column '{column}', which is blank."),
        N_("Fill it in; the decision is not applied until then."),
    ),
    "DEC-05": ProblemKind(
        "error",
        N_("Decision that matches nothing"),
        N_("The decision is about {target}, but nothing was read there."),
        N_(
            "Check file, sheet, cell and question, or centre, source and question; the decision "
            "is not applied until then."
        ),
    ),
    "DEC-06": ProblemKind(
        "error",
        N_("Decision on another value than was read"),
        N_("In {place} the decision expects '{old}', but '{read}' was read."),
        N_(
            "Look at the file again: it may have been replaced. Write what is read there now as "
            "the value as read, and decide anew; the decision is not applied until then."
        ),
    ),
    "DEC-07": ProblemKind(
        "error",
        N_("Decided value that cannot be read"),
        N_("For {place} the value '{new}' was decided, which is no answer to the question."),
        N_("Write a value that the form allows; the decision is not applied until then."),
    ),
    "DEC-08": ProblemKind(
        "error",
        N_("Decision with a date that cannot be read"),
        N_("In the column '{column}' a date was expected, but '{value}' was found."),
        N_("Write it as 2024-03-31; the decision is not applied until then."),
    ),
    "DEC-09": ProblemKind(
        "notice",
        N_("Rows that nobody has decided"),
        N_(
            "{count} rows of the ledger have no kind of decision or are proposed, the first in "
            "row {first}; they apply to nothing."
        ),
        N_("Fill in the decision and the state 'decided', or leave them."),
    ),
    "DEC-10": ProblemKind(
        "notice",
        N_("Column of the ledger that is not read"),
        N_("The column '{value}' is none of a ledger of decisions."),
        N_("Check its heading; a note of your own needs nothing."),
    ),
    "DEC-11": ProblemKind(
        "warning",
        N_("Acceptance that has ended"),
        N_(
            "{target} was accepted until {until}; the survey goes on until {last}, so the finding "
            "is open again."
        ),
        N_("Decide anew, with a later date, or delete the row."),
    ),
    "DEC-12": ProblemKind(
        "error",
        N_("Decision on a cell of another centre"),
        N_("The decision names another centre than {centre}, whose answer stands in {place}."),
        N_("Correct the centre or the cell; the decision is not applied until then."),
    ),
    # Worksheets of the evaluators (LKE), read back into the ledger of decisions.
    "LKE-01": ProblemKind(
        "warning",
        N_("Evaluator's answer that is not understood"),
        N_("Expected is {expected}; '{value}' was typed."),
        N_(
            "Correct the cell and read the worksheet again, or the row in the ledger, where it "
            "stands as proposed."
        ),
    ),
    "LKE-02": ProblemKind(
        "notice",
        N_("Evaluator's remark without an answer"),
        N_(
            "A remark on {indicator} stands beside no answer, so that it decides nothing: '{value}'."
        ),
        N_("It is in the ledger as a proposed row; give it a value there if it decides something."),
    ),
    "LKE-03": ProblemKind(
        "warning",
        N_("Something typed beside the worksheet's cells"),
        N_("'{value}' stands where the worksheet has no cell for it; it is not in the ledger."),
        N_("Type answers and remarks into the coloured cells."),
    ),
    "LKE-04": ProblemKind(
        "warning",
        N_("Locked cell of a worksheet that is not as it was written"),
        N_("By this survey the cell holds '{expected}'; it says '{value}'."),
        N_(
            "If the survey has changed since, write the worksheet anew; to change the centre's "
            "answer, use a decision that corrects it."
        ),
    ),
    "LKE-05": ProblemKind(
        "error",
        N_("Worksheet of a centre that is not in the survey"),
        N_("The worksheet is about centre '{value}', which the survey lacks; {count} typed cells."),
        N_("Name the survey that the worksheet was made from, or correct the centre's code."),
    ),
    "LKE-06": ProblemKind(
        "warning",
        N_("Evaluator's answer in a row without an indicator"),
        N_("'{value}' was typed in a row whose code is no indicator of the rubric."),
        N_("Restore the indicator's code in the row, or type it in the row of the indicator."),
    ),
    "LKE-07": ProblemKind(
        "warning",
        N_("Sheet that is no worksheet"),
        N_("The sheet has {count} filled cells and is not headed like a worksheet."),
        N_("Nothing of it is read; restore the headings if it is one."),
    ),
    "LKE-08": ProblemKind(
        "notice",
        N_("Assessor or date without an answer"),
        N_("'{value}' is typed above a worksheet in which no answer is typed."),
        N_("Nothing to do, if the evaluator accepts all that counts so far."),
    ),
    "LKE-09": ProblemKind(
        "notice",
        N_("Evaluator's answer without a reason"),
        N_("The answer '{value}' to {indicator} has no remark beside it."),
        N_("Type the reason and read the worksheet again, or add it in the ledger."),
    ),
    "LKE-10": ProblemKind(
        "error",
        N_("Two worksheets contradict each other"),
        N_("{indicator} is '{value}' here and otherwise in {others}."),
        N_("All of these rows are in the ledger as proposed; mark the right one as decided."),
    ),
    # Reply workbooks.
    "RPL-01": ProblemKind(
        "warning",
        N_("File that is no reply workbook"),
        N_("A reply workbook was expected, but no sheet carries its mark."),
        N_("Move the file elsewhere, or ask the centre for the workbook that was sent to it."),
    ),
    "RPL-02": ProblemKind(
        "error",
        N_("Reply workbook of another year"),
        N_(
            "The reply is to the year {year}, but the survey is of {wanted}; nothing of it was read."
        ),
        N_("Name the survey of its year, or ask the centre for the right workbook."),
    ),
    "RPL-03": ProblemKind(
        "error",
        N_("Reply workbook of a centre that is not in the survey"),
        N_(
            "The reply is of the centre '{value}', which the survey does not have; it was not read."
        ),
        N_("Name the survey that it belongs to, or check the registry."),
    ),
    "RPL-04": ProblemKind(
        "warning",
        N_("Reply to another state of the survey"),
        N_(
            "The reply is to the draft {result}, which was made from other files or by another "
            "rubric than the survey has now. Its rows were read."
        ),
        N_("Compare each value with the survey before it is decided, or send a new draft."),
    ),
    "RPL-05": ProblemKind(
        "warning",
        N_("Two reply workbooks of one centre"),
        N_("'{other}' is a reply of the same centre; the rows of both were read."),
        N_("Ask the centre which of them counts, and reject the rows of the other."),
    ),
    "RPL-06": ProblemKind(
        "warning",
        N_("Reply to another draft than the others"),
        N_("The reply is to the draft {result}, most of the others are to {usual}. It was read."),
        N_("Check that figures and findings of the centre are the same in both drafts."),
    ),
    "RPL-07": ProblemKind(
        "warning",
        N_("Reply with an unknown word"),
        N_(
            "'{agree}' or '{disagree}' was expected for {name}, but '{value}' was found. The row is "
            "proposed for a decision."
        ),
        N_("Ask the centre what is meant."),
    ),
    "RPL-08": ProblemKind(
        "notice",
        N_("Reply without agree or disagree"),
        N_("Something was written on {name}, but neither agree nor disagree was chosen."),
        N_("Nothing to do: the row is proposed for a decision, with what was written."),
    ),
    "RPL-09": ProblemKind(
        "warning",
        N_("Locked cell of a reply workbook that was changed"),
        N_("The cell is not as it was sent; it reads '{value}' now. It changes nothing."),
        N_("Compare it with the workbook that was sent; the reply belongs into the yellow cells."),
    ),
    "RPL-10": ProblemKind(
        "warning",
        N_("Text outside the cells of the reply"),
        N_("'{value}' stands where no reply is read."),
        N_("Read it, and write a decision by hand where it asks for one."),
    ),
    "RPL-11": ProblemKind(
        "notice",
        N_("Reply workbook without a reply"),
        N_(
            "In no row was anything filled in, so that the centre counts as one that did not reply."
        ),
        N_("Ask the centre whether it sent the right file."),
    ),
    "RPL-12": ProblemKind(
        "warning",
        N_("Mark of a reply workbook that was changed"),
        N_("The mark below the titles was removed, changed or is of two workbooks: '{value}'."),
        N_("Check whose reply it is; its rows were read by their references."),
    ),
    "RPL-13": ProblemKind(
        "warning",
        N_("Row of another centre in a reply workbook"),
        N_("The row is of the centre {other}, the workbook of {own}; not read: '{value}'."),
        N_("Ask the centre, and write a decision by hand where one is needed."),
    ),
    "RPL-14": ProblemKind(
        "warning",
        N_("Row that a reply workbook has twice"),
        N_("The row of {name} stands in {first} already; both were read."),
        N_("Decide on one of them, and reject the other."),
    ),
    "RPL-15": ProblemKind(
        "notice",
        N_("Sheet of a reply workbook that cannot be checked"),
        N_("The hidden column with the checks is missing, so that changed cells are not noticed."),
        N_("Compare the sheet with the workbook that was sent."),
    ),
    "RPL-16": ProblemKind(
        "warning",
        N_("Agreement that gives another value"),
        N_("The reply to {name} agrees and yet gives the value '{value}'."),
        N_("Ask the centre what is meant; the row is proposed for a decision."),
    ),
    "RPL-17": ProblemKind(
        "warning",
        N_("Date of a reply that cannot be read"),
        N_("A date was expected, but '{value}' was found."),
        N_("Ask the centre for the day, and note it in the workbook."),
    ),
    "RPL-18": ProblemKind(
        "warning",
        N_("Reply to what the survey does not have"),
        N_("'{name}' is neither a question nor a finding of the centre."),
        N_("Check whether the finding has gone since the draft; the row is proposed all the same."),
    ),
}
