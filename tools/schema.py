"""Write the JSON Schema of stored results from their types, or check that it is fresh.

python tools/schema.py            write plut_audit/result/schema.json
python tools/schema.py --check    exit 1 where it is not what the types say
"""

import json
import sys
from pathlib import Path

# The repository's own program is described, wherever another one is installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from plut_audit.result.storage import json_schema

TARGET = Path(__file__).resolve().parent.parent / "plut_audit" / "result" / "schema.json"


def text() -> str:
    """The schema as it is shipped."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check."""
    if arguments == ["--check"]:
        fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text()
        print("the schema is fresh" if fresh else "run 'python tools/schema.py'")
        return 0 if fresh else 1
    TARGET.write_text(text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
