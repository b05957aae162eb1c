"""The registry, and which centre a written name means. Start reading at `registry`."""

from plut_audit.ingest.registry.answered import registry_without_file
from plut_audit.ingest.registry.centre import Centre
from plut_audit.ingest.registry.codes import (
    current_code,
    known_centre_codes,
    known_finding_code,
    normal_centre_code,
    normal_finding_code,
    possible_centre_codes,
)
from plut_audit.ingest.registry.lines import aliases_from_rows, registry_columns, registry_from_rows
from plut_audit.ingest.registry.registry import Match, Registry
from plut_audit.ingest.registry.units import registry_of_units

__all__ = [
    "Centre",
    "Match",
    "Registry",
    "aliases_from_rows",
    "current_code",
    "known_centre_codes",
    "known_finding_code",
    "normal_centre_code",
    "normal_finding_code",
    "possible_centre_codes",
    "registry_columns",
    "registry_from_rows",
    "registry_of_units",
    "registry_without_file",
]
