"""Which centres to visit next, and why.

Part of the visits goes where the risk is, part is drawn at random. Only the random part can say
how much centres overstate on the whole, so it is drawn first, from all centres alike: a
systematic draw through the centres sorted by level and class gives each the same probability
n / N and each stratum its share (to the nearest whole), whatever is known of the centre. The
mean over the drawn is then an unbiased estimate, with no weights. The rest is filled by risk.
"""

import random
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from plut_audit.analysis.visit_plan.risk import Known, reasons, risk
from plut_audit.analysis.visit_plan.workbooks import CHOSEN_BY, write_form, write_plan
from plut_audit.errors import UsageError
from plut_audit.i18n import LANGUAGES, N_, Message, Translations, current_language
from plut_audit.ingest.values import fold
from plut_audit.result import CentreRow, Result
from plut_audit.result.extras import CentreSeries
from plut_audit.scoring.findings import Severity

__all__ = ["CHOSEN_BY", "PlannedVisit", "plan", "stratum", "write_form", "write_plan"]


@dataclass(frozen=True)
class PlannedVisit:
    """One visit to make.

    `risk` is 0 to 1; `inclusion_probability` is that of the random draw, None for a centre that
    was chosen by its risk.
    """

    centre_id: str
    name: str
    province: str
    regency: str
    level: str
    class_name: str | None
    chosen_by: Literal["risk", "random"]
    reasons: tuple[Message, ...]
    risk: float
    stratum: str
    inclusion_probability: float | None

    def reason(self, language: str | None = None) -> str:
        """Why it is visited, in a language or the one in use."""
        chosen = language or current_language()
        return "; ".join(reason.in_language(chosen) for reason in self.reasons)

    def record(self) -> dict[str, str | float | Translations | None]:
        """The visit as JSON, the reason in every language."""
        return {
            "centre_id": self.centre_id,
            "name": self.name,
            "province": self.province,
            "regency": self.regency,
            "level": self.level,
            "class": self.class_name,
            "chosen_by": self.chosen_by,
            "reason": {language: self.reason(language) for language in LANGUAGES},
            "risk": self.risk,
            "stratum": self.stratum,
            "inclusion_probability": self.inclusion_probability,
        }


def plan(
    result: Result,
    number: int,
    *,
    seed: int = 1,
    region: str | None = None,
    random_share: float = 0.3,
) -> list[PlannedVisit]:
    """The centres to visit next, those of risk first, the highest risk on top.

    `region` takes a province, regency or city only, in the order of the centres' codes, which
    go from neighbour to neighbour. Raises `UsageError` for an unknown region.
    """
    candidates = _in_region(_known(result), region)
    number = min(number, len(candidates))
    drawn = _drawn(candidates, round(number * random_share), seed)
    codes = {known.centre.centre_id for known in drawn}
    rest = [known for known in candidates if known.centre.centre_id not in codes]
    by_risk = sorted(rest, key=lambda known: (-round(risk(known), 9), known.centre.centre_id))
    visits = [_by_risk(known) for known in by_risk[: number - len(drawn)]]
    probability = round(len(drawn) / len(candidates), 6) if candidates else None
    by_code = sorted(drawn, key=lambda known: known.centre.centre_id)
    visits += [_by_lot(known, probability) for known in by_code]
    return sorted(visits, key=lambda visit: visit.centre_id) if region else visits


# --- what is known -------------------------------------------------------------------------


def _known(result: Result) -> list[Known]:
    """What is known of each centre, by its code."""
    findings = result.findings
    severe = Counter(findings.centre[findings.severity <= Severity.HIGH].tolist())
    trend = result.trend
    unseen = {series.centre_id: _years_unseen(series) for series in trend.centres} if trend else {}
    comparison = trend.comparison if trend else None
    on_paper = set(comparison.improved_on_paper) if comparison else set()
    known = [
        Known(
            centre=centre,
            severe=severe[centre.row],
            years_unseen=unseen.get(centre.centre_id, int(not centre.visited)),
            improved_on_paper=centre.centre_id in on_paper,
        )
        for centre in result.centre_rows()
    ]
    return sorted(known, key=lambda known: known.centre.centre_id)


def _years_unseen(series: CentreSeries) -> int:
    """Surveys since the last visit, the newest among them."""
    count = 0
    for visited in reversed(series.visited):
        if visited:
            break
        count += 1
    return count


def _in_region(candidates: list[Known], region: str | None) -> list[Known]:
    if not region:
        return candidates
    wanted = fold(region)
    exact = [known for known in candidates if wanted in _regions(known)]
    near = [known for known in candidates if any(wanted in name for name in _regions(known))]
    if not near:
        provinces = sorted({known.centre.province for known in candidates} - {""})
        raise UsageError(
            N_("No centre lies in '{region}'; the provinces are {known}."),
            region=region,
            known=", ".join(provinces),
        )
    return exact or near


def _regions(known: Known) -> set[str]:
    return {fold(known.centre.province), fold(known.centre.regency)}


def stratum(centre: CentreRow) -> str:
    """Level and class, the groups through which the random draw goes."""
    return f"{centre.level or '–'} / {centre.class_name or '–'}"


def _drawn(candidates: list[Known], size: int, seed: int) -> list[Known]:
    """A systematic draw through the strata, in random order within each."""
    if not size:
        return []
    chance = random.Random(seed)
    order = sorted(
        (stratum(known.centre), chance.random(), number) for number, known in enumerate(candidates)
    )
    step = len(order) / size
    start = chance.random() * step
    return [candidates[order[int(start + turn * step)][2]] for turn in range(size)]


# --- what is planned -----------------------------------------------------------------------


def _by_risk(known: Known) -> PlannedVisit:
    return _visit(known, "risk", reasons(known), None)


def _by_lot(known: Known, probability: float | None) -> PlannedVisit:
    reason = Message(
        N_("drawn at random, so that overstatement can be estimated (group {stratum})"),
        {"stratum": stratum(known.centre)},
    )
    return _visit(known, "random", (reason,), probability)


def _visit(
    known: Known,
    chosen_by: Literal["risk", "random"],
    why: tuple[Message, ...],
    probability: float | None,
) -> PlannedVisit:
    centre = known.centre
    return PlannedVisit(
        centre_id=centre.centre_id,
        name=centre.name,
        province=centre.province,
        regency=centre.regency,
        level=centre.level,
        class_name=centre.class_name,
        chosen_by=chosen_by,
        reasons=why,
        risk=round(risk(known), 4),
        stratum=stratum(centre),
        inclusion_probability=probability,
    )
