"""reasoning-gym's scorers at arm's length: in a process of their own that can be ended."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from importlib.util import find_spec

from tracekit.errors import MissingExtraError, TracekitError

STARTING = 120.0
"""Seconds that the process may take until it can score."""


class ScoringProcess:
    """A process that scores one answer at a time.

    Started when it is first needed, and again after it had to be ended.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.Queue[str | None] = queue.Queue()
        self._lock = threading.Lock()

    def score(self, request: dict[str, object], seconds: float) -> float | str:
        """The score of an answer, or what went wrong.

        Args:
            request: ``dataset``, ``config`` (JSON), ``answer`` and ``entry`` (encoded).
            seconds: how long the scorer may take; then its process is ended, and the next call starts another.
        """
        with self._lock:
            process = self._started()
            line = json.dumps({**request, "seconds": seconds}) + "\n"
            try:
                if process.stdin is not None:
                    process.stdin.write(line)
                    process.stdin.flush()
                reply = self._replies.get(timeout=seconds)
            except queue.Empty:
                self.stop()
                return f"the scorer took more than {seconds:g} s"
            except OSError:
                reply = None
            if reply is None:
                self.stop()
                return "the scorer ended its process"
            result = json.loads(reply)
            return float(result["score"]) if "score" in result else f"the scorer raised {result['error']}"

    def _started(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        if find_spec("reasoning_gym") is None:  # not imported here: it takes seconds, and the other process has it
            raise MissingExtraError("reasoning-gym", "reasoning_gym")
        self._replies = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tracekit.adapters._rg_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        threading.Thread(target=_read, args=(self._process, self._replies), daemon=True).start()
        try:
            first = self._replies.get(timeout=STARTING)
        except queue.Empty:
            first = None
        if first is None:
            self.stop()
            raise TracekitError("the process that scores with reasoning-gym does not start")
        return self._process

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what could not be written to a dead process
                    continue


def _read(process: subprocess.Popen[str], replies: queue.Queue[str | None]) -> None:
    if process.stdout is not None:
        try:
            for line in process.stdout:
                replies.put(line)
        except ValueError:  # closed while it was read
            return
    replies.put(None)


_scorer = ScoringProcess()


def _after_fork() -> None:
    global _scorer  # noqa: PLW0603
    _scorer = ScoringProcess()  # the pipes of the other one belong to the parent


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def score(request: dict[str, object], seconds: float) -> float | str:
    """``ScoringProcess.score`` by the one process that belongs to this one."""
    return _scorer.score(request, seconds)
