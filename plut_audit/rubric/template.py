"""A small commented rubric to start from (`plut-audit rubric new`)."""

from pathlib import Path

from plut_audit.atomic_write import write_files

RULES = """\
# How scores become an index, ranks and classes. Each other file of this folder is a dimension.
# Check it with: plut-audit rubric check FOLDER
# Use it with:   plut-audit score TABLE.csv --rubric FOLDER

id = "my-index"
title = { id = "Indeks saya", en = "My index" }

# The columns of your table that say which unit a row is about. One of the two is enough; the
# others bear the names used in `value` below, or are named here too: visitors = "Visitors, 2024".
[columns]
centre_id = "code"
centre_name = "name"

[scoring]
scale = 100                  # full marks of an item; 1 for an index from 0 to 1
index_mean = "arithmetic"    # of the dimensions; or "geometric", then with a floor
# floor = 1                  # the least a part can be under a geometric mean
decimals = 2                 # as printed
tie_rule = "min"             # 1 2 2 4; or "max", "average", "dense"
rank_on = "printed"          # ranks and classes; or "unrounded"
minimum_coverage = 0.65      # of every dimension has to be answered for a rank

# Classes, the best first: from a score on (at_least) or above it (above); the last takes the rest.
[[bands]]
name = "A"
at_least = 75

[[bands]]
name = "B"
above = 50

[[bands]]
name = "C"
"""

SERVICE = """\
# A dimension: its code, its weight in the index (weights are relative) and its indicators. The
# name of an indicator begins with the code.
code = "SRV"
weight = 60
title = { id = "Layanan", en = "Service" }
mean = "arithmetic"          # of the items; or "geometric"

# Linear: 0 at `low`, full marks at `high`, clipped beyond. Where less is better, low > high.
[SRV-01]
title = { id = "Pengunjung setahun", en = "Visitors a year" }
weight = 50
kind = "linear"
value = "visitors"           # a column of your table
low = 0
high = 1000

# A ratio of two columns, and goalposts the other way round.
[SRV-02]
title = { id = "Keluhan per pengunjung", en = "Complaints a visitor" }
weight = 30
kind = "linear"
value = "complaints / visitors"
low = 0.10
high = 0

# Points: what each answer earns.
[SRV-03]
title = { id = "Buka pada akhir pekan", en = "Open at weekends" }
weight = 20
kind = "points"
value = "weekend"
points = { yes = 100, saturday = 50, no = 0 }
"""

MONEY = """\
code = "FIN"
weight = 40
title = { id = "Keuangan", en = "Finance" }

# Under `ln` each further unit counts less, as income does in the HDI; goalposts above 0.
[FIN-01]
title = { id = "Anggaran, juta rupiah", en = "Budget, million rupiah" }
weight = 1
kind = "linear"
value = "budget"
transform = "ln"
low = 10
high = 10000
"""

FILES = {"rubric.toml": RULES, "1-service.toml": SERVICE, "2-finance.toml": MONEY}


def write_new_rubric(folder: Path, force: bool = False) -> list[Path]:
    """Write a rubric of two dimensions into a folder; the paths of its files.

    `OutputError` where a file is in the way and `force` is not given, or the folder cannot be
    written.
    """
    return write_files({folder / name: text.encode() for name, text in FILES.items()}, force)
