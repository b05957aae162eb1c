"""What the audit concludes, in sentences, before any table."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from plut_audit.i18n import N_, _, format_number
from plut_audit.report.blocks import Paragraph, Section
from plut_audit.report.values import interval_text
from plut_audit.report.views.verification import confirmed_sentence, least_confirmed_sentence
from plut_audit.result import Result
from plut_audit.scoring.findings import FindingKind, Severity
from plut_audit.scoring.findings.systemic import NATIONAL
from plut_audit.scoring.rounding import round_scores

ORDER = 5
MOST_NAMED = 3
"""Findings that a sentence names; the tables hold all."""


def sections(result: Result) -> Iterator[Section]:
    """What is systemic, how far self-report was confirmed, what is critical, who is missing."""
    sentences = list(conclusions(result))
    if sentences:
        paragraphs = [Paragraph(sentence) for sentence in sentences]
        yield Section("conclusions", _(N_("Conclusions")), paragraphs)


def conclusions(result: Result) -> Iterator[str]:
    """The conclusions, each a paragraph; those that the survey does not support are left out."""
    made = (
        _systemic(result),
        " ".join(filter(None, [confirmed_sentence(result), least_confirmed_sentence(result)])),
        _level(result),
        _critical(result),
        _missing(result),
    )
    yield from filter(None, made)


def _systemic(result: Result) -> str:
    national = [finding for finding in result.systemic if finding.scope == NATIONAL]
    if not national:
        return ""
    wording, share = result.wording(), 100 * result.rubric.severities.systemic_share
    named = [
        _(
            N_("{title} ({share} %)"),
            title=wording.title(finding.code),
            share=format_number(100 * finding.share, 0),
        )
        for finding in national[:MOST_NAMED]
    ]
    return _(
        N_(
            "{count} shortcomings are systemic: each concerns at least {share} % of the {ranked} "
            "ranked centres. The most frequent: {named}."
        ),
        count=format_number(len(national), 0),
        share=format_number(share, 0),
        ranked=format_number(result.summary.ranked, 0),
        named="; ".join(named),
    )


def _level(result: Result) -> str:
    """The mean estimate with its interval, beside what the centres reported."""
    summary, decimals = result.summary, result.rubric.scoring.decimals
    if summary.mean_estimate is None or not summary.visited:
        return ""
    reported = result.centres.reported.index[result.centres.ranked]
    known = reported[~np.isnan(reported)]
    if not len(known):
        return ""
    values = {
        "estimate": format_number(summary.mean_estimate, decimals),
        "interval": interval_text(summary.mean_estimate_interval, decimals),
        "reported": format_number(float(round_scores(known.mean(), decimals)), decimals),
    }
    if summary.mean_estimate_interval is None:
        message = N_(
            "A full visit would be expected to find {estimate} points on average, where the "
            "centres reported {reported}."
        )
    else:
        message = N_(
            "A full visit would be expected to find {estimate} points on average (interval "
            "{interval}), where the centres reported {reported}."
        )
    return _(message, **values)


def _critical(result: Result) -> str:
    findings = result.findings
    rows = np.flatnonzero(findings.severity == Severity.CRITICAL)
    if not len(rows):
        return ""
    # A question that was not answered states no fault, so it is named apart from one that was.
    unanswered = (findings.kinds[rows] & FindingKind.UNANSWERED) > 0
    kinds = list(zip(findings.code[rows].tolist(), unanswered.tolist(), strict=True))
    counts, first = Counter(kinds), dict(zip(reversed(kinds), reversed(rows), strict=True))
    wording = result.wording()
    order = sorted(counts, key=lambda kind: (-counts[kind], findings.codes[kind[0]], kind[1]))
    named = [
        f"{wording.finding(int(first[kind])).title} ({format_number(counts[kind], 0)})"
        for kind in order[:MOST_NAMED]
    ]
    return _(
        N_(
            "{count} shortcomings in {centres} centres are critical; a binding rule stands "
            "against {binding} of them. The most frequent: {named}."
        ),
        count=format_number(len(rows), 0),
        binding=format_number(int(findings.binding[rows].sum()), 0),
        centres=format_number(len(np.unique(findings.centre[rows])), 0),
        named="; ".join(named),
    )


def _missing(result: Result) -> str:
    silent = int((~result.centres.responded).sum())
    thin = len(result.centres) - result.summary.ranked - silent
    if not silent and not thin:
        return ""
    return _(
        N_(
            "{silent} centres did not answer and {thin} answered too little to be ranked; they "
            "stand below the ranked ones."
        ),
        silent=format_number(silent, 0),
        thin=format_number(thin, 0),
    )
