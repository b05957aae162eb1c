"""The result as a Frictionless Data Package: four CSV files and the words that explain them.

`datapackage.json` gives each table its Table Schema: types, allowed values, keys, and how the
tables hang together. Files carry a fixed date, so the same result gives the same bytes.
"""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from plut_audit.i18n import N_, _, localized, set_language
from plut_audit.report.formats.csv import write_table
from plut_audit.result import Result
from plut_audit.result.data_table import DataColumn, DataTable
from plut_audit.result.tables import CENTRES, TABLES, with_dimensions

DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a zip can hold."""


def write(result: Result, path: Path, language: str) -> None:
    """Write the package to `path`."""
    set_language(language)
    packed = [_table(result, table) for table in TABLES]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _add_text(archive, "datapackage.json", _descriptor(result, packed))
        for table in packed:
            with (
                archive.open(_member(f"{table.name}.csv"), "w", force_zip64=True) as raw,
                io.TextIOWrapper(raw, encoding="utf-8", newline="") as file,
            ):
                write_table(file, result, table, language)


def _table(result: Result, table: DataTable[Any]) -> DataTable[Any]:
    codes = [dimension.code for dimension in result.rubric.dimensions]
    return with_dimensions(table, codes) if table is CENTRES else table


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def _add_text(archive: zipfile.ZipFile, name: str, content: dict[str, object]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    archive.writestr(_member(name), text.encode("utf-8"))


def _descriptor(result: Result, packed: list[DataTable[Any]]) -> dict[str, object]:
    edition = result.rubric
    title = f"PLUT-KUMKM {result.year or ''}".strip()
    name = f"plut-audit-{edition.id}-{result.year or 'x'}".lower()
    return {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", name),
        "title": f"{title}: {localized(edition.title)}",
        "description": _(
            N_(
                "An audit of PLUT-KUMKM centres by the edition {edition} (hash {hash}). A text that "
                "a spreadsheet would take for a formula has an apostrophe before it."
            ),
            edition=edition.id,
            hash=edition.sha256,
        ),
        "version": result.tool_version,
        "fingerprint": result.fingerprint,
        "resources": [_resource(table) for table in packed],
    }


def _resource(table: DataTable[Any]) -> dict[str, object]:
    return {
        "name": table.name,
        "title": _(table.title),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(own), "reference": {"resource": parent, "fields": list(theirs)}}
                for parent, (own, theirs) in table.parents.items()
            ],
        },
    }


def _field(column: DataColumn[Any]) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": column.type,
        "description": _(column.description),
    }
    limits: dict[str, object] = {}
    if column.required:
        limits["required"] = True
    if column.allowed:
        limits["enum"] = list(column.allowed)
    return {**field, "constraints": limits} if limits else field
