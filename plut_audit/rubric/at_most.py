"""Answers that bound each other: what is counted among something is not more than it.

The checks of consistency find such answers afterwards; the forms keep them from being given.
"""

AT_MOST = {
    "equipment_working": "equipment_total",
    "days_open_last_month": "working_days_last_month",
    "consultants_certified": "consultants_active",
    "apbd_realised": "apbd_last_year",
}
"""The question whose answer is not greater, and the one that it is counted among."""

NOT_AFTER_TODAY = frozenset({"survey_date", "visit_date"})
"""Days that have come when the form is filled in."""

OPEN_YEAR = 2100
"""A `valid_max` of a year from which on it means no more than *not in the future*."""
