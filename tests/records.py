"""The stored form of a result as plain dicts, with its words in both languages, for tests.

`audited` runs the audit through the public functions, stores the result and reads the records;
findings, problems and reasons carry their sentences beside the stored data.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from plut_audit.audit import Options, run
from plut_audit.i18n import LANGUAGES
from plut_audit.result import Result
from plut_audit.result.storage import dumps
from plut_audit.rubric import Rubric

DEFAULTS = Options()


def audited(paths: Sequence[Path], rules: Rubric, options: Options = DEFAULTS) -> dict[str, Any]:
    """The records of an audit, with words."""
    return records(Result.from_audit(run(paths, rules, options)))


def records(result: Result) -> dict[str, Any]:
    """The records of a result, with words."""
    made = dict(json.loads("".join(dumps(result))))
    wordings = {language: result.wording(language) for language in LANGUAGES}
    for finding, row in zip(made["findings"], result.finding_rows(), strict=True):
        texts = {language: asdict(w.finding(row.row)) for language, w in wordings.items()}
        for element in texts["en"]:
            finding[element] = {language: text[element] for language, text in texts.items()}
    for record, problem in zip(made["problems"], result.problems, strict=True):
        record["message"] = problem.message()
    for record, centre in zip(made["centres"], result.centre_rows(), strict=True):
        record["reason"] = {name: w.not_ranked(centre.not_ranked) for name, w in wordings.items()}
    return made
