"""What visits found over what was reported: the verification factors."""

from collections.abc import Iterator

from plut_audit.i18n import N_, _, format_number, localized
from plut_audit.report.table import Cell, Column, Table
from plut_audit.report.values import dimension_title, percent
from plut_audit.result import Factor, Result
from plut_audit.rubric import Rubric


def verification_factors(result: Result) -> Table:
    """The factor of each dimension and indicator in per cent, with the number of its pairs."""
    found, rubric = result.verification, result.rubric
    rows = [_row("", _(N_("All indicators")), found.overall)] if found.overall.pairs else []
    rows += _rows(result, rubric) if rows else []
    columns = (
        Column("code", _(N_("Code")), width=8, blank=""),
        Column("title", _(N_("Indicator")), wraps=True, width=44),
        Column("factor", _(N_("Confirmed (%)")), 1, width=10),
        Column("pairs", _(N_("Pairs")), 0, width=7),
    )
    title = _(N_("Verification factors"))
    empty = _(N_("No centre was visited and reported, so nothing could be compared."))
    return Table("verification_factors", title, columns, rows, _note(result), empty)


def _rows(result: Result, rubric: Rubric) -> Iterator[list[Cell]]:
    found = result.verification
    for dimension in rubric.dimensions:
        yield _row(dimension.code, localized(dimension.title), found.dimensions[dimension.code])
        for code, indicator in dimension.indicators.items():
            if code in found.indicators:
                yield _row(code, localized(indicator.title), found.indicators[code])


def _row(code: str, title: str, factor: Factor) -> list[Cell]:
    return [code, title, percent(factor.factor) if factor.pairs else None, factor.pairs]


def _note(result: Result) -> str:
    """Which visits the factors are made from."""
    found = result.verification
    if not found.overall.pairs:
        return ""
    centres = format_number(found.centres, 0)
    if found.random_only:
        return _(N_("From visits to {count} centres that were chosen at random."), count=centres)
    return _(N_("From visits to {count} centres, however they were chosen."), count=centres)


def confirmed_sentence(result: Result) -> str:
    """How much of what centres reported visits confirmed, with the interval; "" without pairs."""
    found = result.verification
    if not found.overall.pairs or found.overall.factor is None:
        return ""
    share = format_number(100 * found.overall.factor, 0)
    if found.low is None or found.high is None:
        return _(
            N_("Visits confirmed {share} % of the points that centres gave themselves."),
            share=share,
        )
    return _(
        N_(
            "Visits confirmed {share} % of the points that centres gave themselves (interval "
            "{low} to {high} %, from {centres} visited centres)."
        ),
        share=share,
        low=format_number(100 * found.low, 0),
        high=format_number(100 * found.high, 0),
        centres=format_number(found.centres, 0),
    )


def least_confirmed_sentence(result: Result) -> str:
    """The dimension of which visits confirmed the least; "" where fewer than two were compared."""
    found = result.verification.dimensions
    shares = {code: share for code, share in found.items() if share.pairs and share.factor}
    if len(shares) <= 1:
        return ""
    code = min(shares, key=lambda name: shares[name].factor or 0)
    return _(
        N_("The least was confirmed in {dimension}: {share} %."),
        dimension=dimension_title(result.rubric.dimension(code)),
        share=format_number(100 * (shares[code].factor or 0), 0),
    )
