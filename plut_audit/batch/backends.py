"""Where the work of a batch is done: processes of this machine, or a Dask cluster.

Both call the same functions with the same arguments, so both give the same bytes. The workers
of a cluster need the program and see the folders under the same paths.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, Literal

from plut_audit.errors import UsageError
from plut_audit.i18n import N_

Backend = Literal["local", "dask"]
Each = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[Any]]
"""Calls a function with each of several arguments, side by side; results come in their order."""

_RETRIES = 3
"""How often a task may lose its worker before the run gives up."""
_SECONDS_BETWEEN_LOOKS = 0.5
"""How long a worker may outlive the run that started it."""


@contextmanager
def backend(name: Backend, jobs: int, scheduler: str | None) -> Iterator[tuple[Each, int]]:
    """How to call side by side, and how many at a time are worth it."""
    if name == "local":
        try:
            yield _local(jobs), jobs
        except BaseException:
            _stop_workers()
            raise
        return
    with _client(scheduler) as client:
        threads = sum(client.nthreads().values())

        def each(function: Callable[[Any], Any], arguments: Sequence[Any]) -> Iterator[Any]:
            futures = client.map(function, arguments, pure=False, retries=_RETRIES)
            return (future.result() for future in futures)

        yield each, max(jobs, threads)


def _local(jobs: int) -> Each:
    """Processes through joblib; none are started for a single job."""

    def each(function: Callable[[Any], Any], arguments: Sequence[Any]) -> Iterator[Any]:
        from joblib import Parallel, delayed

        watched = partial(_while_run_lives, os.getpid(), function)
        calls = (delayed(watched)(argument) for argument in arguments)
        results: Iterator[Any] = Parallel(n_jobs=jobs, return_as="generator")(calls)
        return results

    return each


def _while_run_lives(run: int, function: Callable[[Any], Any], argument: Any) -> Any:
    """Call a function; a worker process ends with the process `run`, even one that is killed."""
    if os.getpid() != run:
        _end_with(run)
    return function(argument)


@cache
def _end_with(run: int) -> None:
    threading.Thread(target=_wait_and_end, args=(run,), daemon=True).start()


def _wait_and_end(run: int) -> None:
    """End this worker at once when its parent has ended; what it was writing is not in place yet."""
    if sys.platform == "win32":
        import _winapi

        synchronize = 0x00100000
        handle = _winapi.OpenProcess(synchronize, False, run)
        _winapi.WaitForSingleObject(handle, _winapi.INFINITE)
    else:
        while os.getppid() == run:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    os._exit(1)


def _stop_workers() -> None:
    """End the processes of a run that is over, whatever they are doing."""
    loky = sys.modules.get("joblib.externals.loky")
    if loky is not None:
        loky.get_reusable_executor().shutdown(wait=True, kill_workers=True)


@contextmanager
def _client(scheduler: str | None) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as missing:
        raise UsageError(
            N_("Dask is not installed; 'pip install plut-audit[dask]' adds it.")
        ) from missing
    if not scheduler:
        raise UsageError(
            N_("--backend dask needs the address of the cluster, --scheduler tcp://HOST:PORT.")
        )
    try:
        client: Any = Client(scheduler, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            N_("The Dask scheduler '{scheduler}' does not answer: {error}"),
            scheduler=scheduler,
            error=str(error),
        ) from error
    try:
        yield client
    finally:
        client.close()
