"""Every indicator and question of the editions that come with the program."""

from manual import MADE, table
from plut_audit import rubric
from plut_audit.i18n import format_plain_number, translate
from plut_audit.rubric import Dimension, Indicator, Question, Rubric

TEXTS = {
    "en": {
        "head": "# The rubric\n\nThe questions, how they are scored, and on what basis. Weights are "
        "relative. How points become scores is described in [the method](../explanation/method.md).\n",
        "sources": "Sources",
        "dimension": "Dimension",
        "weight": "Weight",
        "indicators": "Indicators",
        "classes": "Classes",
        "same": "The indicators of {codes} are those of [{edition}](#{edition}).",
        "measured": "Measured by",
        "points": "Points",
        "linear": "0 at {low}, 100 at {high}{unit}, proportional in between",
        "share": "{weight} of {total} in the dimension",
        "mandatory": "Mandatory: 0 points are a critical finding.",
        "applies": "Only where a visit arrived within the declared hours.",
        "compliant": "Criterion",
        "effect": "Effect",
        "recommendation": "Recommendation",
        "basis": "Basis",
        "questions": "Questions",
        "name": "Name",
        "label": "Question",
        "form": "Form",
        "answer": "Answer",
        "questionnaire": "questionnaire",
        "visit": "visit",
        "both": "both",
        "roster": "The list of consultants",
        "types": {
            "text": "text",
            "integer": "whole number",
            "decimal": "number",
            "date": "date",
            "time": "time",
            "geopoint": "position",
            "image": "photograph",
        },
    },
    "id": {
        "head": "# Rubrik\n\nPertanyaan, cara menilainya, dan dasarnya. Bobot "
        "bersifat relatif. Cara mengolah poin menjadi skor dijelaskan di [metode](../explanation/method.md).\n",
        "sources": "Sumber",
        "dimension": "Dimensi",
        "weight": "Bobot",
        "indicators": "Indikator",
        "classes": "Kelas",
        "same": "Indikator {codes} sama dengan [{edition}](#{edition}).",
        "measured": "Diukur dari",
        "points": "Poin",
        "linear": "0 pada {low}, 100 pada {high}{unit}, di antaranya proporsional",
        "share": "{weight} dari {total} dalam dimensi",
        "mandatory": "Wajib: 0 poin berarti temuan kritis.",
        "applies": "Hanya jika kunjungan tiba pada jam layanan yang dinyatakan.",
        "compliant": "Kriteria",
        "effect": "Akibat",
        "recommendation": "Rekomendasi",
        "basis": "Dasar",
        "questions": "Pertanyaan",
        "name": "Nama",
        "label": "Pertanyaan",
        "form": "Formulir",
        "answer": "Jawaban",
        "questionnaire": "kuesioner",
        "visit": "kunjungan",
        "both": "keduanya",
        "roster": "Daftar konsultan",
        "types": {
            "text": "teks",
            "integer": "bilangan bulat",
            "decimal": "bilangan",
            "date": "tanggal",
            "time": "jam",
            "geopoint": "titik lokasi",
            "image": "foto",
        },
    },
}


def page(language: str) -> str:
    """The whole page: the default edition first, then what others have beside it."""
    base = rubric.load()
    others = [rubric.load(name) for name in rubric.editions() if name != base.id]
    parts = [MADE, str(TEXTS[language]["head"]), _edition(base, None, language)]
    parts += [_edition(other, base, language) for other in others]
    return "".join(parts) + _instrument(base, language)


def _edition(edition: Rubric, base: Rubric | None, language: str) -> str:
    text = TEXTS[language]
    dimensions = [
        (
            f"{dimension.title[language]} ({dimension.code})",
            format_plain_number(dimension.weight, language),
            len(dimension.indicators),
        )
        for dimension in edition.dimensions
    ]
    head = (str(text["dimension"]), str(text["weight"]), str(text["indicators"]))
    parts = [
        f"\n## {edition.id}\n\n**{edition.title[language]}.** {edition.description[language]}\n\n",
        table(head, dimensions),
        f"\n{text['classes']}: {_bands(edition, language)}.\n\n",
        f"{text['sources']}:\n\n",
        *(f"- {source[language]}\n" for source in edition.sources),
    ]
    known = [dimension.code for dimension in edition.dimensions if base and _same(dimension, base)]
    if base and known:
        codes = ", ".join(known)
        parts.append("\n" + str(text["same"]).format(codes=codes, edition=base.id) + "\n")
    for dimension in edition.dimensions:
        if dimension.code not in known:
            parts.append(_dimension(dimension, edition, language))
    return "".join(parts)


def _same(dimension: Dimension, base: Rubric) -> bool:
    return any(dimension.indicators == other.indicators for other in base.dimensions)


def _bands(edition: Rubric, language: str) -> str:
    shown = []
    for band in edition.bands:
        limit = (
            f"≥ {format_plain_number(band.at_least, language)}" if band.at_least is not None else ""
        )
        shown.append(f"{band.name} {limit} ({band.title[language]})".replace("  ", " "))
    return ", ".join(shown)


def _dimension(dimension: Dimension, edition: Rubric, language: str) -> str:
    indicators = [
        _indicator(indicator, dimension, edition, language)
        for indicator in dimension.indicators.values()
    ]
    return f"\n### {dimension.title[language]} ({dimension.code})\n" + "".join(indicators)


def _indicator(indicator: Indicator, dimension: Dimension, edition: Rubric, language: str) -> str:
    text = TEXTS[language]
    total = sum(other.weight for other in dimension.indicators.values())
    share = str(text["share"]).format(
        weight=format_plain_number(indicator.weight, language),
        total=format_plain_number(total, language),
    )
    lines = [
        *_measured(indicator, edition, language),
        f"{text['points']}: {_points(indicator, edition, language)}.",
        f"{text['weight']}: {share}.{_marks(indicator, language)}",
        *(
            f"{text[key]}: {getattr(indicator, key)[language]}"
            for key in ("compliant", "effect", "recommendation", "basis")
        ),
    ]
    listed = "".join(f"- {line}\n" for line in lines)
    return f"\n#### {indicator.code} {indicator.title[language]}\n\n{listed}"


def _measured(indicator: Indicator, edition: Rubric, language: str) -> list[str]:
    """The question that is asked, or the formula and the questions in it."""
    asked = [
        f"“{edition.questions[name].label[language]}” (`{name}`)"
        for name in indicator.names
        if name in edition.questions
    ]
    if indicator.value == indicator.lead:
        return [f"{TEXTS[language]['measured']}: {asked[0]}"]
    return [f"{TEXTS[language]['measured']}: `{indicator.value}`", *asked]


def _marks(indicator: Indicator, language: str) -> str:
    text = TEXTS[language]
    marks = [text["mandatory"]] * indicator.mandatory + [text["applies"]] * bool(
        indicator.applies_if
    )
    return "".join(f" {mark}" for mark in marks)


def _points(indicator: Indicator, edition: Rubric, language: str) -> str:
    lead = edition.questions.get(indicator.lead)
    if indicator.kind == "points":
        choices = lead.choices if lead else {}
        return ", ".join(
            f"{choices[code][language] if code in choices else code} {format_plain_number(points)}"
            for code, points in indicator.points.items()
        )
    # A count or a ratio has no unit; a plain question has its own.
    unit = lead.unit if lead and indicator.value == indicator.lead else ""
    unit = f" {translate(unit, language)}" if unit else ""
    low, high = (
        format_plain_number(goal or 0, language) for goal in (indicator.low, indicator.high)
    )
    return str(TEXTS[language]["linear"]).format(low=low, high=high, unit=unit)


def _instrument(base: Rubric, language: str) -> str:
    """The questions of every edition by section; a section that one edition alone has is last."""
    text = TEXTS[language]
    parts = [f"\n## {text['questions']}\n"]
    whole = [base, *(rubric.load(name) for name in rubric.editions() if name != base.id)]
    sections = {name: title for edition in whole for name, title in edition.sections.items()}
    questions = {name: asked for edition in whole for name, asked in edition.questions.items()}
    questions |= base.questions
    for section, title in sections.items():
        asked = [question for question in questions.values() if question.section == section]
        parts.append(f"\n### {section}. {title[language]}\n\n{_questions(asked, language)}")
    roster = _questions(list(base.roster.values()), language)
    return "".join(parts) + f"\n### {text['roster']}\n\n{roster}"


def _questions(asked: list[Question], language: str) -> str:
    text = TEXTS[language]
    return table(
        (str(text["name"]), str(text["label"]), str(text["answer"]), str(text["form"])),
        [
            (
                f"`{question.name}`",
                question.label[language],
                _answer(question, language),
                text[question.asked_in],
            )
            for question in asked
        ],
    )


def _answer(question: Question, language: str) -> str:
    if question.choices:
        mark = "☐" if question.type == "select_multiple" else "○"
        labels = (f"{mark} {label[language]} `{code}`" for code, label in question.choices.items())
        return "<br>".join(labels)
    types = TEXTS[language]["types"]
    assert isinstance(types, dict)
    unit = f" ({translate(question.unit, language)})" if question.unit else ""
    return f"{types[question.type]}{unit}"
