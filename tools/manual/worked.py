"""The score of one centre of the sample, worked out step by step, in either language."""

from functools import cache

import plut_audit
from manual import ROOT, table
from plut_audit import rubric
from plut_audit.i18n import format_number, format_plain_number
from plut_audit.report.vocabulary import class_with_marks
from plut_audit.result import CentreRow, ItemRow, Result

SAMPLE = ROOT / "sample_data" / "2024"

TEXTS = {
    "en": {
        "head": "**{name}** ({code}) of the fictitious sample data of {year}. First one indicator, "
        "*{title}* ({indicator}, `{value}`):",
        "step": "Step",
        "figure": "Figure",
        "reported": "The questionnaire says",
        "observed": "The visit observed",
        "used": "The value used",
        "goalposts": "0 points at {low}, 100 at {high}",
        "score": "Points of the indicator",
        "factor": "Visits elsewhere confirmed ({pairs} pairs)",
        "estimated": "Estimated points: {score} × {factor}",
        "lost": "Points that it takes from the combined index",
        "then": "Then the index: each dimension is the weighted mean of its indicators, the index is the "
        "weighted mean of the dimensions.",
        "dimension": "Dimension",
        "weight": "Weight",
        "combined": "Combined",
        "estimate": "Estimate",
        "share": "Contribution",
        "index": "**Index**",
        "end": "The estimate lies between {low} and {high} (5 to 95%), the rank {rank} of {ranked} between "
        "{first} and {last}. Class {name}: provisional where it stands in brackets. Based on the "
        "questionnaire alone the score is {reported}.",
    },
    "id": {
        "head": "**{name}** ({code}) dari data contoh (rekaan) tahun {year}. Pertama, satu indikator, "
        "*{title}* ({indicator}, `{value}`):",
        "step": "Langkah",
        "figure": "Angka",
        "reported": "Menurut kuesioner",
        "observed": "Menurut kunjungan",
        "used": "Nilai yang dipakai",
        "goalposts": "0 poin pada {low}, 100 pada {high}",
        "score": "Poin indikator",
        "factor": "Dibenarkan kunjungan di PLUT lain ({pairs} pasangan)",
        "estimated": "Poin perkiraan: {score} × {factor}",
        "lost": "Pengurangan poin indeks gabungan",
        "then": "Selanjutnya indeks: setiap dimensi adalah rata-rata tertimbang indikatornya, dan "
        "indeks adalah rata-rata tertimbang dimensi.",
        "dimension": "Dimensi",
        "weight": "Bobot",
        "combined": "Gabungan",
        "estimate": "Perkiraan",
        "share": "Kontribusi",
        "index": "**Indeks**",
        "end": "Perkiraan terletak antara {low} dan {high} (5–95%), peringkat {rank} dari {ranked} antara "
        "{first} dan {last}. Kelas {name}: bersifat sementara bila dalam kurung. Berdasarkan kuesioner "
        "saja skornya {reported}.",
    },
}


@cache
def sample() -> Result:
    """The result of the sample year."""
    return plut_audit.audit(SAMPLE)


def example(code: str, language: str) -> str:
    """One indicator and the whole index of the centre with this code."""
    result = sample()
    edition = result.rubric
    centre = result.centre(result.row_of[code])
    indicator = _example_indicator(centre, edition)
    text = TEXTS[language]
    head = text["head"].format(
        name=centre.name,
        code=code,
        year=result.year,
        indicator=indicator.code,
        title=indicator.title[language],
        value=indicator.value,
    )
    estimates, ranks = centre.estimate_interval, centre.rank_interval
    assert estimates and ranks
    end = text["end"].format(
        name=class_with_marks(centre),
        low=format_number(estimates[0], 2, language),
        high=format_number(estimates[1], 2, language),
        first=format_plain_number(ranks[0], language),
        last=format_plain_number(ranks[1], language),
        rank=format_plain_number(centre.rank or 0, language),
        ranked=result.summary.ranked,
        reported=format_number(centre.reported, 2, language),
    )
    steps, whole = _steps(centre, indicator, edition, language), _whole(centre, edition, language)
    return f"{head}\n\n{steps}\n{text['then']}\n\n{whole}\n{end}\n"


def _example_indicator(centre: CentreRow, edition: rubric.Rubric) -> rubric.Indicator:
    """The linear indicator that loses most; rather one that is estimated below its report."""

    def preference(indicator: rubric.Indicator) -> tuple[bool, bool, float]:
        record = centre.items[indicator.code]
        scores = record.reported_score, record.estimated_score
        lowered = None not in scores and scores[0] > scores[1]
        between = record.score is not None and 0 < record.score < 100
        return between, lowered, record.points_lost

    linear = [indicator for indicator in edition.indicators.values() if indicator.kind == "linear"]
    return max(linear, key=preference)


def _steps(
    centre: CentreRow, indicator: rubric.Indicator, edition: rubric.Rubric, language: str
) -> str:
    record, text = centre.items[indicator.code], TEXTS[language]

    def number(value: float | str | None) -> str:
        return (
            format_plain_number(round(value, 4), language)
            if isinstance(value, float | int)
            else "–"
        )

    low, high, used = indicator.low, indicator.high, record.used
    formula = f"({number(used)} − {number(low)}) / ({number(high)} − {number(low)}) × 100"
    return table(
        (text["step"], text["figure"]),
        [
            (text["reported"], number(record.reported)),
            (text["observed"], number(record.observed)),
            (text["used"], f"**{number(used)}**"),
            (text["goalposts"].format(low=number(low), high=number(high)), formula),
            (text["score"], format_number(record.score, 2, language)),
            *_estimated(record, text, language),
            (text["lost"], _lost(centre, indicator, edition, language)),
        ],
    )


def _estimated(record: ItemRow, text: dict[str, str], language: str) -> list[tuple[str, str]]:
    """The factor of the other centres and the estimated score, where no visit saw the item."""
    if record.observed_score is not None or not record.reported_score:
        return []
    share = (record.estimated_score or 0) / record.reported_score
    pairs = record.result.verification.indicators[record.code].pairs
    score = format_number(record.score, 2, language)
    factor = format_number(100 * share, 2, language) + "%"
    return [
        (text["factor"].format(pairs=pairs), factor),
        (
            text["estimated"].format(score=score, factor=factor),
            format_number(record.estimated_score, 2, language),
        ),
    ]


def _lost(
    centre: CentreRow, indicator: rubric.Indicator, edition: rubric.Rubric, language: str
) -> str:
    """What the indicator costs the index, with how it is computed (method, section 4)."""
    record, dimension = centre.items[indicator.code], edition.dimension(indicator.dimension)
    share = dimension.weight / sum(other.weight for other in edition.dimensions)
    applicable = sum(
        other.weight
        for code, other in dimension.indicators.items()
        if centre.items[code].evidence.word != "not_applicable"
        and centre.items[code].blank != "not_asked"
    )
    weight, total = (
        format_plain_number(indicator.weight, language),
        format_plain_number(applicable, language),
    )
    score = format_number(record.score, 2, language)
    lost = format_number(record.points_lost, 2, language)
    return f"{share:.0%} × {weight}/{total} × (100 − {score}) = {lost}"


def _whole(centre: CentreRow, edition: rubric.Rubric, language: str) -> str:
    text, total = TEXTS[language], sum(dimension.weight for dimension in edition.dimensions)
    rows: list[tuple[object, ...]] = []
    for dimension in edition.dimensions:
        figures = centre.dimensions[dimension.code]
        share = format_number(dimension.weight / total * (figures.estimate or 0), 3, language)
        rows.append(
            (
                dimension.title[language],
                f"{dimension.weight / total:.0%}",
                format_number(figures.combined, 2, language),
                format_number(figures.estimate, 2, language),
                share,
            )
        )
    combined = format_number(centre.combined, 2, language)
    estimate = f"**{format_number(centre.estimate, 2, language)}**"
    rows.append((text["index"], "", combined, estimate, estimate))
    heads = (text[key] for key in ("dimension", "weight", "combined", "estimate", "share"))
    return table(tuple(heads), rows)
