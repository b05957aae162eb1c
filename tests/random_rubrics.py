"""Random rubrics, right and wrong ones, with a random table for each, as plain Python data.

`Draft` is what a person might write: tables of texts, numbers and lists. `spoil` changes it the
way people do: a wrong type, a number out of range, a name that does not exist.
"""

import json
import math
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CODES = ("alpha", "beta", "gamma", "delta")
HOURS = {"Senin-Jumat 08.00-16.00": (40, 5), "Senin-Kamis 08.00-12.00": (16, 4)}
"""Posted hours, and the hours and days a week that they amount to."""
WILD: tuple[Any, ...] = (
    *(math.inf, -math.inf, math.nan, 0, -1, -50, 500, 1e300, 1e-300, 10**400, 5.5, True, False),
    *("", " ", "alpha", "zz", "number_1", "text_1", "one_1", "many_1", "need", "A-01", "5"),
    *("count(many_1)", "count(number_1)", "one_1 + number_1", "number_1 / 0", "number_1 *", "7"),
    *("number_1 > 0", "number_1 == alpha", "one_1 > alpha", "one_1 == zz", "text_1 == hello"),
    *([], ["zz"], ["alpha"], ["alpha", 5], {}, {"alpha": 500}, {"alpha": math.nan}, {"x": "y"}),
    *("number_1*1e308*1e308", "count(many_1 within need)", "weekly_hours(text_1)", "centre_id"),
)


@dataclass
class Draft:
    """A rubric as its files hold it."""

    rules: dict[str, Any]
    dimensions: list[dict[str, Any]]
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """The rubric's folder, written."""
        folder.mkdir(parents=True)
        files = {"rubric.toml": self.rules}
        files |= {f"{number}-d.toml": one for number, one in enumerate(self.dimensions, 1)}
        if self.questions:
            files["questions.toml"] = {"questions": self.questions}
        for name, table in files.items():
            lines = [f"{_key(key)} = {_toml(value)}" for key, value in table.items()]
            (folder / name).write_text("\n".join(lines), encoding="utf-8")
        return folder


def _key(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def draft(rng: random.Random) -> Draft:
    """A rubric without a fault."""
    with_form = rng.random() < 0.7
    scale = rng.choice([100, 100, 1, 10.0])
    questions = _questions(rng) if with_form else {}
    rules: dict[str, Any] = {"id": "random", "title": "Random", "scoring": _scoring(rng, scale)}
    if with_form and rng.random() < 0.7:
        rules["derived"] = _derived(rng, questions)
    if rng.random() < 0.7:
        rules["bands"] = _bands(rng, scale)
    names = Names.of(questions, rules.get("derived", {}))
    codes = rng.sample(["A", "B", "INF", "X2"], rng.randint(1, 3))
    return Draft(rules, [_dimension(rng, code, names, scale) for code in codes], questions)


def _scoring(rng: random.Random, scale: float) -> dict[str, Any]:
    return {
        "scale": scale,
        "index_mean": rng.choice(["arithmetic", "geometric"]),
        "floor": rng.choice([0, 0, 0.01 * scale]),
        "decimals": rng.randint(0, 4),
        "tie_rule": rng.choice(["min", "max", "average", "dense"]),
        "rank_on": rng.choice(["printed", "unrounded"]),
        "minimum_coverage": rng.choice([0, 0.5, 1]),
    }


def _questions(rng: random.Random) -> dict[str, dict[str, Any]]:
    asked: dict[str, dict[str, Any]] = {"centre_id": {"type": "text"}}
    for number in range(1, 4):
        asked[f"number_{number}"] = {"type": rng.choice(["integer", "decimal"])}
    if rng.random() < 0.5:
        asked["number_1"] |= {"valid_min": 0, "valid_max": rng.choice([10, 1000])}
    for number in (1, 2):
        choices = list(CODES[: rng.randint(2, 4)])
        asked[f"one_{number}"] = {"type": "select_one", "choices": {one: one for one in choices}}
        several = [*choices, *(["none"] if rng.random() < 0.5 else [])]
        asked[f"many_{number}"] = {
            "type": "select_multiple",
            "choices": {one: one for one in several},
        }
    asked["text_1"], asked["date_1"] = {"type": "text"}, {"type": "date"}
    asked["hours_1"] = {"type": "text"}
    for name, question in asked.items():
        question["label"] = f"What is {name}?"
    if rng.random() < 0.4:
        asked["number_2"]["only_if"] = rng.choice(["number_1 > 0", "one_1 == alpha"])
    if rng.random() < 0.4:
        asked["number_3"]["at_most"] = "number_1"
    if rng.random() < 0.4:
        asked["many_2"]["only_if"] = rng.choice(["number_2 >= 2", "one_2 != beta"])
    return asked


def _derived(rng: random.Random, questions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    lists = [code for code in questions["many_1"]["choices"] if code != "none"]
    return {
        "posts": {"depends_on": "one_1", "values": {"alpha": rng.randint(1, 9)}, "otherwise": 5},
        "need": {
            "depends_on": "one_2",
            "values": {"beta": rng.sample(lists, rng.randint(1, len(lists)))},
            "otherwise": rng.sample(lists, rng.randint(1, len(lists))),
        },
    }


def _bands(rng: random.Random, scale: float) -> list[dict[str, Any]]:
    count = rng.randint(0, 3)
    thresholds = sorted(rng.sample(range(1, 100), count), reverse=True)
    bands: list[dict[str, Any]] = [
        {"name": f"K{place}", rng.choice(["at_least", "above"]): round(one * scale / 100, 6)}
        for place, one in enumerate(thresholds)
    ]
    return [*bands, {"name": "rest"}]


@dataclass
class Names:
    """The names that an expression can use, by type; without a form any column will do."""

    numbers: list[str]
    divisors: list[str]
    one: dict[str, list[str]]
    many: list[str]
    lists: list[str]
    hours: list[str]

    @classmethod
    def of(cls, questions: dict[str, dict[str, Any]], derived: dict[str, Any]) -> "Names":
        """The names of a rubric."""
        if not questions:
            columns = ["number_1", "number_2", "number_3"]
            one = {name: list(CODES[:3]) for name in ("one_1", "one_2")}
            return cls(columns, columns, one, [], [], ["hours_1"])
        one = {name: list(questions[name]["choices"]) for name in ("one_1", "one_2")}
        numbers = ["number_1", "number_2", "number_3"]
        lists = ["need"] if derived else []
        divisors = [*numbers, *(["posts"] if derived else [])]
        return cls(numbers, divisors, one, ["many_1", "many_2"], lists, ["hours_1"])


def _dimension(rng: random.Random, code: str, names: Names, scale: float) -> dict[str, Any]:
    table: dict[str, Any] = {
        "code": code,
        "weight": rng.choice([1, 2.5, 30]),
        "title": code,
        "mean": rng.choice(["arithmetic", "arithmetic", "geometric"]),
    }
    for number in range(1, rng.randint(1, 3) + 1):
        table[f"{code}-{number:02}"] = _indicator(rng, names, scale)
    return table


def _indicator(rng: random.Random, names: Names, scale: float) -> dict[str, Any]:
    weight = rng.choice([1, 0.5, 7])
    if rng.random() < 0.3:
        name, choices = rng.choice(list(names.one.items()))
        points = {choice: round(rng.random() * scale, 3) for choice in choices}
        return {"weight": weight, "kind": "points", "value": name, "points": points}
    table = {"weight": weight, "kind": "linear", "value": _expression(rng, names)}
    low, high = rng.sample([0, 1, 2, 5, 10, 40, 100.5, 1000], 2)
    if rng.random() < 0.2:
        return {**table, "transform": "ln", "low": low + 1, "high": high + 1}
    return {**table, "low": low - rng.choice([0, 0.25]), "high": high}


def _expression(rng: random.Random, names: Names) -> str:
    first = _term(rng, names, first=True)
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        sign = rng.choice("+-*/")
        second = _term(rng, names, first=False)
        if rng.random() < 0.3:
            second = f"({second} {rng.choice('+*')} {_term(rng, names, first=False)})"
        first = f"{first} {sign} {second}"
        if rng.random() < 0.2:
            first = f"({first})"
    return first


def _term(rng: random.Random, names: Names, first: bool) -> str:
    ways = [rng.choice(names.numbers)]
    if names.many:
        ways.append(f"count({rng.choice(names.many)})")
    if names.lists:
        ways.append("count(many_1 within need)")
    if names.hours:
        ways.append(f"{rng.choice(['weekly_hours', 'weekly_days'])}(hours_1)")
    if not first:
        ways += [rng.choice(names.divisors), str(rng.choice([1, 2, 0.5, 10]))]
        ways += ["count(need)"] if names.lists else []
    return rng.choice(ways)


def spoil(rng: random.Random, written: Draft) -> None:
    """One change at a random place: a wild value, a missing key, a new key, values exchanged."""
    tables = list(_tables([written.rules, *written.dimensions, written.questions]))
    table = rng.choice([one for one in tables if one])
    key = rng.choice(list(table))
    match rng.randint(0, 9):
        case 0:
            del table[key]
        case 1:
            table[rng.choice(["wieght", "floor", "points", "zz-01", "only_if"])] = table[key]
        case 2 if len(tables) > 1:
            other = rng.choice([one for one in tables if one])
            name = rng.choice(list(other))
            table[key], other[name] = other[name], table[key]
        case 3:
            table[key] = rng.choice(WILD)
        case _:
            alike = [one for one in WILD if _kind(one) is _kind(table[key])]
            table[key] = rng.choice(alike or WILD)


def _kind(value: Any) -> type:
    return float if type(value) is int else type(value)


def _tables(value: Any) -> Any:
    """Every table inside a value, the value itself included."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _tables(inner)
