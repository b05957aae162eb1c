"""Posted hours cut into tokens: days, times, and the words that join them.

The vocabulary is closed. A word that is not in it becomes a `word` token, and the reader of
clauses refuses it, so that nothing is dropped in silence. Words that say nothing about hours
(`FILLER`) are listed here and nowhere else.
"""

import html
import re
import unicodedata
from typing import NamedTuple

from plut_audit.ingest.hours import unreadable
from plut_audit.ingest.hours.unreadable import UnreadableHoursError


class Token(NamedTuple):
    """One token: its kind (a key of `_KINDS`, or `word`) and the text it was made from."""

    kind: str
    text: str


DAYS = {
    0: "senin senen sen monday mon",
    1: "selasa sel tuesday tues tue",
    2: "rabu rab wednesday wed",
    3: "kamis kam thursday thurs thur thu",
    4: "jumat jumaat jum jmt friday fri",
    5: "sabtu sab sbt saturday sat",
    6: "minggu min mgg ahad ahd sunday sun",
}
_DAY_NUMBERS = {name: number for number, names in DAYS.items() for name in names.split()}

_ANY_DAY = "|".join(["jum ?' ?at", "jum at", *sorted(_DAY_NUMBERS, key=len, reverse=True)])
_DAY = f"(?:{_ANY_DAY})"
# Where only the beginning of a day matters, `sen` stands for `senin` and `senen` too: a shorter
# expression, for it is compiled at every start.
_BEGINNINGS = (name for name in _DAY_NUMBERS if len(name) == 3 or name[:3] not in _DAY_NUMBERS)
_DAY_BEGINS = f"(?:{'|'.join(_BEGINNINGS)})"
_SHORT_DAY = f"(?:{'|'.join(name for name in _DAY_NUMBERS if len(name) == 3)})"
_END = r"(?![a-z])"
_NEXT = r" *[:=]? *"
_SERVICE = r"(?:buka|operasional|operasi|(?:pe)?layanan|kerja|kantor)"

_FILLER = (
    rf"(?:(?:setiap|tiap) )?hari(?={_NEXT}(?:{_DAY_BEGINS}|setiap|tiap)){_END}"
    rf"|hari *[:=](?! *[0-9])|(?:setiap|tiap|every)(?= *{_DAY_BEGINS})(?! *minggu)"
    r"|(?:setiap|tiap|every)(?= (?:hari kerja|weekday))|(?:di)?buka|open|mulai|dari|pada|from|at"
    rf"|(?:khusus|untuk)(?= (?:hari )?{_DAY_BEGINS})"
    r"|(?:tanpa|tidak ada) (?:jam |waktu )?istirahat"
    r"|waktu (?:setempat|indonesia (?:barat|tengah|timur))"
)
_LABEL = (
    rf"(?:hari(?: dan | ?/ ?| ?& ?| ?, ?))?(?:jam|waktu|jadwal)(?: {_SERVICE})+"
    rf"|hari(?: dan | ?/ ?| ?& ?)jam|jam(?= *[:=] *[^0-9 ])|jadwal|waktu|{_SERVICE}"
    r"|(?:opening|office|business|service|working) hours|hours"
    r"|umum|pusat|cabang|proyek|dewasa|remaja|anak|siaga|faskes|farmasi|front office|publik"
    r"|tatap muka|offline"
)
# A place may be named behind one of these, at the very beginning of the text.
_OFFICE = (
    r"plut(?:[ -]*k?[ -]?u?[ku]m(?:km)?)?|kumkm|kukm|umkm|uptd?|dinas|imigrasi|kecamatan|kelurahan"
    r"|kab\.|kabupaten|kota|provinsi|prov\.|desa|kantor|unit|gedung|cis|galeri|balai|sekretariat"
)
_HOLIDAY = (
    r"(?:hari )?libur (?:nasional|resmi|keagamaan)|(?:hari )?cuti bersama|tanggal merah"
    r"|hari (?:besar|raya)(?: (?:nasional|keagamaan|agama))*|(?:public |national )?holidays?"
)
_TIME = (
    r"[0-9]{1,2}(?:(?:\.| ?: ?)[0-9]{2}(?::00)?|h(?:[0-9]{2})?|,(?:00|15|30|45))"
    r"(?![0-9]|[.:][0-9])"
)

# Order matters: the first that matches at a place wins.
_KINDS = {
    "cut": r"\.{2,}|…",
    "always": (
        r"24 ?[x/] ?7(?![0-9])(?: ?jam)?"
        r"|24 ?(?:jam|hours?)(?: (?:non ?-?stop|penuh|sehari))?(?: ?,? ?7 hari(?: seminggu)?)?"
        rf"(?! *kerja){_END}"
    ),
    "time": _TIME,
    "number": r"[0-9]{1,2}(?![0-9]|[.:,][0-9])",
    "zone": rf"\( ?(?:wib|wita|wit) ?\)|(?:wib|wita|wit){_END}",
    "half": rf"(?:pagi|siang|sore|petang|malam){_END}|[ap]\.m\.|[ap]\.?m{_END}\.?",
    "clock": r"(?:pukul|pkl\.?|jam)(?= *[:.]? *[0-9]) *[:.]?",
    "daily": (
        rf"(?:(?:setiap|tiap)(?:-tiap)? hari|every ?day|daily)(?!{_NEXT}(?:{_DAY}|kerja){_END})"
        rf"{_END}"
    ),
    "weekdays": rf"(?:hari kerja|weekdays?|working days?){_END}",
    "weekend": rf"(?:akhir pekan|weekends?){_END}",
    "holiday": rf"(?:{_HOLIDAY}){_END}",
    "off_day": rf"hari libur{_END}",
    "break": (
        r"(?:(?:jam|waktu) )?(?:istirahat|rehat|ishoma|jeda|(?:lunch )?break(?: time)?)"
        rf"(?: siang)?{_END}"
    ),
    "range": (
        rf"s ?[./]? ?d{_END}\.?|[-~]+"
        rf"|(?:sampai(?: dengan)?|hingga|to|until|till|through){_END}"
    ),
    "closed": (
        r"(?:tutup|libur|closed|off|tidak (?:buka|melayani|beroperasi|ada (?:pe)?layanan))" + _END
    ),
    "except": rf"(?:kecuali|except){_END}",
    "filler": rf"(?:{_FILLER}){_END}",
    "day": rf"{_SHORT_DAY}\.(?!\.)|{_DAY}{_END}",
    "label": rf"(?:{_LABEL}){_END}",
    "office": rf"(?:{_OFFICE}){_END}",
    "and": rf"(?:dan|serta|and){_END}|&",
    "slash": "/",
    "comma": ",",
    "colon": "[:=]",
    "stop": r"[;.]",
    "line": r"[|\n•·●▪■◦*]",
    "open": r"[(\[]",
    "close": r"[)\]]",
    "word": r"[^\W\d_]+|\S",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘`´ʼ′ʻ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys('“”„"\ufe0f', " "),
        # Clock faces, calendars and pins stand for the words beside them.
        **{chr(code): " " for code in (*range(0x1F550, 0x1F568), *map(ord, "⏰⌚⏱🗓📅📆📍🏢"))},
        "×": "x",
    }
)
_NEW_LINE = re.compile(
    r"\\r\\n|\\n|\\r|_x000d_|</?(?:p|li|ul|ol|div|tr|td|th|table|br)\b[^<>]*>", re.I
)
# Text struck through (`<s>`, `<del>`) no longer holds, so those tags are not dropped.
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|small|a|h[1-6])(?: [^<>]*)?>", re.I)
_BULLET = re.compile(r"^ *(?:[-•·●▪■◦*>]+|[0-9][.)](?= ))? *(?=[a-z(])", re.M)


def tokens(text: str) -> list[Token]:
    """All tokens of the text but fillers.

    Raises `UnreadableHoursError` where the text is visibly cut off or a bracket stays open.
    """
    found = [
        Token(str(match.lastgroup), match.group())
        for match in _TOKEN.finditer(clean(text))
        if match.lastgroup != "filler"
    ]
    depth = 0
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "cut" or depth < 0:
            raise UnreadableHoursError(unreadable.CUT, token.text)
    if depth:
        raise UnreadableHoursError(unreadable.CUT, "(")
    return found


def clean(text: str) -> str:
    """One spelling for what looks alike: quotes, dashes, blanks, line ends, tags, letter case."""
    text = _TAG.sub("", _NEW_LINE.sub("\n", html.unescape(text)))
    text = text.replace("…", "...").translate(_SAME)
    # Raised figures are footnotes or minutes; normalising them would join them to a number.
    text = "".join(
        sign if unicodedata.category(sign) == "No" else unicodedata.normalize("NFKC", sign)
        for sign in text
        if unicodedata.category(sign) != "Cf"
    ).casefold()
    lines = (" ".join(line.split()) for line in text.splitlines())
    return _BULLET.sub("", "\n".join(lines))


def day_number(token: Token) -> int:
    """Monday 0 to Sunday 6 of a `day` token."""
    return _DAY_NUMBERS[re.sub("[^a-z]", "", token.text)]


class Cursor:
    """A place in the tokens that moves forward as they are read."""

    def __init__(self, tokens_: list[Token]) -> None:
        self._tokens = tokens_
        self.position = 0

    def kind(self, ahead: int = 0) -> str:
        """The kind of the next token, or of one further on; `end` behind the last."""
        index = self.position + ahead
        return self._tokens[index].kind if 0 <= index < len(self._tokens) else "end"

    def take(self) -> Token:
        """The next token, left behind."""
        self.position += 1
        return self._tokens[self.position - 1]

    def skip(self, *kinds: str) -> set[str]:
        """Leave behind all tokens of these kinds; the kinds that were met."""
        met: set[str] = set()
        while (kind := self.kind()) in kinds:
            met.add(kind)
            self.position += 1
        return met

    def refuse(self, reason: str) -> UnreadableHoursError:
        """The error for the token at this position, or for its being a word nobody knows."""
        if self.kind() == "end":
            return UnreadableHoursError(reason)
        token = self._tokens[self.position]
        return UnreadableHoursError(unreadable.WORD if token.kind == "word" else reason, token.text)
