"""Bar charts of the key figures, as chart parts that Word draws itself and an office can restyle.

The structure is that of ECMA-376 part 1, section 21.2 (DrawingML charts). The values lie in the
chart; no workbook is embedded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from plut_audit.i18n import N_, _
from plut_audit.report.formats.docx.cells import printable
from plut_audit.report.values import dimension_title
from plut_audit.result import Result

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_COLOURS = ("14507A", "9DB7C6")
_EMU = 360_000
"""English metric units of a centimetre."""
_HEAD, _BAR = 1.6, 0.9
"""Centimetres of a chart's title and axis, and of each of its bars."""


@dataclass(frozen=True)
class Chart:
    """Horizontal bars: a label for each, and one or two series of values that are stacked.

    `most` is the end of the axis, None for the largest value; `decimals` are those of the
    numbers beside the bars.
    """

    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[float]]]
    decimals: int
    most: float | None = None


def key_charts(result: Result) -> Iterator[Chart]:
    """The mean estimate of each dimension, and how many centres each class has."""
    summary, scoring = result.summary, result.rubric.scoring
    means = [
        (dimension_title(dimension), mean)
        for dimension in result.rubric.dimensions
        if (mean := summary.by_dimension[dimension.code]) is not None
    ]
    if len(means) > 1:
        title = _(N_("Mean estimate by dimension"))
        values = [mean for _label, mean in means]
        labels = [label for label, _mean in means]
        yield Chart(title, labels, [(title, values)], scoring.decimals, scoring.scale)
    counts = [("class", summary.by_class), ("provisional", summary.by_provisional_class)]
    words = {"class": _(N_("Class")), "provisional": _(N_("Provisional class"))}
    if summary.ranked and summary.by_class:
        series = [
            (words[key], [float(found.get(name, 0)) for name in summary.by_class])
            for key, found in counts
            if any(found.values())
        ]
        yield Chart(_(N_("Centres by class")), list(summary.by_class), series, 0)


def add_charts(document: Any, result: Result) -> None:
    """The charts of the key figures below one another, each as wide as the text."""
    for number, chart in enumerate(key_charts(result), 1):
        _add_chart(document, chart, number)


def _add_chart(document: Any, chart: Chart, number: int) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    name = PackURI(f"/word/charts/plut_audit{number}.xml")
    part = Part(name, _CONTENT_TYPE, _chart_xml(chart).encode(), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    section = document.sections[-1]
    width = int(section.page_width - section.left_margin - section.right_margin)
    height = int((_HEAD + _BAR * len(chart.labels)) * _EMU)
    paragraph = document.add_paragraph()
    drawing = _drawing_xml(relation, number, width, height, printable(chart.title))
    paragraph.add_run()._r.append(parse_xml(drawing))


def _drawing_xml(relation: str, number: int, width: int, height: int, title: str) -> str:
    """The place of a chart in the text; `title` is read to those who cannot see it."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    place = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'<w:drawing xmlns:w="{word}" xmlns:wp="{place}" xmlns:a="{_MAIN}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{9000 + number}" name="plut-audit {number}" descr={quoteattr(title)}/>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" '
        f'xmlns:r="{relations}" r:id="{relation}"/></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing>"
    )


def _chart_xml(chart: Chart) -> str:
    stacked = len(chart.series) > 1
    grouping = "stacked" if stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if stacked else ""
    series = "".join(_series_xml(chart, index) for index in range(len(chart.series)))
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if stacked else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"><c:roundedCorners val="0"/><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_font(1000, bold=True, kind='defRPr')}"
        f"</a:pPr><a:r>{_font(1000, bold=True)}<a:t>{_text(chart.title)}</a:t></a:r></a:p>"
        f'</c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        f'<c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{overlap}<c:axId val="1"/>'
        f'<c:axId val="2"/></c:barChart>{_axes_xml(chart)}</c:plotArea>{legend}'
        f'<c:plotVisOnly val="1"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_font(800, kind='defRPr')}</a:pPr>"
        f'<a:endParaRPr lang="id"/></a:p></c:txPr></c:chartSpace>'
    )


def _series_xml(chart: Chart, index: int) -> str:
    name, values = chart.series[index]
    count = f'<c:ptCount val="{len(values)}"/>'
    form = f"#,##0.{'0' * chart.decimals}" if chart.decimals else "#,##0;;"
    labels = "".join(
        f'<c:pt idx="{place}"><c:v>{_text(label)}</c:v></c:pt>'
        for place, label in enumerate(chart.labels)
    )
    numbers = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values)
    )
    # Labels inside white on dark, dark on light; none where a bar has no length.
    colour = "FFFFFF" if index == 0 else "1F3A4D"
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f'<c:tx><c:strRef><c:f>{_text(name)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{_text(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLOURS[index]}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/>'
        f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_font(800, kind='defRPr', colour=colour)}</a:pPr>"
        f'<a:endParaRPr lang="id"/></a:p></c:txPr><c:dLblPos val="ctr"/>'
        f'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        f'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{count}{labels}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{numbers}</c:numLit></c:val>"
        f"</c:ser>"
    )


def _axes_xml(chart: Chart) -> str:
    """The labels from above to below, the values along the lower edge."""
    most = "" if chart.most is None else f'<c:max val="{chart.most:g}"/>'
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="C8D0D6"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}<c:crossAx val="2"/>'
        f"</c:catAx>"
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{most}'
        f'<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f"<c:majorGridlines>{line}</c:majorGridlines>"
        f'<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}<c:crossAx val="1"/>'
        f'<c:crosses val="max"/></c:valAx>'
    )


def _font(size: int, bold: bool = False, kind: str = "rPr", colour: str = "1F3A4D") -> str:
    """The font of a text; `size` in hundredths of a point."""
    return (
        f'<a:{kind} lang="id" sz="{size}" b="{int(bold)}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="Arial"/></a:{kind}>'
    )


def _text(text: str) -> str:
    return escape(printable(text))
