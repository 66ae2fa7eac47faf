"""verl: its rows and its reward function; with the extra, verl's own data set, reward manager and metrics."""

from __future__ import annotations

import importlib
import json
import math
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import tracekit
from tracekit import rewards
from tracekit.adapters.verl import compute_score, to_verl

WRONG = "<think>Let me guess.</think>\n<answer>1</answer>"
BROKEN = "The answer is 1."


def short(rollout: rewards.Rollout) -> rewards.Reward:
    """A reward of one's own, found by its place."""
    value = float(rollout.length < 100)
    return rewards.Reward(value, {"short": value})


def named_as_verl_does(rollout: rewards.Rollout) -> rewards.Reward:
    return rewards.Reward(1.0, {"uid": 1.0})


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    tasks = [tracekit.get_task("countdown", max_numbers=4), tracekit.get_task("mini_sudoku")]
    return list(tracekit.make_dataset(tasks, n=6, backtracks=1, seed=3, style="symbolic", prompt_format="chat"))


def completion_of(row: dict[str, Any]) -> str:
    return row["completion"][0]["content"]


def score(row: dict[str, Any], text: str, **settings: Any) -> dict[str, float]:
    """What verl would be told about a text."""
    given = to_verl([row])[0]
    return compute_score(
        data_source=given["data_source"],
        solution_str=text,
        ground_truth=given["reward_model"]["ground_truth"],
        extra_info=given["extra_info"] | {"num_turns": None, "rollout_reward_scores": {}},
        **settings,
    )


def test_a_row_has_the_fields_that_verl_reads(rows: list[dict[str, Any]]) -> None:
    data = to_verl(rows)
    assert len(data) == len(rows)
    for row, given in zip(rows, data, strict=True):
        assert given["data_source"] == f"tracekit/{row['task']}"
        assert given["prompt"] == row["prompt"]
        assert given["ability"] == row["task"]
        assert given["reward_model"]["style"] == "rule"
        assert json.loads(given["reward_model"]["ground_truth"])["answer"] == row["answer"]
        assert given["extra_info"] == {"split": "train", "index": row["index"], "id": row["id"]}


def test_the_files_are_the_same_byte_for_byte(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        to_verl(rows).to_parquet(tmp_path / name)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_no_rows_give_an_empty_data_set_with_the_same_columns(rows: list[dict[str, Any]]) -> None:
    assert to_verl([]).features == to_verl(rows).features


def test_scores_are_those_of_the_row_itself(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for text, expected in ((completion_of(row), 1.0), (WRONG, 0.1), (BROKEN, 0.0)):
            given = score(row, text)
            assert given == {"score": expected, **tracekit.reward(row, text).components}
            assert given["score"] == expected


@pytest.mark.parametrize("scheme", [*rewards.REWARDS, {"study": 1.0, "true_share": 0.5, "honest_backtracks": 0.5}])
def test_every_row_has_the_same_components_and_they_are_numbers(rows: list[dict[str, Any]], scheme: Any) -> None:
    results = [
        score(row, text, scheme=scheme, none_as=none_as)
        for row in rows
        for text in (completion_of(row), WRONG, BROKEN, "")
        for none_as in (0.0, -1.0)
    ]
    assert len({tuple(result) for result in results}) == 1
    assert all(isinstance(value, float) and math.isfinite(value) for result in results for value in result.values())


def test_what_has_nothing_to_say_becomes_the_number_asked_for(rows: list[dict[str, Any]]) -> None:
    assert score(rows[0], WRONG, scheme="true_share")["true_share"] == 0.0
    assert score(rows[0], WRONG, scheme="true_share", none_as=-1)["true_share"] == -1.0
    assert score(rows[0], WRONG, scheme="true_share", none_as=-1)["score"] == 0.0
    assert math.isnan(score(rows[0], WRONG, scheme="true_share", none_as=math.nan)["true_share"])


def test_schemes_as_a_configuration_says_them(rows: list[dict[str, Any]]) -> None:
    row = rows[0]
    text = completion_of(row)
    mixed = {"study": 1.0, "follows": 0.25}
    assert score(row, text, scheme=mixed)["score"] == 1.25
    assert score(row, text, scheme=[["study", 1.0], ["follows", 0.25]])["score"] == 1.25
    assert score(row, WRONG, scheme=f"{__name__}:short") == {"score": 1.0, "short": 1.0}
    tight = partial(rewards.length_penalty, free=10, limit=20)
    assert score(row, text, scheme=tight)["score"] == -1.0


@pytest.mark.parametrize(
    ("scheme", "part"),
    [
        ("stdy", "did you mean 'study'"),
        ({"stdy": 1.0}, "did you mean 'study'"),
        (7, "scheme=7"),
        ([["study", 1.0, 2.0]], "rewards with their weights"),
        ([[3, 1.0]], "must be a reward or its name"),
        ({"study": "much"}, "weight='much'"),
        ({}, "at least one pair"),
        ("no_such_module:x", "no_such_module"),
        (f"{__name__}:WRONG", "can be called"),
        (f"{__name__}:missing", "missing"),
        (f"{__name__}:named_as_verl_does", "uid"),
    ],
)
def test_a_scheme_that_is_none_is_refused(rows: list[dict[str, Any]], scheme: Any, part: str) -> None:
    with pytest.raises(tracekit.TracekitError, match=part):
        score(rows[0], WRONG, scheme=scheme)


@pytest.mark.parametrize("value", [None, "0", True, math.inf])
def test_a_filler_that_is_no_number_is_refused(rows: list[dict[str, Any]], value: Any) -> None:
    with pytest.raises(tracekit.ParameterError, match="none_as"):
        score(rows[0], WRONG, none_as=value)


def test_a_template_that_opens_the_thinking(rows: list[dict[str, Any]]) -> None:
    inside = completion_of(rows[0]).removeprefix("<think>")
    assert score(rows[0], inside)["score"] == 0.0
    assert score(rows[0], inside, thinking_opened=True)["score"] == 1.0


def test_a_plain_prompt_becomes_the_message_of_a_user() -> None:
    task = tracekit.get_task("countdown", max_numbers=4)
    plain = tracekit.make_dataset(task, n=2, backtracks=0)
    chat = tracekit.make_dataset(task, n=2, backtracks=0, prompt_format="chat")
    assert to_verl(plain)["prompt"] == to_verl(chat)["prompt"]


@pytest.mark.parametrize("prompt_format", ["base", "qwen"])
def test_a_raw_template_is_refused(prompt_format: Any) -> None:
    rows = tracekit.make_dataset(
        tracekit.get_task("countdown", max_numbers=4), n=1, backtracks=0, prompt_format=prompt_format
    )
    with pytest.raises(tracekit.ParameterError, match="prompt_format='chat'"):
        to_verl(rows)


def test_rows_that_are_none_are_refused(rows: list[dict[str, Any]]) -> None:
    for broken in ({"prompt": "x"}, rows[0] | {"meta": "{"}, rows[0] | {"meta": "{}"}, rows[0] | {"prompt": None}):
        with pytest.raises(tracekit.DataFileError, match="not a row of tracekit"):
            to_verl([broken])
    for truth in ("42", "no JSON", "{}", None):
        with pytest.raises(tracekit.DataFileError):
            compute_score("tracekit/countdown", WRONG, truth)  # type: ignore[arg-type]


def test_the_module_is_found_where_verl_looks_for_it() -> None:
    module = importlib.import_module("tracekit.adapters.verl")
    assert module.compute_score is compute_score
    assert "verl" not in module.__dict__


@pytest.fixture(scope="module")
def tokenizer_folder(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tokenizer with a chat template, trained on the spot."""
    pytest.importorskip("verl", exc_type=ImportError, reason="verl is not installed")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    backend = Tokenizer(models.BPE())
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    special = ["<|im_start|>", "<|im_end|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    texts = [row["question"] for row in rows] + [completion_of(row) for row in rows]
    backend.train_from_iterator(
        texts, trainers.BpeTrainer(vocab_size=600, special_tokens=special, initial_alphabet=alphabet)
    )
    template = (
        "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
        "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    folder = tmp_path_factory.mktemp("tokenizer")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend, eos_token="<|im_end|>", pad_token="<|im_end|>", chat_template=template
    )
    tokenizer.save_pretrained(folder)
    # verl asks transformers for the model's configuration beside the tokenizer.
    (folder / "config.json").write_text(json.dumps({"model_type": "qwen2"}))
    return folder


@pytest.mark.slow
def test_verl_reads_the_rows_and_its_reward_loop_scores_them(
    rows: list[dict[str, Any]], tokenizer_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From our Parquet file through verl's data set, reward workers and metrics to the numbers known beforehand."""
    import ray
    import torch
    from hydra import compose, initialize_config_module
    from tensordict import TensorDict
    from verl import DataProto
    from verl.experimental.reward_loop.reward_loop import RewardLoopManager
    from verl.trainer.ppo.metric_utils import process_validation_metrics
    from verl.trainer.ppo.reward import extract_reward
    from verl.utils import hf_tokenizer
    from verl.utils.dataset.rl_dataset import RLHFDataset, collate_fn

    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "hf")
    to_verl(rows).to_parquet(tmp_path / "train.parquet")
    tokenizer = hf_tokenizer(str(tokenizer_folder))
    settings = [
        f"actor_rollout_ref.model.path={tokenizer_folder}",
        f"+data.cache_dir={tmp_path / 'cache'}",
        "data.filter_overlong_prompts=true",
        "data.filter_overlong_prompts_workers=1",
        "reward.num_workers=1",
        "reward.custom_reward_function.path=pkg://tracekit.adapters.verl",
        "+reward.custom_reward_function.reward_kwargs.scheme={study: 1.0, true_share: 0.5}",
    ]
    with initialize_config_module("verl.trainer.config", version_base=None):  # what verl's command line does
        config = compose("ppo_trainer", overrides=settings)
    data = RLHFDataset([str(tmp_path / "train.parquet")], tokenizer, config.data)
    assert len(data) == len(rows)
    batch = collate_fn([data[i] for i in range(len(data))])

    texts = [(completion_of(row), WRONG, BROKEN)[i % 3] for i, row in enumerate(rows)]
    expected = [(1.0, 0.1, 0.0)[i % 3] for i in range(len(rows))]
    prompts = [
        tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, return_dict=False)
        for messages in batch["raw_prompt"]
    ]
    responses = [tokenizer(text)["input_ids"] + [tokenizer.eos_token_id] for text in texts]
    width, length = max(map(len, prompts)), max(map(len, responses))
    pad = tokenizer.pad_token_id
    tensors = {
        "prompts": torch.tensor([[pad] * (width - len(ids)) + ids for ids in prompts]),
        "responses": torch.tensor([ids + [pad] * (length - len(ids)) for ids in responses]),
        "attention_mask": torch.tensor(
            [
                [0] * (width - len(a)) + [1] * (len(a) + len(b)) + [0] * (length - len(b))
                for a, b in zip(prompts, responses, strict=True)
            ]
        ),
    }
    batch.pop("dummy_tensor")
    proto = DataProto(batch=TensorDict(tensors, batch_size=len(rows)), non_tensor_batch=batch)

    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        scored = RewardLoopManager(config).compute_rm_score(proto)
    finally:
        ray.shutdown()

    rewards_of_tokens, components = extract_reward(scored)
    shares = [1.0 if text == completion_of(row) else 0.0 for text, row in zip(texts, rows, strict=True)]
    assert rewards_of_tokens.sum(dim=1).tolist() == pytest.approx(
        [study + 0.5 * share for study, share in zip(expected, shares, strict=True)]
    )
    assert components["study"].tolist() == expected
    assert components["correct"].tolist() == [float(value == 1.0) for value in expected]
    assert {str(values.dtype) for values in components.values()} == {"float64"}
    for row, words in zip(tensors["responses"], rewards_of_tokens, strict=True):
        (place,) = words.nonzero().flatten().tolist() or [int((row != pad).sum())]
        assert row[place] == tokenizer.eos_token_id  # the reward stands at the last token of the response

    sources, ids = list(batch["data_source"]), [row["id"] for row in rows]
    figures = process_validation_metrics(sources, ids, {name: values.tolist() for name, values in components.items()})
    for source in set(sources):
        own = [value for value, name in zip(components["correct"], sources, strict=True) if name == source]
        assert figures[source]["correct"]["mean@1"] == pytest.approx(sum(own) / len(own))
