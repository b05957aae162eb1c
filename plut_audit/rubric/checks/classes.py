"""The checks of classes, and of what rests on classes and scores: cap, award, ladder."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from plut_audit.i18n import N_
from plut_audit.rubric.faults import Fault, Location, as_written, did_you_mean
from plut_audit.rubric.model import Rubric
from plut_audit.rubric.rules import Band, Step

FILE = "rubric.toml"
_NO_BAND = N_("'{name}' is the name of no band{hint}")


def class_faults(rubric: Rubric) -> Iterator[Fault]:
    """The faults of bands, cap, award and ladder."""
    yield from _band_faults(rubric)
    yield from _award_faults(rubric)
    for step in rubric.ladder:
        yield from _step_faults(rubric, step, Location(FILE, "ladder"))


def _band_faults(rubric: Rubric) -> Iterator[Fault]:
    for name, count in Counter(band.name for band in rubric.bands).items():
        if count > 1 or not name.strip():
            yield Location(FILE, name.strip() or "bands").fault(
                N_("a band needs a name of its own, but {count} are called '{name}'"),
                count=count,
                name=name,
            )
    for band in rubric.bands[:-1]:
        yield from _threshold_faults(band, rubric.scoring.scale, Location(FILE, band.name))
    for better, worse in pairwise(rubric.bands[:-1]):
        if _threshold(better) <= _threshold(worse):
            yield Location(FILE, worse.name).fault(
                N_(
                    "bands must fall from the best to the last, but {worse} follows {better}; put "
                    "the highest first"
                ),
                better=_threshold_text(better),
                worse=_threshold_text(worse),
            )
    for band in rubric.bands[-1:]:
        if band.at_least is not None or band.above is not None:
            yield Location(FILE, band.name).fault(
                N_("the last band takes the rest and has no threshold, but has {found}; remove it"),
                found=_threshold_text(band),
            )


def _threshold_faults(band: Band, scale: float, at: Location) -> Iterator[Fault]:
    if (band.at_least is None) == (band.above is None):
        yield at.fault(N_("a band needs either 'at_least' or 'above'"))
        return
    threshold = _threshold(band)[0]
    inside = 0 <= threshold < scale if band.at_least is None else 0 < threshold <= scale
    if not inside:
        yield at.fault(
            N_("the threshold must lie within the scale from 0 to {scale}, but is {found}"),
            scale=as_written(scale),
            found=_threshold_text(band),
        )


def _threshold(band: Band) -> tuple[float, bool]:
    """What a score must reach; `above` the same number is the higher threshold."""
    if band.above is not None:
        return band.above, True
    return band.at_least or 0.0, False


def _threshold_text(band: Band) -> str:
    key = "at_least" if band.above is None else "above"
    return f"{key} = {as_written(_threshold(band)[0])}"


def _award_faults(rubric: Rubric) -> Iterator[Fault]:
    names = [band.name for band in rubric.bands]
    wanted = {
        "cap": rubric.cap.name if rubric.cap else None,
        "award": rubric.award.least_class if rubric.award else None,
    }
    for table, name in wanted.items():
        if name is not None and name not in names:
            yield Location(FILE, table).fault(_NO_BAND, name=name, hint=did_you_mean(name, names))
    if rubric.cap and not 0 < rubric.cap.dimension_below <= rubric.scoring.scale:
        yield Location(FILE, "cap").fault(
            N_("'dimension_below' must lie within the scale from 0 to {scale}, but is {found}"),
            scale=as_written(rubric.scoring.scale),
            found=as_written(rubric.cap.dimension_below),
        )


def _step_faults(rubric: Rubric, step: Step, at: Location) -> Iterator[Fault]:
    codes = rubric.indicators
    for code in (step.indicator, *step.needs):
        if code not in codes:
            yield at.fault(
                N_("'{name}' is no indicator{hint}"), name=code, hint=did_you_mean(code, codes)
            )
    for code, points in step.needs.items():
        if not 0 <= points <= rubric.scoring.scale:
            yield at.fault(
                N_("'{key}' must lie between 0 and {scale}, but is {found}"),
                key=code,
                scale=as_written(rubric.scoring.scale),
                found=as_written(points),
            )
    if step.indicator in codes:
        yield from _step_choice_faults(rubric, step, at)


def _step_choice_faults(rubric: Rubric, step: Step, at: Location) -> Iterator[Fault]:
    # Another kind than points is named with the indicator's own faults or has no choices.
    choices = rubric.indicators[step.indicator].points
    for choice in (*step.at, step.to):
        if choice not in choices:
            yield at.fault(
                N_("'{choice}' is no choice of '{indicator}', from which the step leads{hint}"),
                choice=choice,
                indicator=step.indicator,
                hint=did_you_mean(choice, choices),
            )
    if step.to in step.at:
        yield at.fault(N_("the step leads from '{choice}' to itself"), choice=step.to)
