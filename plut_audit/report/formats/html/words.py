"""The words that the page's script shows."""

from collections.abc import Iterable

from plut_audit.i18n import N_, _
from plut_audit.report.vocabulary import CAPPED, ELEMENTS, MARKS, PROVISIONAL

WORDS = {
    "shown": N_("{shown} of {all} centres"),
    "rank": N_("Rank"),
    "score": N_("Score"),
    "combined": N_("Combined"),
    "estimate": N_("Estimate"),
    "centre": N_("Centre"),
    "code": N_("Code"),
    "class": N_("Class"),
    "province": N_("Province"),
    "owner": N_("Owner"),
    "seen": N_("Seen (%)"),
    "survey": N_("Questionnaire of"),
    "visit": N_("Visit of"),
    "dimensions": N_("Dimensions"),
    "dimension": N_("Dimension"),
    "coverage": N_("Answered (%)"),
    "indicators": N_("Indicators"),
    "indicator": N_("Indicator"),
    "findings": N_("Findings"),
    "nothing": N_("Nothing was found."),
    "cells": N_("Cells"),
    "reported": N_("Reported"),
    "observed": N_("Seen"),
    "evidence": N_("Evidence"),
    "lost": N_("Points lost"),
    "tied": N_("tied"),
    "not_ranked": N_("Not ranked"),
    "capped": MARKS[CAPPED],
    "provisional": MARKS[PROVISIONAL],
    "ranks": N_("Rank interval"),
    "remarks": N_("Remarks"),
    "suggestions": N_("Suggestions"),
    "checks": N_("Answers to be confirmed or completed"),
}


def page_words(more_elements: Iterable[str] = ()) -> dict[str, object]:
    """The words in the chosen language; `more_elements` stand below the five of a finding."""
    words: dict[str, object] = {key: _(text) for key, text in WORDS.items()}
    return {**words, "elements": [*map(_, ELEMENTS.values()), *more_elements]}
