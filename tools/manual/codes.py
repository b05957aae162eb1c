"""Every code that a problem or a finding can have."""

import re

from manual import MADE, table
from plut_audit import problems
from plut_audit.i18n import translate
from plut_audit.scoring.findings.checks import all_checks, worded

GROUPS = {
    "FIL": {"en": "Files", "id": "Berkas"},
    "COL": {"en": "Columns", "id": "Kolom"},
    "LAY": {"en": "Layout", "id": "Tata letak"},
    "VAL": {"en": "Values", "id": "Isian"},
    "CEN": {"en": "Centres", "id": "PLUT"},
    "SUB": {"en": "Submissions", "id": "Kiriman"},
}
SEVERITIES = {
    "en": {
        "error": "error",
        "warning": "warning",
        "notice": "notice",
        "critical": "critical",
        "high": "high",
        "medium": "medium",
        "low": "low",
    },
    "id": {
        "error": "galat",
        "warning": "peringatan",
        "notice": "catatan",
        "critical": "kritis",
        "high": "tinggi",
        "medium": "sedang",
        "low": "rendah",
    },
}
TEXTS = {
    "en": {
        "head": """# Codes

What `plut-audit` can report about a file (a *problem*) and about a centre (a *finding*). `plut-audit
explain CODE` prints the same on the terminal. Findings about an indicator have its code and are in
[the rubric](rubric.md).

Problems have three severities: an **error** means that something was not read, a **warning** that it
was read but should be checked, a **notice** is for information. `…` stands for the content of your file.
""",
        "code": "Code",
        "severity": "Severity",
        "what": "Message",
        "remedy": "What to do",
        "checks": "Consistency findings",
        "checks_head": "Answers that cannot all be true. They cost no points.",
        "criterion": "Criterion",
        "effect": "Effect",
        "recommendation": "Recommendation",
    },
    "id": {
        "head": """# Kode

Pesan `plut-audit` tentang berkas (*masalah*) dan tentang PLUT (*temuan*). `plut-audit explain KODE`
menampilkan keterangan yang sama di terminal. Temuan tentang indikator memakai kode indikatornya dan
dijelaskan dalam [rubrik](rubric.id.md).

Masalah terbagi dalam tiga tingkat keparahan: **galat** berarti ada yang tidak terbaca, **peringatan**
berarti terbaca tetapi perlu diperiksa, **catatan** bersifat informasi. `…` adalah isi berkas Anda.
""",
        "code": "Kode",
        "severity": "Tingkat keparahan",
        "what": "Isi pesan",
        "remedy": "Tindakan perbaikan",
        "checks": "Temuan konsistensi",
        "checks_head": "Jawaban yang tidak mungkin semuanya benar. Tidak mengurangi poin.",
        "criterion": "Kriteria",
        "effect": "Akibat",
        "recommendation": "Rekomendasi",
    },
}


def page(language: str) -> str:
    """The whole page."""
    text = TEXTS[language]
    parts = [MADE, text["head"]]
    for group in dict.fromkeys(code.partition("-")[0] for code in problems.PROBLEM_KINDS):
        title = GROUPS.get(group, {}).get(language, group)
        parts.append(f"\n## {title} ({group})\n\n{_problems(group, language)}")
    parts.append(f"\n## {text['checks']}\n\n{text['checks_head']}\n\n{_checks(language)}")
    return "".join(parts)


def _problems(group: str, language: str) -> str:
    text = TEXTS[language]
    return table(
        (text["code"], text["severity"], text["what"], text["remedy"]),
        [
            (
                code,
                SEVERITIES[language][kind.severity],
                f"**{_plain(kind.title, language)}.** {_plain(kind.message, language)}",
                _plain(kind.remedy, language),
            )
            for code, kind in problems.PROBLEM_KINDS.items()
            if code.startswith(f"{group}-")
        ],
    )


def _checks(language: str) -> str:
    text = TEXTS[language]
    return table(
        (text["code"], text["severity"], text["criterion"], text["effect"], text["recommendation"]),
        [
            (
                check.code,
                SEVERITIES[language][check.severity.name.lower()],
                f"**{worded(check.title, language)}.** {worded(check.criterion, language)}",
                worded(check.effect, language),
                worded(check.recommendation, language),
            )
            for check in all_checks().values()
        ],
    )


def _plain(message: str, language: str) -> str:
    """A message with an ellipsis for each of its placeholders."""
    return re.sub(r"\{\w+\}", "…", translate(message, language))
