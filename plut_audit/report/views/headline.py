"""A result in one line: how many centres answered, were visited and are ranked."""

from plut_audit.i18n import N_, _, localized
from plut_audit.ingest.answers import Array
from plut_audit.report.stage import SAMPLE_LINE
from plut_audit.report.values import dimension_title
from plut_audit.report.views.selection import in_province, provinces_like
from plut_audit.result import Result


def headline(result: Result, province: str | None = None) -> str:
    """`96 of 100 centres answered, 41 visited, 94 ranked`, with the year and the edition.

    With a province the figures are those of its centres, and it is named. Invented answers are
    said to be.
    """
    inside, year = in_province(result, province), str(result.year or "")
    names = {centre.province for centre in result.centres.centres}
    named = "" if province is None else ", ".join(sorted(provinces_like(list(names), province)))
    sample = _(SAMPLE_LINE).removesuffix(".") if result.summary.sample else ""
    title = localized(result.rubric.title)
    return " · ".join(filter(None, [_reached(result, inside), named, year, title, sample]))


def _reached(result: Result, inside: Array) -> str:
    """How many of some centres answered, were visited and are ranked."""
    centres = result.centres
    counts = {
        "centres": int(inside.sum()),
        "responded": int((centres.responded & inside).sum()),
        "visited": int((centres.visited & inside).sum()),
        "ranked": int((centres.ranked & inside).sum()),
    }
    if result.rubric.without_form:
        return _(N_("{centres} units, {ranked} ranked"), **counts)
    return _(
        N_("{responded} of {centres} centres answered, {visited} visited, {ranked} ranked"),
        **counts,
    )


def dimension_names(result: Result) -> str:
    """`INF Infrastructure · HRS Operating hours`: what the codes of the dimensions stand for."""
    return " · ".join(dimension_title(dimension) for dimension in result.rubric.dimensions)
