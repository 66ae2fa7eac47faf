"""Where verifiers finds our puzzles, as in ``vf-eval tracekit-verifiers``; see ``tracekit.adapters.verifiers``."""

from __future__ import annotations

from tracekit.adapters.verifiers import PuzzleEnv, PuzzleTaskset

__all__ = ["PuzzleEnv", "PuzzleTaskset"]
