"""A small engine for compiled forms: what a device asks, in which order, given the answers.

Relevance, obligation and constraints are XPath expressions of the form itself; lxml evaluates
them on the form's own instance, with the functions that OpenRosa adds. What is calculated is
looked up in the secondary instances, the lists of choices.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

XFORMS = "{http://www.w3.org/2002/xforms}"


def _text(nodes: Any) -> str:
    if isinstance(nodes, str):
        return nodes
    return (nodes[0].text or "") if nodes else ""


def _selected(_: Any, nodes: Any, code: Any) -> bool:
    return _text(code) in _text(nodes).split()


def _count_selected(_: Any, nodes: Any) -> float:
    return float(len(_text(nodes).split()))


def _count_non_empty(_: Any, nodes: Any) -> float:
    return float(sum(bool(node.text) for node in nodes))


def _today(_: Any) -> str:
    return date.today().isoformat()


def _days(_: Any, nodes: Any) -> float:
    return float(date.fromisoformat(_text(nodes)).toordinal())


def _format_date(_: Any, nodes: Any, pattern: str) -> str:
    return date.fromisoformat(_text(nodes)).strftime(pattern)


_FUNCTIONS = {
    (None, "today"): _today,
    (None, "days"): _days,
    (None, "format-date"): _format_date,
    (None, "selected"): _selected,
    (None, "count-selected"): _count_selected,
    (None, "count-non-empty"): _count_non_empty,
}


@dataclass
class Played:
    """What became of a form: questions asked in their order, and why it cannot be sent."""

    asked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    instance: Any = None

    @property
    def complete(self) -> bool:
        """Whether a device would let it be sent."""
        return not self.missing and not self.refused


class XForm:
    """A compiled form."""

    def __init__(self, path: Path) -> None:
        from pyxform.xls2xform import convert

        self._tree = etree.fromstring(convert(path, validate=False).xform.encode())
        self.binds = [bind.attrib for bind in self._tree.iter(f"{XFORMS}bind")]
        self._instance = next(self._tree.iter(f"{XFORMS}instance"))[0]

    def choices(self) -> dict[str, list[str]]:
        """The codes that each question with choices offers."""
        offered = {}
        for control in self._tree.iter(f"{XFORMS}select", f"{XFORMS}select1"):
            name = control.attrib["ref"].rpartition("/")[2]
            source = control.find(f"{XFORMS}itemset").attrib["nodeset"]
            listed = source.partition("'")[2].partition("'")[0]
            (instance,) = [
                one for one in self._tree.iter(f"{XFORMS}instance") if one.get("id") == listed
            ]
            offered[name] = [item.findtext(f"{XFORMS}name") for item in instance[0]]
        return offered

    def play(self, answers: dict[str, str]) -> Played:
        """Fill in the form from top to bottom; a question that is not asked stays blank."""
        played = Played(instance=_plain(self._instance))
        document = etree.ElementTree(played.instance)
        for bind in self.binds:
            path = bind["nodeset"]
            node = document.xpath(path)[0]
            if len(node) or bind.get("{http://openrosa.org/javarosa}preload"):
                continue
            if not self._holds(played.instance, path, bind.get("relevant")):
                continue
            if calculation := bind.get("calculate"):
                node.text = self._calculated(played.instance, calculation)
                continue
            name = path.rpartition("/")[2]
            played.asked.append(name)
            node.text = answers.get(name, "")
            if bind.get("required") == "true()" and not node.text:
                played.missing.append(name)
            if node.text and not self._holds(played.instance, path, bind.get("constraint")):
                played.refused.append(name)
        return played

    def _calculated(self, instance: Any, calculation: str) -> str:
        """A text from a list of choices, the answers that it depends on put in."""
        document = etree.ElementTree(instance)
        listed, rest = re.fullmatch(r"instance\('(\w+)'\)(/.+)", calculation).groups()
        rest = re.sub(
            r"/data/[\w/]+", lambda path: f"'{_text(document.xpath(path[0])) or ''}'", rest
        )
        instances = self._tree.iter(f"{XFORMS}instance")
        (source,) = [_plain(one) for one in instances if one.get("id") == listed]
        return str(source.xpath(f"string(.{rest})"))

    @staticmethod
    def _holds(instance: Any, path: str, test: str | None) -> bool:
        if not test:
            return True
        node = etree.ElementTree(instance).xpath(path)[0]
        # A device compares days; XPath 1.0 compares numbers.
        test = test.replace(". <= today()", "days(.) <= days(today())")
        return bool(node.xpath(f"boolean({test})", extensions=_FUNCTIONS))


def _plain(element: Any) -> Any:
    """A copy without namespaces, so that the paths of the form find its nodes."""
    copy = etree.Element(etree.QName(element).localname)
    copy.text = element.text
    copy.extend(_plain(child) for child in element if isinstance(child.tag, str))
    return copy
