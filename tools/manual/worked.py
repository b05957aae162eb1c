"""The score of one centre of the sample, worked out step by step, in either language."""

from functools import cache

import plut_audit
from manual import ROOT, table
from plut_audit import rubric
from plut_audit.i18n import format_number, format_plain_number
from plut_audit.result import CentreRow, Result

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
        "lost": "Points that it takes from the index",
        "then": "Then the index: each dimension is the weighted mean of its indicators, the index is the "
        "weighted mean of the dimensions.",
        "dimension": "Dimension",
        "weight": "Weight",
        "points": "Points",
        "share": "Contribution",
        "index": "**Combined index**",
        "end": "Class {name}, rank {rank} of {ranked}. Based on the questionnaire alone the score is "
        "{reported}.",
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
        "lost": "Pengurangan poin indeks",
        "then": "Selanjutnya indeks: setiap dimensi adalah rata-rata tertimbang indikatornya, dan "
        "indeks adalah rata-rata tertimbang dimensi.",
        "dimension": "Dimensi",
        "weight": "Bobot",
        "points": "Poin",
        "share": "Kontribusi",
        "index": "**Indeks gabungan**",
        "end": "Kelas {name}, peringkat {rank} dari {ranked}. Berdasarkan kuesioner saja skornya "
        "{reported}.",
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
    end = text["end"].format(
        name=centre.class_name,
        rank=format_plain_number(centre.rank or 0, language),
        ranked=result.summary.ranked,
        reported=format_number(centre.reported, 2, language),
    )
    steps, whole = _steps(centre, indicator, edition, language), _whole(centre, edition, language)
    return f"{head}\n\n{steps}\n{text['then']}\n\n{whole}\n{end}\n"


def _example_indicator(centre: CentreRow, edition: rubric.Rubric) -> rubric.Indicator:
    """The linear indicator that loses most; rather one that the centre overstated."""

    def preference(indicator: rubric.Indicator) -> tuple[bool, bool, float]:
        record = centre.items[indicator.code]
        scores = record.reported_score, record.observed_score
        overstated = None not in scores and scores[0] > scores[1]
        between = record.score is not None and 0 < record.score < 100
        return between, overstated, record.points_lost

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
            (text["lost"], _lost(centre, indicator, edition, language)),
        ],
    )


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
        points = centre.dimensions[dimension.code].combined or 0
        share = format_number(dimension.weight / total * points, 3, language)
        rows.append(
            (
                dimension.title[language],
                f"{dimension.weight / total:.0%}",
                format_number(points, 2, language),
                share,
            )
        )
    rows.append((text["index"], "", "", f"**{format_number(centre.combined, 2, language)}**"))
    return table((text["dimension"], text["weight"], text["points"], text["share"]), rows)
