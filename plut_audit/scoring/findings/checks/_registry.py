"""The checks that there are: those that the modules of this folder declare."""

import pkgutil
from functools import cache
from importlib import import_module

from plut_audit.scoring.findings.checks._check import Check


def all_checks() -> dict[str, Check]:
    """The checks by code, in the order of their codes."""
    from plut_audit.scoring.findings import checks as package

    return _checks_in(tuple(package.__path__))


@cache
def _checks_in(folders: tuple[str, ...]) -> dict[str, Check]:
    package = __name__.rpartition(".")[0]
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(folders):
        if module.name[0] != "_":
            for check in import_module(f"{package}.{module.name}").CHECKS:
                if check.code in found:
                    raise ValueError(f"two checks have the code {check.code}")
                found[check.code] = check
    return dict(sorted(found.items()))
