"""Scores answers with reasoning-gym's own scorers: one JSON line in, one out.

Run as ``python -m tracekit.adapters._rg_worker`` by ``ScoringProcess``, never in the process of a trainer: some scorers
evaluate what a model wrote, and some take for ever. While a scorer runs, this process evaluates no text, writes no
file, starts no program and opens no connection; an alarm ends it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import IO, Any

MAX_MEMORY = 8 << 30
"""Bytes of address space. Importing numpy and sympy takes some 2 GB of it."""

FORBIDDEN = (
    *("os.chmod", "os.exec", "os.fork", "os.forkpty", "os.kill", "os.link", "os.mkdir", "os.posix_spawn", "os.putenv"),
    *("os.remove", "os.rename", "os.rmdir", "os.spawn", "os.startfile", "os.symlink", "os.system", "os.truncate"),
    *("ctypes.", "pty.", "shutil.", "socket.", "sqlite3.", "subprocess.", "urllib.", "webbrowser."),
)
"""Beginnings of the names of audit events (PEP 578) that no scorer has a reason to cause."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class RefusedError(Exception):
    """A scorer did what it may not do."""


class Watch:
    """An audit hook that can be switched on; it cannot be taken off again."""

    def __init__(self) -> None:
        self.on = False
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in ("compile", "exec"):
            name = str(args[1] if event == "compile" else args[0].co_filename)
            # Imports compile files; ast.literal_eval reads "<unknown>" without running it.
            if not name.startswith("<") or name.startswith("<frozen") or (event, name) == ("compile", "<unknown>"):
                return
        elif event == "open":
            if not isinstance(args[2], int) or not args[2] & WRITING:
                return
        elif not event.startswith(FORBIDDEN):
            return
        raise RefusedError(event)


def main() -> None:
    """Answer requests until there are no more."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a data set prints is no reply
    import reasoning_gym  # noqa: F401

    _limit()
    watch = Watch()
    data_sets: dict[tuple[str, str], Any] = {}
    _say(replies, {"ready": True})
    for line in sys.stdin:
        _say(replies, _answer(json.loads(line), watch, data_sets))


def _answer(request: dict[str, Any], watch: Watch, data_sets: dict[tuple[str, str], Any]) -> dict[str, Any]:
    from reasoning_gym import create_dataset

    from tracekit.adapters._rg_json import decode

    key = request["dataset"], request["config"]
    if key not in data_sets:
        if len(data_sets) >= 128:
            data_sets.clear()
        data_sets[key] = create_dataset(key[0], seed=0, size=1, **json.loads(key[1]))
    entry = decode(request["entry"])
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 1)  # in case nobody is left to end this process
    watch.on = True
    try:
        score = float(data_sets[key].score_answer(request["answer"], entry))
    except Exception as error:  # noqa: BLE001 - scorers raise all sorts of things on what a model wrote
        return {"error": f"{type(error).__name__}: {error}"[:200]}
    finally:
        watch.on = False
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
    return {"score": score}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    for what, limit in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _say(replies: IO[str], value: dict[str, Any]) -> None:
    replies.write(json.dumps(value) + "\n")
    replies.flush()


if __name__ == "__main__":
    main()
