"""How people type: numbers with dots, commas and units, sums as rupiah, names as they speak."""

from datetime import date

from plut_audit.rubric import Question
from plut_audit.rubric.forms.parts import offered
from sample.answers import Answer
from sample.centres import Centre
from sample.chance import choose, share

_UNITS = {
    "consultants_active": "orang",
    "consultants_certified": "orang",
    "managers": "orang",
    "equipment_total": "unit",
    "equipment_working": "unit",
    "internet_mbps": "Mbps",
    "days_open_last_month": "hari",
    "working_days_last_month": "hari",
    "consultant_experience": "tahun",
    "consultant_training": "jam",
    "reports_submitted": "laporan",
}
_NOTHING = {
    "internet_mbps": "tidak ada",
    "service_fee_revenue": "nihil",
}
_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_SHORT_PROVINCES = {
    "Sulawesi Utara": "Sulut",
    "Sulawesi Tenggara": "Sultra",
    "Nusa Tenggara Barat": "NTB",
    "Nusa Tenggara Timur": "NTT",
    "Jawa Timur": "Jatim",
    "Jawa Tengah": "Jateng",
    "Sumatera Barat": "Sumbar",
    "Sumatera Utara": "Sumut",
    "Kalimantan Barat": "Kalbar",
}


def number(value: float) -> str:
    """With a comma before the decimals, no dots between thousands."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def dotted(value: float, decimals: int = 0) -> str:
    """`1.250,50`."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def rupiah(value: float, *who: object) -> str:
    """A sum in one of the ways people write it, exactly."""
    million = value / 1_000_000
    ways = [
        f"Rp{dotted(value)}",
        f"Rp {dotted(value)}",
        dotted(value),
        f"{value:.0f}",
        f"Rp{dotted(value)},-",
    ]
    if million == round(million, 1) and million >= 1:
        ways.append(f"{number(million)} juta")
    if million >= 1000 and million / 1000 == round(million / 1000, 2):
        ways.append(f"Rp{number(million / 1000)} miliar")
    return choose(ways, *who, "rupiah") if value >= 1_000_000 else f"{value:.0f}"


def quantity(question: Question, value: float, *who: object) -> str:
    """A number as it is typed in answer to a question."""
    if value == 0 and question.name in _NOTHING:
        return choose((_NOTHING[question.name], "0"), *who)
    if question.unit == "IDR":
        return rupiah(value, *who)
    unit = _UNITS.get(question.name)
    if unit and share(*who, "units") < 0.18:
        return f"{number(value)} {unit}"
    return number(value)


def labels(question: Question, answer: Answer, joint: str) -> str:
    """Choices by their Indonesian labels."""
    codes = answer if isinstance(answer, list) else [str(answer)]
    return joint.join(offered(question)[code]["id"] for code in codes)


def long_date(day: date) -> str:
    """`21 Agustus 2023`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def name(centre: Centre, *who: object) -> str:
    """The centre's name as those who work there write it."""
    if centre.level == "provinsi":
        short = _SHORT_PROVINCES.get(centre.province, f"Prov. {centre.province}")
        ways = [
            centre.name,
            f"PLUT KUMKM Provinsi {centre.province}",
            f"PLUT KUMKM {short}",
            f"PLUT-KUMKM PROVINSI {centre.province.upper()}",
        ]
    else:
        short = centre.regency.replace("Kabupaten", "Kab.")
        ways = [
            centre.name,
            f"PLUT KUMKM {centre.regency}",
            f"PLUT {short}",
            f"UPTD PLUT KUMKM {centre.regency}",
            f"PLUT-KUKM {centre.regency.upper()}",
            f"Pusat Layanan Usaha Terpadu (PLUT) {centre.regency}",
        ]
    return choose(ways, centre.centre_id, *who, "name")
