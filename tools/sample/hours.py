"""Opening hours in the words of a notice board."""

from sample.centres import Centre
from sample.chance import choose

DAYS_A_WEEK = {"full": 5, "long": 6, "short": 5, "few": 3}

# {z} is the time zone; the better the centre, the earlier in this list.
_NOTICES = {
    "full": (
        "Senin-Kamis 07.30-16.00 (istirahat 12.00-13.00), "
        "Jumat 07.30-16.30 (istirahat 11.30-13.00)",
        "Senin s.d. Jum'at : Pukul 08.00 s.d. 16.30 {z}",
        "Senin - Jumat: 08.00 - 16.00 {z}",
        "Senin s/d Kamis (08.00 - 16.00 {z}), Jum'at (07.00 - 16.00 {z})",
    ),
    "long": (
        "SENIN s.d SABTU ( 08.00 - 15.00 {z} )",
        "Senin-Sabtu 08.30-15.30 {z}, Minggu Tutup",
    ),
    "short": (
        "Senin - Jumat: 09.00 - 15.00 {z}",
        "Senin-Kamis 08.00-14.30, Jumat 08.00-11.00, Sabtu dan Minggu Tutup",
        "Senin s/d Jumat 08.00 - 14.00 {z}",
    ),
    "few": (
        "Senin, Rabu, Jumat 09.00-13.00 {z}",
        "Selasa-Kamis 09.00-14.00",
    ),
}


def opening_hours(centre: Centre, worth: float) -> tuple[str, str]:
    """The kind of week and the notice; a centre keeps its wording while its hours last."""
    if worth < 0.16:
        kind = "few"
    elif worth < 0.5:
        kind = "short"
    else:
        kind = choose(("full", "full", "full", "long"), centre.centre_id, "week")
    return kind, choose(_NOTICES[kind], centre.centre_id, kind).format(z=centre.zone)
