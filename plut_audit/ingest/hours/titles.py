"""What may stand before the hours: `Jam Layanan:`, or the name of the office."""

from plut_audit.ingest.hours.tokens import Token

# Words that make the name behind an office a condition: `Kantor selama Ramadan ...`.
_CONDITIONS = """
    agustus antara apabila april belum bila bukan bulan dalam daring desember februari hanya
    januari jika juli juni kali khusus kurang lebih lembur maksimal maret mei minimal november
    oktober online piket puasa ramadan ramadhan sebelum sehari selain selama sementara seminggu
    september sesudah setelah setengah setiap shift sif tahun tanggal tanpa tetap tgl tiap tidak
    wfh wfo
""".split()  # noqa: SIM905 (a list of words is read more easily than one of strings)


def title_end(tokens: list[Token]) -> int:
    """How many tokens at the beginning are a title: `Imigrasi Cilacap Senin-Jumat ...` has two.

    Behind a word such as `kantor` or `kabupaten` up to two unknown words are taken for a name.
    """
    names_left = 0
    for index, token in enumerate(tokens):
        if token.kind == "office":
            names_left = 2
        elif token.kind == "label":
            names_left = 0
        elif token.kind == "word" and names_left and _is_name(token.text):
            names_left -= 1
        else:
            return index
    return len(tokens)


def _is_name(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and word not in _CONDITIONS
