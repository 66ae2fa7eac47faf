"""Entries of reasoning-gym's zebra puzzles, which are prose only: lists and clues are read by their own phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracekit.errors import ParameterError
from tracekit.tasks.base import entry_field
from tracekit.tasks.zebra_puzzles.clues import Clue
from tracekit.tasks.zebra_puzzles.problem import ZebraPuzzlesProblem
from tracekit.tasks.zebra_puzzles.solver import solutions
from tracekit.tasks.zebra_puzzles.values import CATEGORY_OF

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def _alike(phrase: str, words: str) -> list[tuple[str, str, str]]:
    """Those that clues refer to with the same phrase."""
    names = [(word, word.replace("-", " ")) for word in words.split()]
    values = [next(v for v in (f"young-{word}", word, word.lower()) if v in CATEGORY_OF) for word, _ in names]
    return [(name.lower(), value, phrase.format(name)) for (_, name), value in zip(names, values, strict=True)]


# By the start of the line above a list: each listed name, the value it is here, and its phrase in the clues.
_LISTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "Each person has a unique name": tuple(
        (name.lower(), name, name) for name in ("Arnold", "Eric", "Peter", "Alice", "Bob", "Carol", "David", "Emily")
    ),
    "Each person has a favorite color": (
        *_alike("the person who loves {}", "yellow white blue purple brown"),
        *_alike("the person whose favorite color is {}", "red green"),
    ),
    "The people are of nationalities": (
        ("brit", "Brit", "the British person"),
        ("swede", "Swede", "the Swedish person"),
        *_alike("the {}", "Dane Norwegian German Chinese Mexican"),
    ),
    "The people keep different animals": (
        ("horse", "horse", "the person who keeps horses"),
        ("cat", "cat", "the cat lover"),
        ("bird", "bird", "the bird keeper"),
        ("fish", "fish", "the fish enthusiast"),
        ("dog", "dog", "the dog owner"),
        ("rabbit", "rabbit", "the rabbit owner"),
        ("pig", "pig", "the pig owner"),
    ),
    "Each person has a favorite drink": (
        ("water", "water", "the one who only drinks water"),
        ("milk", "milk", "the person who likes milk"),
        ("root beer", "root-beer", "the root beer lover"),
        ("boba tea", "boba", "the boba tea drinker"),
        *_alike("the {} drinker", "tea coffee wine"),
    ),
    "Everyone has a different favorite cigar": (
        ("pall mall", "Pall-Mall", "the person partial to Pall Mall"),
        ("blends", "blends", "the person who smokes many different blends"),
        *_alike("the {} smoker", "Prince Dunhill"),
        *_alike("the person who smokes {}", "Blue-Master Yellow-Monster Red-Eye"),
    ),
    "Everyone has something different for lunch": (
        ("grilled cheese", "grilled-cheese", "the person who loves eating grilled cheese"),
        ("pizza", "pizza", "the person who is a pizza lover"),
        ("spaghetti", "spaghetti", "the person who loves the spaghetti eater"),
        ("stir fry", "stir-fry", "the person who loves stir fry"),
        *_alike("the person who loves the {}", "stew soup sushi"),
    ),
    "They all have a different favorite flower": (
        ("carnations", "carnations", "the person who loves a carnations arrangement"),
        ("daffodils", "daffodils", "the person who loves a bouquet of daffodils"),
        ("lilies", "lilies", "the person who loves the boquet of lilies"),
        ("roses", "roses", "the person who loves the rose bouquet"),
        ("tulips", "tulips", "the person who loves the vase of tulips"),
        ("iris", "irises", "the person who loves the boquet of iris"),
        ("orchid", "orchids", "the person who loves the boquet of orchid"),
    ),
    "People use different phone models": (
        ("iphone 13", "iPhone", "the person who uses an iPhone 13"),
        ("samsung galaxy s21", "Galaxy", "the person who uses a Samsung Galaxy S21"),
        ("google pixel 6", "Pixel", "the person who uses a Google Pixel 6"),
        ("oneplus 9", "OnePlus", "the person who uses a OnePlus 9"),
        ("huawei p50", "Huawei", "the person who uses a Huawei P50"),
        ("xiaomi mi 11", "Xiaomi", "the person who uses a Xiaomi Mi 11"),
        ("sony xperia 5", "Xperia", "the person who uses a Sony Xperia 5"),
    ),
    "Each mother is accompanied by their child": (
        *_alike("the person's child is named {}", "Bella Fred Meredith Samantha Alice"),
        *_alike("the person who is the mother of {}", "Timothy Billy"),
    ),
    "Everyone has a favorite smoothie": (
        *_alike("the person who likes {} smoothies", "Cherry Dawn Spring Seafoam Phantom-Spring Earth"),
        *_alike("the {} smoothie lover", "Desert Watermelon Dragonfruit Lemon"),
        *_alike("the person who drinks {} smoothies", "Lime Blueberry"),
        *_alike("the person whose favorite smoothie is {}", "Dusk Abyss Sakura"),
        *_alike("the {} smoothie drinker", "Butterscotch Lilac Life Darkness"),
    ),
}
_VALUE_OF = {phrase.lower(): value for rows in _LISTS.values() for _, value, phrase in rows}
_LIST = re.compile(r"^ - ([^:\n]+): ([^\n]+)$", re.MULTILINE)
_CLUE = re.compile(r"^([0-9]{1,3})\. ([^\n]{1,200})\.$", re.MULTILINE)
_FORMS = (
    ("at", re.compile(rf"(.+) is in the ({'|'.join(_ORDINALS)}) house")),
    ("left", re.compile(r"(.+) is directly left of (.+)")),
    ("next", re.compile(r"(.+) and (.+) are next to each other")),
)


def read_entry(entry: Mapping[str, object]) -> ZebraPuzzlesProblem:
    """The problem of an entry."""
    entry_field(entry, "source_dataset", "zebra_puzzles")
    question, answer = entry.get("question"), entry.get("answer")
    if not isinstance(question, str) or len(question) > 50_000:
        raise ParameterError("question", question, "must be the text of a zebra puzzle of reasoning-gym")
    values = tuple(_read_list(match[1], match[2]) for match in _LIST.finditer(question))
    lines = _CLUE.findall(question)
    if not values or [int(number) for number, _ in lines] != list(range(1, len(lines) + 1)):
        raise ParameterError("question", question, "must have lists of characteristics, and clues numbered from 1")
    problem = ZebraPuzzlesProblem(values=values, clues=tuple(_read_clue(text) for _, text in lines))
    found = solutions(problem.values, problem.clues)
    if not found:
        raise ParameterError("question", question, "must have a solution")
    names = [table[0][0] for table in found]
    flags = ("several_solutions",) if len(found) > 1 else ()
    if not isinstance(answer, str) or answer.casefold() not in (name.casefold() for name in names):
        raise ParameterError("answer", answer, f"must be {' or '.join(dict.fromkeys(names))}, as the clues say")
    table = found[[name.casefold() for name in names].index(answer.casefold())]
    return ZebraPuzzlesProblem(values=values, clues=problem.clues, solution=table, flags=flags)


def _read_list(heading: str, names: str) -> tuple[str, ...]:
    for start, rows in _LISTS.items():
        # Some headings go on with all values there are, and may lack their last character.
        if heading.startswith(start):
            known = {name: value for name, value, _ in rows}
            try:
                return tuple(known[name] for name in names.split(", "))
            except KeyError as error:
                raise ParameterError("question", error.args[0], f"must be one of {', '.join(known)}") from None
    raise ParameterError("question", heading, "must be the heading of one of reasoning-gym's characteristics")


def _read_clue(text: str) -> Clue:
    for kind, form in _FORMS:
        match = form.fullmatch(text)
        if match and match[1].lower() in _VALUE_OF:
            if kind == "at":
                return Clue(kind, (_VALUE_OF[match[1].lower()],), _ORDINALS.index(match[2]) + 1)
            if match[2].lower() in _VALUE_OF:
                return Clue(kind, (_VALUE_OF[match[1].lower()], _VALUE_OF[match[2].lower()]))
    # Some phrases have an "is" of their own: try each one.
    for match in re.finditer(r" is ", text):
        first, second = text[: match.start()].lower(), text[match.end() :].lower()
        if first in _VALUE_OF and second in _VALUE_OF:
            return Clue("same", (_VALUE_OF[first], _VALUE_OF[second]))
    raise ParameterError("question", text, "must be a clue of one of reasoning-gym's kinds")
