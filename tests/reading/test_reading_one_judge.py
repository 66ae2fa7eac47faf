"""There is one judgement of a completion, whoever asks for it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

import tracekit
from tracekit import rewards

TASKS = tuple(tracekit.TASKS)
ROWS = 40


def respelt(answer: str, rng: random.Random) -> str:
    """The same answer in other blanks, or on one line."""
    ways = [
        lambda a: f"  {a}\n",
        lambda a: a.replace("\n", " "),
        lambda a: a.replace(" ", ""),
        lambda a: a.replace(" ", "  "),
        lambda a: a.replace("\n", "\n\n"),
    ]
    return rng.choice(ways)(answer)


def completions_of(row: dict[str, Any], rng: random.Random) -> Iterator[str]:
    """A completion as it is, respelt, mutated, cut off, and with something else for an answer."""
    text, answer = row["completion"], row["answer"]
    block = f"<answer>{answer}</answer>"
    yield text
    for _ in range(4):
        yield text.replace(block, f"<answer>{respelt(answer, rng)}</answer>")
    end = text.index("</think>")
    for _ in range(4):  # in the thinking
        place = rng.randrange(len("<think>"), end)
        other = rng.choice("0123456789 abc,.") if rng.random() < 0.3 else rng.choice("0123456789")
        yield text[:place] + other + text[place + 1 :]
    for _ in range(3):
        yield text[: rng.randrange(len("<think>") + 1, len(text))]
    yield text.replace(block, "<answer>7</answer>")
    yield text.replace(block, f"<answer>{answer}{answer}</answer>")
    sentences = re.split(r"(?<=[.\n])", text[len("<think>") : end])
    rng.shuffle(sentences)
    yield f"<think>{''.join(sentences)}{text[end:]}"


@pytest.mark.parametrize("style", ["prose", "symbolic"])
@pytest.mark.parametrize("name", TASKS)
def test_certificate_reward_and_evaluation_agree(name: str, style: str) -> None:
    """9 tasks x 2 styles x 20 rows x 15 completions: 5,400."""
    rng = random.Random(f"{name} {style}")
    task: Any = tracekit.get_task(name)
    ok = n = 0
    for row in tracekit.make_dataset(task, n=ROWS // 2, backtracks=[0, 1, 2], seed=9, style=style).to_list():
        problem = tracekit.load_row(row).problem
        for text in completions_of(row, rng):
            certificate = tracekit.certify(task, problem, text)
            rollout = rewards.judge(row, text)
            certified = tracekit.evaluate([row], [text]).certified.count == 1
            assert certificate.ok is bool(rollout.process.follows) is certified, (text, certificate.error)
            assert certificate.ok <= rollout.verdict.correct
            n += 1
            ok += certificate.ok
    assert n == 15 * ROWS // 2
    assert ok >= 5 * ROWS // 2 * 0.9


@pytest.mark.parametrize("name", TASKS)
def test_a_right_answer_in_other_blanks_is_the_same_answer(name: str) -> None:
    rng = random.Random(name)
    task: Any = tracekit.get_task(name)
    for row in tracekit.make_dataset(task, n=10, backtracks=1, seed=404, split="test").to_list():
        problem = tracekit.load_row(row).problem
        for _ in range(6):
            other = respelt(row["answer"], rng)
            text = row["completion"].replace(f"<answer>{row['answer']}</answer>", f"<answer>{other}</answer>")
            right = task.verify(problem, other).correct
            assert tracekit.certify(task, problem, text).ok is right, (other, row["answer"])
            assert bool(rewards.judge(row, text).process.follows) is right


@pytest.mark.parametrize("prompt_format", ["plain", "base"])
@pytest.mark.parametrize("name", TASKS)
def test_what_was_cut_off_is_read_up_to_there(name: str, prompt_format: Any) -> None:
    """Nothing is held against a text but that it does not come to an end."""
    rng = random.Random(name)
    task: Any = tracekit.get_task(name)
    data = tracekit.make_dataset(task, n=6, backtracks=2, seed=5, prompt_format=prompt_format, strategy="detour")
    for row in data.to_list():
        text, problem = row["completion"], tracekit.load_row(row).problem
        end = text.index("</think>")
        for share in (0.5, 0.7, 0.9, rng.random()):
            cut = text[: max(20, int(share * end))]
            process = rewards.judge(row, cut).process
            certificate = tracekit.certify(task, problem, cut if prompt_format == "plain" else f"<think>{cut}")
            assert not certificate.ok
            if certificate.complete:
                continue  # cut within its last sentence
            false = [statement for statement in certificate.statements if statement.verdict not in ("true", "unread")]
            # A wrong result whose check was cut off stays wrong.
            assert all(statement.rule is tracekit.Rule.FALSE_RESULT for statement in false), (cut, certificate)
            assert certificate.error is not None
            if len(certificate.statements) >= 2 and not false:
                assert process.readable
                assert process.true_share == 1.0
                assert process.backtracks == certificate.n_backtracks == process.honest_backtracks
                assert not process.finished
