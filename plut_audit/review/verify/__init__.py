"""A stored result against the result that its files give today.

`differences` compares the inputs by their hashes, the rubric, and every record of the stored file
with the recomputed one; it names every input that differs and the first figure.
"""

from plut_audit.review.verify.inputs import input_differences
from plut_audit.review.verify.records import Recorded, load, recorded, same_own_outputs
from plut_audit.review.verify.stored import differences, version_notice

__all__ = [
    "Recorded",
    "differences",
    "input_differences",
    "load",
    "recorded",
    "same_own_outputs",
    "version_notice",
]
