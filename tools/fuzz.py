"""Search for inputs that break the readers: `python tools/fuzz.py [--seconds 20] [--target NAME]`.

Every target takes bytes and may answer only with what it documents. Anything else is a fault:
the bytes are saved under tests/found_by_fuzzing, where a test tries them, and the exit code is 1.
Inputs are mutated copies of the sample surveys and of texts that people wrote. Where atheris is
installed it guides the search by the lines that an input reaches; without it, mutation is random.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fuzzing.inputs import mutated, seeds
from fuzzing.targets import TARGETS

HERE = Path(__file__).resolve().parents[1]
FOUND = HERE / "tests" / "found_by_fuzzing"
GUIDED = ("values", "hours", "rubric", "sheets")
"""`workbooks` is not: a changed byte of an archive reaches no new line, a damaged member does."""
SLOW = 20.0
"""Seconds that no input may take."""


@dataclass
class BrokenError(Exception):
    """What an input did that it must not."""

    target: str
    content: bytes
    traceback: str

    def save(self) -> Path:
        """Store the input where a test tries it."""
        FOUND.mkdir(exist_ok=True)
        path = FOUND / f"{self.target}-{hashlib.sha256(self.content).hexdigest()[:12]}"
        path.write_bytes(self.content)
        return path


def tried(target: str, content: bytes) -> None:
    """Give an input to its target; raises `BrokenError`."""
    begun = time.monotonic()
    try:
        TARGETS[target](content)
        assert time.monotonic() - begun < SLOW, "too slow"
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt):
            raise
        raise BrokenError(target, content, traceback.format_exc()) from fault


def unguided(target: str, seconds: float, seed: int) -> int:
    """Mutate at random; gives the number of inputs tried."""
    rng, begun, tries = random.Random(seed), time.monotonic(), 0
    first = seeds(target)
    for content in first:
        tried(target, content)
    while time.monotonic() - begun < seconds:
        tried(target, mutated(rng.choice(first), rng))
        tries += 1
    return tries


def guided(target: str, seconds: float, seed: int) -> None:
    """Let atheris search for inputs that reach new lines; never returns."""
    import atheris

    # Only what is imported here reports the lines it reaches, and targets import when they run.
    with atheris.instrument_imports(include=["plut_audit"]):
        for content in seeds(target):
            tried(target, content)

    def test(content: bytes) -> None:
        try:
            tried(target, content)
        except BrokenError as fault:
            _report(fault)
            raise

    with tempfile.TemporaryDirectory() as corpus:
        for number, content in enumerate(seeds(target)):
            (Path(corpus) / str(number)).write_bytes(content)
        options = [
            f"-max_total_time={max(int(seconds), 1)}",
            f"-seed={seed}",
            "-rss_limit_mb=2048",
            f"-artifact_prefix={corpus}/",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, corpus], test)
        atheris.Fuzz()


def _report(fault: BrokenError) -> None:
    print(f"{fault.target}: {fault.save().relative_to(HERE)}\n{fault.traceback}", flush=True)


def run_one(target: str, seconds: float, seed: int) -> None:
    """One target in this process; leaves it with 1 where an input broke it."""
    if target in GUIDED and find_spec("atheris"):
        guided(target, seconds, seed)
    try:
        print(f"{target}: {unguided(target, seconds, seed)} inputs", flush=True)
    except BrokenError as fault:
        _report(fault)
        sys.exit(1)


def main() -> None:
    """Run the targets, each in a process of its own, since an input may end its process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0, help="of all targets together")
    parser.add_argument("--target", choices=TARGETS, help="only this one, in this process")
    parser.add_argument("--seed", type=int, default=0, help="0: a random one")
    arguments = parser.parse_args()
    seed = arguments.seed or random.randrange(1, 2**31)
    if arguments.target:
        run_one(arguments.target, arguments.seconds, seed)
        return
    broken = []
    for target in TARGETS:
        share = ["--seconds", str(arguments.seconds / len(TARGETS)), "--seed", str(seed)]
        child = subprocess.run([sys.executable, __file__, "--target", target, *share], check=False)
        if child.returncode:
            broken.append(target)
    if broken:
        sys.exit(f"Broken by an input: {', '.join(broken)} (seed {seed})")


if __name__ == "__main__":
    main()
