"""What TRL's trainers call: the reward function, the environment, and the checks of tokens. None of it needs TRL."""

from __future__ import annotations

import functools
import json
import pickle
import subprocess
import sys
from collections import defaultdict
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.adapters import trl as adapter
from tracekit.errors import MissingExtraError, ParameterError, UnknownNameError

COLUMNS = ("task", "problem", "meta", "style", "id")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    task = tracekit.get_task("countdown", min_numbers=3, max_numbers=4)
    return tracekit.make_dataset(task, n=4, backtracks=1, seed=3, style="symbolic").to_list()


def columns_of(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in COLUMNS}


def spoiled(row: dict[str, Any]) -> str:
    return row["completion"].replace(f"<answer>{row['answer']}", "<answer>1")


class TestRewardFunction:
    def test_gives_what_tracekit_reward_gives(self, rows: list[dict[str, Any]]) -> None:
        written = [
            rows[0]["completion"],
            spoiled(rows[1]),
            "no tags",
            rows[0]["completion"],
        ]  # the last one: of another
        scheme = [("study", 1.0), ("true_share", 0.5)]
        got = adapter.reward(scheme)(
            prompts=["?"] * 4, completions=written, completion_ids=[[1]] * 4, **columns_of(rows)
        )
        assert got == [tracekit.reward(row, text, scheme).total for row, text in zip(rows, written, strict=True)]
        assert got[:3] == [1.5, pytest.approx(0.6), 0.0]
        assert got[3] < 0.6

    def test_reads_chat_messages(self, rows: list[dict[str, Any]]) -> None:
        written = [[{"role": "assistant", "content": row["completion"]}] for row in rows]
        assert adapter.reward()(completions=written, **columns_of(rows)) == [1.0] * 4

    def test_length_is_counted_in_tokens(self, rows: list[dict[str, Any]]) -> None:
        penalty = functools.partial(rewards.length_penalty, free=10, limit=20)
        ids = [[0] * n for n in (10, 15, 20, 99)]
        written = [row["completion"] for row in rows]
        function = adapter.reward(penalty)
        assert function(completions=written, completion_ids=ids, **columns_of(rows)) == [0.0, -0.5, -1.0, -1.0]
        assert function.__name__ == "length_penalty"

    def test_logs_each_component_that_there_is(self, rows: list[dict[str, Any]]) -> None:
        logged = defaultdict(list)
        written = [rows[0]["completion"], rows[1]["completion"], "<think>Hm.</think><answer>1</answer>", ""]
        function = adapter.reward({"study": 1.0, "true_share": 0.2}, name="mixed", log_prefix="parts")
        function(completions=written, log_metric=lambda name, value: logged[name].append(value), **columns_of(rows))
        assert function.__name__ == "mixed"
        assert logged["parts/format"] == [1.0, 1.0, 1.0, 0.0]
        assert logged["parts/correct"] == [1.0, 1.0, 0.0, 0.0]
        assert logged["parts/true_share"] == [1.0, 1.0]  # nothing to say of the other two

    def test_rows_of_other_data_are_left_out(self, rows: list[dict[str, Any]]) -> None:
        columns = columns_of(rows)
        columns["task"][1] = columns["problem"][1] = columns["meta"][1] = None
        written = [row["completion"] for row in rows]
        assert adapter.reward()(completions=written, **columns) == [1.0, None, 1.0, 1.0]

    def test_entries_of_reasoning_gym(self) -> None:
        metadata = {"source_dataset": "countdown", "numbers": [69, 70], "target": 139, "expression": "70+69"}
        columns = {"question": ["?"], "answer": ["70+69"], "metadata": [metadata]}
        assert adapter.reward()(completions=["<think>So.</think><answer>69 + 70</answer>"], **columns) == [1.0]

    def test_missing_columns_are_named(self, rows: list[dict[str, Any]]) -> None:
        columns = columns_of(rows)
        del columns["problem"], columns["meta"]
        with pytest.raises(ParameterError, match=r"must have problem, meta: .*remove_unused_columns=False"):
            adapter.reward()(completions=["x"] * 4, **columns)

    def test_where_the_thinking_was_opened(self, rows: list[dict[str, Any]]) -> None:
        rest = [row["completion"].removeprefix("<think>") for row in rows]
        assert adapter.reward("format")(completions=rest, **columns_of(rows)) == [0.0] * 4
        assert adapter.reward("format", thinking_opened=True)(completions=rest, **columns_of(rows)) == [1.0] * 4

    def test_can_be_pickled(self, rows: list[dict[str, Any]]) -> None:
        function = adapter.reward([("study", 1.0), (rewards.only_if("correct", "true_share"), 0.2)], name="mine")
        copy = pickle.loads(pickle.dumps(function))
        assert copy.__name__ == "mine"
        written = [row["completion"] for row in rows]
        assert copy(completions=written, **columns_of(rows)) == [1.2] * 4

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ({"scheme": "studdy"}, UnknownNameError),
            ({"scheme": [("study", "1")]}, ParameterError),
            ({"format": "strikt"}, UnknownNameError),
            ({"thinking_opened": "yes"}, ParameterError),
        ],
    )
    def test_bad_settings_fail_at_once(self, arguments: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error):
            adapter.reward(**arguments)


class TestEnvironment:
    def test_an_index_is_a_row_of_the_data_set(self) -> None:
        task = tracekit.get_task("mini_sudoku")
        make = pickle.loads(pickle.dumps(adapter.environment(task, backtracks=1, seed=5)))
        data = tracekit.make_dataset(task, n=3, backtracks=1, seed=5, prompt_format="chat")
        one, other = make(), make()
        for index in (2, 0):
            assert one.reset(**data[index]) == other.reset(index=index) == data[index]["prompt"][0]["content"]
            assert one.row == data[index]

    def test_it_has_no_method_that_trl_would_take_for_a_tool(self) -> None:
        public = {name for name in vars(adapter.ProblemEnvironment) if not name.startswith("_")}
        assert public == {"reset"}

    def test_the_reward_finds_the_row_in_the_environment(self) -> None:
        made = adapter.environment(tracekit.get_task("countdown"), backtracks=0)()
        made.reset(index=7)
        written = made.row["completion"]
        columns = {"prompt": [[]], "index": [7]}
        assert adapter.reward()(completions=[written], environments=[made], **columns) == [1.0]

    def test_refusals(self) -> None:
        task = tracekit.get_task("countdown")
        with pytest.raises(ParameterError, match=r"index=None: .*index_dataset"):
            adapter.environment(task, backtracks=0)().reset(prompt=[])
        with pytest.raises(ParameterError, match="prompt_format='qwen'"):
            adapter.environment(task, backtracks=0, prompt_format="qwen")
        with pytest.raises(ParameterError, match="ladder"):
            adapter.environment(task, backtracks=[0, 1], ladder=True)
        with pytest.raises(ParameterError, match="n=0"):
            adapter.index_dataset(0)

    def test_indices(self) -> None:
        assert adapter.index_dataset(3)["index"] == [0, 1, 2]
        assert [row["index"] for row in adapter.index_dataset().take(5)] == [0, 1, 2, 3, 4]


class WordTokenizer:
    """A stand-in that can be worked out by hand: words, and single signs; ``>`` and a new line are one token."""

    eos_token = "$"

    def __init__(self, special: tuple[str, ...] = ()) -> None:
        self.special = special
        self.words: list[str] = []

    def __call__(self, text: str) -> dict[str, list[int]]:
        import re

        words = re.findall(r"</?\w+(?=>)|>\n|\w+|[^\w]", text)
        return {"input_ids": [self._number(word) for word in words]}

    def _number(self, word: str) -> int:
        if word not in self.words:
            self.words.append(word)
        return self.words.index(word)

    def decode(self, ids: list[int], skip_special_tokens: bool = False) -> str:
        text = "".join(self.words[i] for i in ids)
        for word in self.special if skip_special_tokens else ():
            text = text.replace(word, "")
        return text


class TestTokens:
    def test_a_merged_border_is_found(self) -> None:
        row = {"prompt": "Q <think>", "completion": "\nA</think>"}
        with pytest.warns(UserWarning, match=r"ends in '>' .* token '>\\n'"):
            found = adapter.check_boundary(WordTokenizer(), row)
        assert (found.lost, found.merged, found.ok) == (">", ">\n", False)

    def test_a_clean_border_is_silent(self) -> None:
        found = adapter.check_boundary(WordTokenizer(), {"prompt": "Q <think>", "completion": "A</think>"})
        assert found == adapter.Boundary()
        assert found.ok

    def test_tags_that_vanish_are_named(self) -> None:
        row = {"prompt": "Q", "completion": " <think>A</think><answer>B</answer>"}
        tokenizer = WordTokenizer(special=("<think>", "</think>"))
        with pytest.warns(UserWarning, match="<think>, </think>: special tokens"):
            found = adapter.check_boundary(tokenizer, row)
        assert found.vanished == ("<think>", "</think>")

    def test_lengths(self) -> None:
        rows = [{"prompt": "a" + " b" * n, "completion": " c" * 4} for n in range(10)]  # 2n + 10 tokens, 2n + 1 of them
        found = adapter.check_length(WordTokenizer(), rows, max_length=17)
        assert (found.rows, found.over, found.dropped) == (10, 6, 2)
        assert (found.longest, found.longest_prompt, found.longest_completion) == (28, 19, 9)
        assert found.quantiles == {0.5: 18, 0.9: 26, 0.99: 28}
        assert "max_length=17 cuts off 6 rows (60.0%)" in str(found)
        assert "max_length=28 cuts off none" in str(found)

    def test_refusals(self) -> None:
        with pytest.raises(ParameterError, match="data="):
            adapter.check_length(WordTokenizer(), [])
        with pytest.raises(ParameterError, match="max_length=0"):
            adapter.check_length(WordTokenizer(), [{"prompt": "a", "completion": "b"}], max_length=0)


def test_importing_it_loads_no_trainer() -> None:
    code = (
        "import sys, json, tracekit.adapters.trl\n"
        "print(json.dumps([name for name in ('trl', 'torch', 'transformers', 'datasets') if name in sys.modules]))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert json.loads(printed) == []


def test_a_missing_package_names_the_extra() -> None:
    from tracekit.extras import require

    assert require("trl", "json", "math") is json
    with pytest.raises(
        MissingExtraError, match=r"^nonesuch is not installed: pip install 'tracekit\[trl\]'$"
    ) as caught:
        require("trl", "json", "nonesuch.inner")
    assert isinstance(caught.value, ImportError)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.extra, copy.name, str(copy)) == ("trl", "nonesuch", str(caught.value))
