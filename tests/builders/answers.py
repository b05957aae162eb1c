"""The answers of an ordinary and of a good centre."""

from typing import Any

Record = dict[str, Any]
"""The answers of one response by question, as Python values."""

ORDINARY: Record = {
    "respondent_role": "head",
    "institutional_form": "uptd",
    "land_area": 2500,
    "land_title": "certificate",
    "building_condition": "good",
    "rooms": "training; consulting",
    "equipment_total": 20,
    "equipment_working": 18,
    "internet_mbps": 20,
    "electricity": "stable",
    "access_features": "ramp",
    "safety_features": "extinguisher",
    "opening_hours": "Senin-Jumat 08.00-16.00",
    "days_open_last_month": 20,
    "working_days_last_month": 21,
    "hours_posted": "yes",
    "outside_hours_service": "none",
    "public_access": "free",
    "consultants_active": 4,
    "consultant_fields": "institution hr production",
    "consultants_certified": 2,
    "consultants_diploma": 4,
    "consultant_experience": 4,
    "consultant_training": 24,
    "clients_assisted": 220,
    "performance_review": "yes",
    "apbd_operations": 250_000_000,
    "apbd_last_year": 200_000_000,
    "apbd_realised": 180_000_000,
    "honorarium_source": "apbd",
    "legal_basis": "perkada",
    "managers": 3,
    "dprd_commitment": "no",
    "reports_submitted": 9,
    "opd_activities": 6,
    "service_fee_revenue": 0,
}
"""A centre with some shortcomings in each dimension."""

GOOD: Record = {
    **ORDINARY,
    "respondent_role": "staff",
    "equipment_working": 20,
    "internet_mbps": 50,
    "working_days_last_month": 20,
    "consultants_active": 5,
    "consultants_certified": 5,
    "consultants_diploma": 5,
    "consultant_experience": 6,
    "consultant_training": 40,
    "clients_assisted": 600,
    "apbd_operations": 600_000_000,
    "apbd_last_year": 500_000_000,
    "apbd_realised": 490_000_000,
    "legal_basis": "perda",
    "managers": 5,
    "dprd_commitment": "yes",
    "reports_submitted": 12,
    "opd_activities": 12,
}
"""A centre at or near full marks wherever it answered."""
