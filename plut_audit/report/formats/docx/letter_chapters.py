"""The chapters of a letter: what binds, what would be better, what is to be confirmed."""

from plut_audit.i18n import N_

CHAPTERS = {
    "findings": (
        N_("Findings"),
        N_("Each rests on a rule that binds the centre or its owner."),
    ),
    "suggestions": (
        N_("Areas for improvement"),
        N_(
            "These rest on a standard or on a goal of this evaluation, not on a rule that binds. "
            "Their severity says how much the services suffer, not that a rule was broken."
        ),
    ),
    "checks": (
        N_("Answers to be confirmed or completed"),
        N_("These answers are missing or cannot all be true. Please give the right ones."),
    ),
}
"""The chapters of what was found, by the list that each prints: title and what it holds."""
