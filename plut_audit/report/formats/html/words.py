"""The words that the page's script says."""

from plut_audit.i18n import N_, _
from plut_audit.report.vocabulary import ELEMENTS

WORDS = {
    "shown": N_("{shown} of {all} centres"),
    "rank": N_("Rank"),
    "score": N_("Score"),
    "claimed": N_("Claimed"),
    "verified": N_("Verified"),
    "conservative": N_("Conservative"),
    "centre": N_("Centre"),
    "code": N_("Code"),
    "class": N_("Class"),
    "province": N_("Province"),
    "owner": N_("Owner"),
    "seen": N_("Seen (%)"),
    "survey": N_("Questionnaire of"),
    "visit": N_("Visit of"),
    "reweighted": N_("Blanks left out"),
    "upper": N_("Blanks at full marks"),
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
    "tied": N_("shared"),
    "not_ranked": N_("Not ranked"),
    "capped": N_("* Held down by a weak dimension."),
    "unverified": N_("° Too little was seen to vouch for the class."),
    "equal": N_("claimed = verified"),
    "median": N_("Median rank"),
    "interval": N_("5-95 % interval"),
    "year": N_("Year"),
    "mean": N_("Mean verified score"),
}


def page_words() -> dict[str, object]:
    """The words in the chosen language."""
    said: dict[str, object] = {key: _(text) for key, text in WORDS.items()}
    return {**said, "elements": [_(text) for text in ELEMENTS.values()]}
