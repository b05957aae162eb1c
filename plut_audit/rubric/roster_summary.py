"""The summary questions that the roster of consultants answers (method, section 2)."""

SUMMARY_SOURCES = {
    "consultants_active": "active",
    "consultant_fields": "field",
    "consultants_certified": "certified",
    "consultants_diploma": "education",
    "consultant_experience": "experience_years",
    "consultant_training": "training_hours",
}
"""From which column of the roster each summary question on consultants is counted."""
