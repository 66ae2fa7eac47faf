"""Loss masks, held against the spans of a text that is told once more, for tokenizers of bytes and of words."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracekit
from tracekit.data.masks import IGNORED, MASKS, masked_slices, tokenize
from tracekit.data.rows import Row, make_rows
from tracekit.data.settings import Settings
from tracekit.errors import ParameterError, UnknownNameError
from tracekit.search.events import Backtrack, DeadEnd, Decision, Inference, Slip

tokenizers = pytest.importorskip("tokenizers")

TASKS = ("countdown", "sudoku", "arc_1d", "color_cube_rotation", "zebra_puzzles", "self_reference")


@cache
def byte_level() -> Any:
    """One token for each byte."""
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    return tokenizer


@cache
def word_level() -> Any:
    """One token, an unknown word, for each run of letters or digits, each run of blanks, and each other sign."""
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocab={"?": 0}, unk_token="?"))
    pattern = tokenizers.Regex(r"\s+|\w+|[^\w\s]")
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Split(pattern, behavior="isolated")
    return tokenizer


@cache
def row_of(task: str, k: int, style: str, prompt_format: str, index: int) -> Row:
    options = {"backtracks": k, "style": style, "prompt_format": prompt_format, "certify": False}
    return make_rows(Settings(tracekit.get_task(task), **options), index)[0]


def hidden_texts(row: Row, tokenizer: Any, mask: Any) -> list[str]:
    """The text of each run of masked tokens of the completion, read off the tokenizer's own offsets."""
    encoded = tokenize(row, tokenizer, mask=mask, eos_token="")
    n_prompt = len(tokenizer.encode(row["prompt"]).ids)
    text = row["completion"]
    offsets = tokenizer.encode(text).offsets
    labels = encoded["labels"][n_prompt:]
    assert len(labels) == len(offsets)
    assert encoded["input_ids"][n_prompt:] == tokenizer.encode(text).ids
    runs, last = [], None
    for (start, end), label in zip(offsets, labels, strict=True):
        if label == IGNORED:
            if last == start:
                runs[-1] += text[start:end]
            else:
                runs.append(text[start:end])
            last = end
    return runs


def told(row: Row) -> tuple[tracekit.Document, set[int], list[tuple[list[int], int]]]:
    """The document of a row, told once more from its trace, and which events are on the way to the end.

    The search is walked by hand: a stack of choice points, each with the moves made since.
    """
    loaded = tracekit.load_row(row)
    document = tracekit.render(loaded.trace, loaded.style, seed=loaded.meta["trace_seed"])
    stack, lost, turns = [(None, [])], set(), []
    for i, event in enumerate(loaded.trace.events):
        kind = type(event).__name__
        if kind == "ChoicePoint":
            stack.append((event.place, []))
        elif isinstance(event, Slip):
            stack.append(("slip", [i]))
        elif isinstance(event, (Decision, Inference)):
            stack[-1][1].append(i)
        elif isinstance(event, Backtrack):
            names = [place for place, _ in stack]
            at = max(n for n, name in enumerate(names) if name in {event.to, "slip"})
            gone = [move for _, moves in stack[at:] for move in moves]
            lost.update(gone)
            turns.append((gone, i))
            stack[at:] = [] if names[at] == "slip" else [(event.to, [])]
    return document, lost, turns


@pytest.mark.parametrize("make", [byte_level, word_level])
@given(
    task=st.sampled_from(TASKS),
    k=st.integers(0, 4),
    style=st.sampled_from(["prose", "symbolic"]),
    prompt_format=st.sampled_from(["plain", "qwen"]),
    index=st.integers(0, 3),
)
@settings(max_examples=60, deadline=None)
def test_wrong_steps_are_masked_to_the_character(
    make: Callable[[], Any], task: str, k: int, style: str, prompt_format: str, index: int
) -> None:
    row = row_of(task, k, style, prompt_format, index)
    document, lost, _ = told(row)
    assert len(lost) == json.loads(row["meta"])["abandoned_steps"]
    pieces = []
    for i in sorted(lost):  # spans that touch make one run
        if pieces and document.spans[i - 1].end == document.spans[i].start and i - 1 in lost:
            pieces[-1] += document.text[document.spans[i].start : document.spans[i].end]
        else:
            pieces.append(document.text[document.spans[i].start : document.spans[i].end])
    runs = hidden_texts(row, make(), "wrong_steps")
    if make is word_level:  # a blank that begins or ends a part of a sentence may belong to the neighbouring token
        runs, pieces = [run.strip() for run in runs], [piece.strip() for piece in pieces]
    assert runs == pieces


@given(task=st.sampled_from(TASKS), k=st.integers(1, 4), index=st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_wrong_branches_reach_from_the_wrong_turn_to_the_return(task: str, k: int, index: int) -> None:
    row = row_of(task, k, "prose", "plain", index)
    document, _, turns = told(row)
    events = [span.event for span in document.spans]
    masked = masked_slices(row, "wrong_branches")
    inside = [
        any(a - 7 <= span.start and span.end <= b - 7 for a, b in masked) for span in document.spans
    ]  # 7: "<think>"
    for gone, returned in turns:
        assert all(inside[gone[0] : returned])
    assert sum(isinstance(e, DeadEnd) and within for e, within in zip(events, inside, strict=True)) == k
    standing = {i for i, e in enumerate(events) if isinstance(e, Decision | Inference)} - {
        i for gone, _ in turns for i in gone
    }
    assert not any(inside[i] for i in standing)


def test_the_prompt_and_the_end_of_text() -> None:
    row = row_of("countdown", 1, "prose", "plain", 0)
    tokenizer = byte_level()
    n_prompt = len(row["prompt"].encode())
    plain = tokenize(row, tokenizer, eos_token="</s>")
    assert plain["labels"][:n_prompt] == [IGNORED] * n_prompt
    assert plain["labels"][n_prompt:] == plain["input_ids"][n_prompt:]
    assert tokenizer.decode(plain["input_ids"]) == row["prompt"] + row["completion"] + "</s>"
    everything = tokenize(row, tokenizer, mask="none", eos_token="")
    assert everything["labels"] == everything["input_ids"]
    assert everything["attention_mask"] == [1] * len(everything["input_ids"])


def test_several_masks_add_up() -> None:
    row = row_of("sudoku", 3, "prose", "plain", 0)
    both = masked_slices(row, ["wrong_steps", "wrong_branches"])
    assert both == masked_slices(row, "wrong_branches")
    assert masked_slices(row, "none") == masked_slices(row, "prompt") == masked_slices(row, "corrupted") == []


def test_corrupted_slices_are_masked() -> None:
    row = dict(row_of("countdown", 1, "prose", "plain", 0))
    start = row["completion"].index("I ")
    record = {"name": "x", "parameters": {}, "seed": 0, "touched": True, "positions": [[start, start + 5], [9, 9]]}
    row["corruption"] = json.dumps(record)
    assert hidden_texts(row, byte_level(), "corrupted") == [row["completion"][start : start + 5]]


def test_what_cannot_be_masked_is_refused() -> None:
    row = row_of("countdown", 1, "prose", "plain", 0)
    with pytest.raises(UnknownNameError, match="wrong_step"):
        tokenize(row, byte_level(), mask="wrong_stepz")
    with pytest.raises(ParameterError, match="only alone"):
        tokenize(row, byte_level(), mask=["none", "prompt"])
    with pytest.raises(ParameterError, match="cannot be read"):
        masked_slices({**row, "completion": "<think>Hm.</think>\n<answer>1</answer>"}, "wrong_steps")
    with pytest.raises(ParameterError, match="fast tokenizer"):
        tokenize(row, lambda text, add_special_tokens: {"input_ids": [1]})
    assert set(MASKS) == {"none", "prompt", "wrong_steps", "wrong_branches", "corrupted"}


def test_chat_rows_go_through_the_chat_template() -> None:
    transformers = pytest.importorskip("transformers")
    template = (
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    fast = transformers.PreTrainedTokenizerFast(tokenizer_object=byte_level(), eos_token="<|im_end|>")
    fast.chat_template = template
    row = row_of("countdown", 2, "prose", "chat", 1)
    encoded = tokenize(row, fast, mask="wrong_steps")
    content = row["completion"][0]["content"]
    learnt = fast.decode([t for t, label in zip(encoded["input_ids"], encoded["labels"], strict=True) if label >= 0])
    rest, at = "", 0
    for start, end in masked_slices(row, "wrong_steps"):
        rest, at = rest + content[at:start], end
    assert learnt == rest + content[at:] + "<|im_end|>\n"
    fast.chat_template = template.replace("m['content']", "m['content'] | upper")
    with pytest.raises(ParameterError, match="leaves the messages as they are"):
        tokenize(row, fast)


def test_a_row_that_was_corrupted_twice() -> None:
    rows = tracekit.make_dataset(tracekit.get_task("countdown"), n=6, backtracks=2, style="symbolic").to_list()
    once = tracekit.corrupt(rows, tracekit.get_corruptor("wrong_answers"))
    again = tracekit.corrupt(once, tracekit.get_corruptor("removed_checks"))  # there are none
    for first, second in zip(once, again, strict=True):
        assert json.loads(second["corruption"])["earlier"]
        [(start, end)] = tracekit.masked_slices(second, "corrupted")
        assert first["completion"][start:end] == first["completion"].partition("<answer>")[2].removesuffix("</answer>")
    twice = tracekit.corrupt(once, tracekit.get_corruptor("deleted_steps", dose=0.3))
    with pytest.raises(ParameterError, match="corrupted twice"):
        tracekit.masked_slices(twice[0], "corrupted")
