"""The small language in which a rubric says what an indicator measures.

    land_area                                            an answer
    equipment_working / equipment_total                  arithmetic: + - * / and brackets
    count(rooms)                                         how many choices were ticked
    count(consultant_fields within required_fields)      of these, how many of a list
    count(required_fields)                               the length of a list
    weekly_hours(opening_hours), weekly_days(...)        what posted hours amount to

A condition compares one answer: `equipment_total > 0`, `level != provinsi`. A rule joins such
conditions by `and`, and may also say

    funding_source in tugas_pembantuan dak               one of several choices
    visited within declared hours                        the visit came while it should be open

Only what stands here can be written; nothing of it is ever run as Python.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

FUNCTIONS = ("count", "weekly_hours", "weekly_days")
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


class ExpressionError(ValueError):
    """An expression that is not of the language; the text says which part."""


@dataclass(frozen=True)
class Name:
    """An answer, or a value derived from answers."""

    name: str


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True)
class Call:
    """One of `FUNCTIONS` of an answer, of which only those `within` a list count."""

    function: str
    name: str
    within: str = ""


@dataclass(frozen=True)
class Operation:
    """Two expressions joined by + - * or /."""

    sign: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"


Expression = Name | Number | Call | Operation


@dataclass(frozen=True)
class Condition:
    """`name sign value`; the value is a number or the code of a choice."""

    name: str
    sign: str
    value: str

    @property
    def compare(self) -> Callable[[Any, Any], Any]:
        """The comparison as a function that also works on whole columns."""
        return _COMPARISONS[self.sign]


@dataclass(frozen=True)
class Membership:
    """`name in choice choice ...`: the answer is one of the choices."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class WithinHours:
    """`visited within declared hours`: the centre should have been open on arrival."""


Clause = Condition | Membership | WithinHours
Rule = tuple[Clause, ...]
"""Conditions that have to hold together."""

WITHIN_HOURS = "visited within declared hours"
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_WRITTEN = re.compile(r"[\w\s.+\-*/()]{1,500}")
"""The signs of an expression; other or longer texts are not even looked at."""
_MEMBERSHIP = re.compile(r"\s*(\w+)\s+in((?:\s+\w+)+)\s*")
_CONDITION = re.compile(r"\s*(\w+)\s*(==|!=|>=|<=|>|<|=)\s*([\w.-]+)\s*")
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


@cache
def parse(text: str) -> Expression:
    """The tree of an expression; `ExpressionError` names the part that is not understood."""
    if not _WRITTEN.fullmatch(text):
        raise ExpressionError(text)
    try:
        tree = ast.parse(re.sub(r"\bwithin\b", ",", text.strip()), mode="eval")
        return _expression(tree.body)
    except ExpressionError:
        raise
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise ExpressionError(text) from error


def _expression(node: ast.expr) -> Expression:
    match node:
        case ast.Name(id=name):
            return Name(name)
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return _number(float(value))
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return _call(node, function, arguments)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            sign: Any = _OPERATORS[type(op)]
            return Operation(sign, _expression(left), _expression(right))
    raise ExpressionError(ast.unparse(node))


def _number(value: float) -> Number:
    if not math.isfinite(value):
        raise ExpressionError(str(value))
    return Number(value)


def _call(node: ast.expr, function: str, arguments: list[ast.expr]) -> Call:
    match arguments:
        case [ast.Name(id=name)] if function in FUNCTIONS:
            return Call(function, name)
        case [ast.Name(id=name), ast.Name(id=within)] if function == "count":
            return Call(function, name, within)
    raise ExpressionError(ast.unparse(node))


@cache
def parse_condition(text: str) -> Condition:
    """`equipment_total > 0` taken apart; `ExpressionError` where it is none."""
    if not (found := _CONDITION.fullmatch(text)):
        raise ExpressionError(text)
    return Condition(*found.groups())


def is_number(text: str) -> bool:
    """Whether the value of a condition is a plain number."""
    return _PLAIN_NUMBER.fullmatch(text) is not None


@cache
def parse_rule(text: str) -> Rule:
    """The conditions of a rule; `ExpressionError` names the one that is not understood."""
    return tuple(_clause(part) for part in re.split(r"\s+and\s+", text))


def _clause(text: str) -> Clause:
    if " ".join(text.split()) == WITHIN_HOURS:
        return WithinHours()
    if match := _MEMBERSHIP.fullmatch(text):
        return Membership(match[1], tuple(match[2].split()))
    return parse_condition(text)


def rule_names(rule: Rule) -> tuple[str, ...]:
    """The questions that a rule looks at, in the order they are written."""
    return tuple(clause.name for clause in rule if not isinstance(clause, WithinHours))


def names(expression: Expression) -> Iterator[str]:
    """The names in an expression in the order they are written; the first one leads."""
    match expression:
        case Name(name):
            yield name
        case Call(_, name, within):
            yield name
            if within:
                yield within
        case Operation(_, left, right):
            yield from names(left)
            yield from names(right)


def calls(expression: Expression) -> Iterator[Call]:
    """The function calls in an expression."""
    match expression:
        case Call():
            yield expression
        case Operation(_, left, right):
            yield from calls(left)
            yield from calls(right)
