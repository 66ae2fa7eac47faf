"""A GGUF file as a folder that transformers loads, trains and saves like any other model.

    python examples/from_gguf.py SmolLM2-135M-Instruct.Q4_1.gguf --out build/smollm2/model

The weights are unpacked to 32 bits; what rounding took from them does not come back. Needs: pip install 'tracekit[trl]'
gguf, with transformers 5.20 or newer.
"""

from __future__ import annotations

from pathlib import Path

import torch
import typer
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig


def main(
    file: Path = typer.Argument(help="The file; of an architecture that transformers reads from GGUF, such as Llama."),
    out: Path = typer.Option(Path("build/from_gguf"), help="Where to save the model."),
) -> None:
    """Unpack a GGUF file, and save the model and its tokenizer."""
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    # Unless told to unpack, transformers takes the model for a quantized one, which it neither trains nor saves.
    unpack = GgufConfig(dequantize=True)
    model = AutoModelForCausalLM.from_pretrained(
        file.parent, gguf_file=file.name, quantization_config=unpack, dtype=torch.float32
    )
    model.save_pretrained(out)
    tokenizer.save_pretrained(out)
    print(f"{sum(weight.numel() for weight in model.parameters()):,} weights, {len(tokenizer):,} tokens, in {out}")


if __name__ == "__main__":
    typer.run(main)
