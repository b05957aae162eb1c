"""What several tests need: the shared reference data, where it is present."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A slow machine is no failed test.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published reference data and odd files beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared reference data is not beside the project")
    return SHARED


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Where everything is installed on purpose, a skipped test is a failed one."""
    outcome: Any = yield
    report = outcome.get_result()
    on_purpose = os.environ.get("PLUT_AUDIT_NOTHING_SKIPPED")
    if on_purpose and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
