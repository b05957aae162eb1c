"""The registry of a year: who should answer."""

import csv
import io

from sample import NOTICE
from sample.centres import centres_of, institutional_form

_STATUS = {"dinas": "dinas", "uptd": "UPTD", "blud": "BLUD"}


def written(year: int) -> bytes:
    """The file `centres.csv`."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(
        [
            "centre_id",
            "name",
            "province",
            "regency",
            "level",
            "since",
            "until",
            "status",
            "keterangan",
        ]
    )
    for one in centres_of(year):
        status = _STATUS[institutional_form(one, year)]
        writer.writerow(
            [
                one.centre_id,
                one.name,
                one.province,
                one.regency,
                one.level,
                one.since,
                "",
                status,
                NOTICE,
            ]
        )
    return target.getvalue().encode()
