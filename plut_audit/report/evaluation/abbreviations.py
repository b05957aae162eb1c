"""The abbreviations of the report and of the instrument's editions."""

from plut_audit.i18n import N_, _
from plut_audit.report.blocks import Facts
from plut_audit.report.evaluation.parts import ReportSection

MEANINGS = {
    "APBD": N_("Anggaran Pendapatan dan Belanja Daerah, the budget of a local government"),
    "APBN": N_("Anggaran Pendapatan dan Belanja Negara, the budget of the central government"),
    "BLUD": N_("Badan Layanan Umum Daerah, a local public service agency"),
    "DAK": N_("Dana Alokasi Khusus, a special allocation fund"),
    "DPRD": N_("Dewan Perwakilan Rakyat Daerah, the parliament of a local government"),
    "KUMKM": N_("cooperatives and micro, small and medium enterprises"),
    "LKE": N_("Lembar Kerja Evaluasi, the evaluation worksheet"),
    "PLUT": N_("Pusat Layanan Usaha Terpadu, an integrated service centre"),
    "SKKNI": N_("Standar Kompetensi Kerja Nasional Indonesia, the work competence standard"),
    "SKM": N_("Survei Kepuasan Masyarakat, the survey of public satisfaction"),
    "UMKM": N_("micro, small and medium enterprises"),
    "UPTD": N_("Unit Pelaksana Teknis Daerah, a technical unit of a local government"),
}
"""Each abbreviation with its meaning as a message."""


def abbreviation_section() -> ReportSection:
    """All of them, in alphabetical order."""
    pairs = [(name, _(meaning)) for name, meaning in sorted(MEANINGS.items())]
    return ReportSection("abbreviations", _(N_("Abbreviations")), [Facts(pairs)])
