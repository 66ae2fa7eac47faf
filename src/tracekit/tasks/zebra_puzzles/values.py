"""The values that a zebra puzzle is about: their short names, as used in a trace, and how a clue refers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """One characteristic of the people.

    Attributes:
        name: as stored with a problem.
        heading: as shown above the list of its values.
        pattern: how a clue refers to somebody by a value; ``{}`` is the value.
        article: what stands before a value in a trace.
        values: short names, each of them one word that no other category has.
        foreign: values that only entries of other data sets have.
        exceptions: value -> how a clue refers to somebody by it, where the pattern does not do.
    """

    name: str
    heading: str
    pattern: str
    article: str
    values: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    exceptions: tuple[tuple[str, str], ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ALL = (
    Category(
        "name",
        "names",
        "{}",
        "",
        _words("Alice Arnold Bob Carol David Emily Eric Peter Grace Henry Irene Laura Martin Nora Oscar Ruth"),
    ),
    Category(
        "colour",
        "favourite colours",
        "the person whose favourite colour is {}",
        "",
        _words("red blue green yellow white purple brown black pink grey"),
    ),
    Category(
        "nationality",
        "nationalities",
        "the {}",
        "the ",
        _words("Dane Brit Swede Norwegian German Mexican Italian Greek Pole Turk Canadian"),
        _words("Chinese"),
        (("Chinese", "the Chinese person"),),
    ),
    Category(
        "pet",
        "pets",
        "the {} owner",
        "the ",
        _words("cat dog horse rabbit parrot hamster turtle goat snake"),
        _words("bird fish pig"),
    ),
    Category(
        "drink",
        "drinks",
        "the {} drinker",
        "",
        _words("tea coffee milk water juice cocoa cider lemonade wine"),
        _words("root-beer boba"),
        (("root-beer", "the root beer drinker"), ("boba", "the boba tea drinker")),
    ),
    Category(
        "food",
        "lunches",
        "the person who eats {}",
        "",
        _words("pizza soup stew sushi curry salad tacos pancakes spaghetti"),
        _words("grilled-cheese stir-fry"),
        (("grilled-cheese", "the person who eats grilled cheese"),),
    ),
    Category(
        "flower",
        "favourite flowers",
        "the person who loves {}",
        "",
        _words("roses tulips lilies daffodils carnations daisies poppies irises orchids"),
    ),
    Category("job", "jobs", "the {}", "the ", _words("teacher doctor baker lawyer nurse pilot farmer plumber")),
    Category(
        "instrument",
        "instruments",
        "the {} player",
        "the ",
        _words("piano violin guitar flute trumpet cello harp tuba"),
    ),
    Category("sport", "sports", "the {} fan", "", _words("tennis golf hockey rugby cricket rowing cycling judo")),
    Category(
        "transport",
        "ways to work",
        "the person who goes to work by {}",
        "the ",
        _words("bus tram car train bicycle scooter taxi ferry"),
    ),
    Category(
        "fruit",
        "favourite fruits",
        "the person who likes {}",
        "",
        _words("apples pears plums grapes cherries figs mangoes bananas"),
    ),
    Category(
        "cigar",
        "cigars",
        "the {} smoker",
        "",
        (),
        _words("Pall-Mall Prince Blue-Master Dunhill blends Yellow-Monster Red-Eye"),
        (
            ("Pall-Mall", "the Pall Mall smoker"),
            ("Blue-Master", "the Blue Master smoker"),
            ("blends", "the smoker of blends"),
            ("Yellow-Monster", "the Yellow Monster smoker"),
            ("Red-Eye", "the Red Eye smoker"),
        ),
    ),
    Category(
        "phone", "phones", "the owner of the {}", "the ", (), _words("iPhone Galaxy Pixel OnePlus Huawei Xiaomi Xperia")
    ),
    Category(
        "child",
        "children",
        "the parent of {}",
        "",
        (),
        _words("young-Bella young-Fred young-Meredith young-Samantha young-Timothy young-Alice young-Billy"),
    ),
    Category(
        "smoothie",
        "favourite smoothies",
        "the {} smoothie lover",
        "",
        (),
        _words(
            "cherry desert watermelon dragonfruit lime blueberry lemon dusk dawn spring seafoam phantom-spring abyss "
            "butterscotch lilac sakura life darkness earth"
        ),
    ),
)

CATEGORIES: Mapping[str, Category] = {category.name: category for category in _ALL}
"""Every category by its name."""
OWN: tuple[str, ...] = tuple(category.name for category in _ALL[1:] if category.values)
"""The categories of which problems are made, apart from the people's names, which are always there."""
CATEGORY_OF: Mapping[str, str] = {
    value: category.name for category in _ALL for value in (*category.values, *category.foreign)
}
"""The category of every value."""
PHRASES: Mapping[str, str] = {
    value: dict(category.exceptions).get(value, category.pattern.format(value))
    for category in _ALL
    for value in (*category.values, *category.foreign)
}
"""How a clue refers to somebody by a value."""
SHOWN: Mapping[str, str] = {
    value: "young " + value.removeprefix("young-") if value.startswith("young-") else CATEGORIES[name].article + value
    for value, name in CATEGORY_OF.items()
}
"""How a trace names every value."""
VALUE_OF: Mapping[str, str] = {shown: value for value, shown in SHOWN.items()}
"""The value that a trace names."""
