"""What several tests need: the shared reference data, where it is present."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published reference data and odd files beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared reference data is not beside the project")
    return SHARED
