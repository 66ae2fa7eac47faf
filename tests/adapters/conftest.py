"""A model small enough to train in a test: the one that the examples make."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TINY = Path(__file__).parents[2] / "examples" / "tiny_model.py"


@pytest.fixture(scope="session")
def tiny_model() -> ModuleType:
    """The module ``examples/tiny_model.py``."""
    pytest.importorskip("trl")
    torch = pytest.importorskip("torch")
    # Two threads on a machine whose cores are taken wait for one another most of the time.
    torch.set_num_threads(1)
    spec = importlib.util.spec_from_file_location("tiny_model", TINY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["tiny_model"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def quiet(tmp_path: Path) -> dict[str, Any]:
    """Settings of a TRL trainer for a few steps on a CPU, without anything written or reported."""
    return {
        "output_dir": str(tmp_path / "output"),
        "use_cpu": True,
        "bf16": False,
        "report_to": "none",
        "save_strategy": "no",
        "logging_steps": 1,
        "disable_tqdm": True,
        "dataloader_pin_memory": False,
        "gradient_checkpointing": False,
        "seed": 0,
    }
