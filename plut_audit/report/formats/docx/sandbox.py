"""Where the fields of a letter's template are filled: no code, and no calculation without end."""

from typing import Any

from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

_LONGEST = 1_000_000
"""Characters or elements of one value of a letter."""
_LARGEST_POWER = 1_000


class BoundedEnvironment(SandboxedEnvironment):
    """Jinja's sandbox, which lets no product or power fill the memory."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product or power; `ValueError` where it would be larger than any letter."""
        if operator == "**" and max(abs(left), abs(right)) > _LARGEST_POWER:
            raise ValueError(f"{left} ** {right}")
        if operator == "*" and _length(left, right) > _LONGEST:
            raise ValueError(f"more than {_LONGEST} characters or elements")
        return super().call_binop(context, operator, left, right)


def _length(left: Any, right: Any) -> int:
    """How long a text or list would be that is repeated; 0 for a product of numbers."""
    for repeated, times in ((left, right), (right, left)):
        if isinstance(times, int) and hasattr(repeated, "__len__"):
            return len(repeated) * times
    return 0
