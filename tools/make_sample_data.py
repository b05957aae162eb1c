"""Write sample_data/ again: three invented survey years, the same bytes every time.

Run `python tools/make_sample_data.py [FOLDER]`; without a folder, the project's own is written.
"""

import sys
from pathlib import Path

from sample import registry, year_2022, year_2023, year_2024

from plut_audit import rubric

YEARS = {2022: year_2022, 2023: year_2023, 2024: year_2024}


def main() -> None:
    """Write every file under the folder, sample_data/ when none is named."""
    here = Path(__file__).resolve().parent.parent / "sample_data"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here
    # All editions share one instrument, so any of them will do.
    edition = rubric.load()
    for year, module in YEARS.items():
        made = {**module.files(edition), "centres.csv": registry.written(year)}
        for name, content in made.items():
            path = folder / str(year) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


if __name__ == "__main__":
    main()
