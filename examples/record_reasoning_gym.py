"""Record entries of reasoning-gym, so that examples and tests can use them where it is not installed.

Every line of the output is one entry as reasoning-gym gives it: ``question``, ``answer`` and ``metadata``. The
parameters of the data sets are reasoning-gym's defaults; only the seed and the number of entries are set here.

    python examples/record_reasoning_gym.py --out examples/data/reasoning_gym.jsonl
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import random
from pathlib import Path

import reasoning_gym

SIZES = {"countdown": 100, "sudoku": 100, "mini_sudoku": 100} | dict.fromkeys(
    (
        "arc_1d",
        "advanced_geometry",
        "color_cube_rotation",
        "list_functions",
        "zebra_puzzles",
        "self_reference",
    ),
    30,
)
"""How many entries of each data set."""
DEFAULT_OUT = Path(__file__).parent / "data" / "reasoning_gym.jsonl"


def record(name: str, *, seed: int, size: int) -> list[str]:
    """Return the entries of one data set as lines of JSON.

    Args:
        name: The name of the data set in reasoning-gym.
        seed: The seed of the data set; entry ``i`` is drawn with ``seed + i``.
        size: How many entries to draw.

    Raises:
        ValueError: If an entry's own answer does not get the full score after a round trip through JSON.
    """
    dataset = reasoning_gym.create_dataset(name, seed=seed, size=size)
    lines = []
    for index in range(size):
        random.seed(seed + index)  # one rule of list_functions draws from the random numbers of the whole process
        line = json.dumps(dataset[index], ensure_ascii=False)
        entry = json.loads(line)
        if dataset.score_answer(entry["answer"], entry) != 1.0:
            raise ValueError(f"{name} entry {index} (seed {seed}) does not accept its own answer")
        lines.append(line)
    return lines


def main() -> None:
    """Record all data sets into one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="file to write (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2024, help="seed of every data set (default: %(default)s)")
    args = parser.parse_args()

    lines = [line for name, size in SIZES.items() for line in record(name, seed=args.seed, size=size)]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    version = importlib.metadata.version("reasoning-gym")
    print(f"{len(lines)} entries of reasoning-gym {version} written to {args.out}")


if __name__ == "__main__":
    main()
