"""Draws that depend on what they are for, never on what was drawn before."""

import random
from collections.abc import Sequence
from typing import TypeVar

SEED = "plut-audit"

T = TypeVar("T")


def share(*what: object) -> float:
    """A number from 0 to 1, always the same for the same purpose."""
    return random.Random("/".join(map(str, (SEED, *what)))).random()


def spread(*what: object) -> float:
    """A number about 0, seldom beyond -1 and 1: the mean of three draws, stretched."""
    return sum(share(*what, draw) for draw in range(3)) * 2 - 3


def choose(choices: Sequence[T], *what: object) -> T:
    """One of the choices."""
    return choices[min(int(share(*what) * len(choices)), len(choices) - 1)]


def within(number: float) -> float:
    """A number brought into 0 to 1."""
    return min(max(number, 0.0), 1.0)
