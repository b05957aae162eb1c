"""What may be typed as the evaluator's answer, and the help that appears beside the cell."""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.xlsx.limits import clean, quote
from plut_audit.report.formats.xlsx.references import cell
from plut_audit.report.values import measured_text, scoring_rule
from plut_audit.report.working_papers.lke.choices import LABEL, ChoiceList
from plut_audit.review.lke.contents import LkeItem
from plut_audit.review.lke.layout import NOT_APPLICABLE, At

_LONGEST_TITLE, _LONGEST_HELP = 32, 255
HELP = N_("Counts so far: {value}. {rule}.")
NUMBER_ONLY = N_("Type a number, or '{mark}'.")
CHOICE_ONLY = N_("Choose from the list.")


def add_validation(sheet: Any, row: int, lke: LkeItem, choices: ChoiceList) -> None:
    """A list for a choice, a number for what is measured; both with the word for neither."""
    rule = {
        **_allowed(row, lke, choices),
        "input_title": _cut(lke.item.code, _LONGEST_TITLE),
        "input_message": _cut(_help(lke), _LONGEST_HELP),
        "error_type": "stop",
    }
    sheet.data_validation(row, At.ANSWER, row, At.ANSWER, rule)


def _allowed(row: int, lke: LkeItem, choices: ChoiceList) -> dict[str, object]:
    mark, answer = _(NOT_APPLICABLE), cell(row, At.ANSWER)
    if lke.item.indicator.kind == "points":
        source = "=" + choices.column(lke.item.code, LABEL, and_word=True)
        return {"validate": "list", "source": source, "error_message": _(CHOICE_ONLY)}
    return {
        "validate": "custom",
        "value": f"=OR(ISNUMBER({answer}),{answer}={quote(mark)})",
        "error_message": _cut(_(NUMBER_ONLY, mark=mark), _LONGEST_HELP),
    }


def _help(lke: LkeItem) -> str:
    """What counts so far, and how an answer is scored."""
    item = lke.item
    rubric = item.result.rubric
    value = measured_text(item.indicator, item.used, rubric)
    return _(HELP, value=value, rule=scoring_rule(item.indicator, rubric))


def _cut(text: str, most: int) -> str:
    text = clean(text)
    return text if len(text) <= most else text[: most - 1] + "…"
