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
    """

    name: str
    heading: str
    pattern: str
    article: str
    values: tuple[str, ...]
    foreign: tuple[str, ...]


_VALUES = {
    "name": "Alice Arnold Bob Carol David Emily Eric Peter Grace Henry Irene Laura Martin Nora Oscar Ruth",
    "colour": "red blue green yellow white purple brown black pink grey",
    "nationality": "Dane Brit Swede Norwegian German Mexican Italian Greek Pole Turk Canadian",
    "pet": "cat dog horse rabbit parrot hamster turtle goat snake",
    "drink": "tea coffee milk water juice cocoa cider lemonade wine",
    "food": "pizza soup stew sushi curry salad tacos pancakes spaghetti",
    "flower": "roses tulips lilies daffodils carnations daisies poppies irises orchids",
    "job": "teacher doctor baker lawyer nurse pilot farmer plumber",
    "instrument": "piano violin guitar flute trumpet cello harp tuba",
    "sport": "tennis golf hockey rugby cricket rowing cycling judo",
    "transport": "bus tram car train bicycle scooter taxi ferry",
    "fruit": "apples pears plums grapes cherries figs mangoes bananas",
}
_FOREIGN = {
    "nationality": "Chinese",
    "pet": "bird fish pig",
    "drink": "root-beer boba",
    "food": "grilled-cheese stir-fry",
    "cigar": "Pall-Mall Prince Blue-Master Dunhill blends Yellow-Monster Red-Eye",
    "phone": "iPhone Galaxy Pixel OnePlus Huawei Xiaomi Xperia",
    "child": "young-Bella young-Fred young-Meredith young-Samantha young-Timothy young-Alice young-Billy",
    "smoothie": "cherry desert watermelon dragonfruit lime blueberry lemon dusk dawn spring seafoam phantom-spring "
    "abyss butterscotch lilac sakura life darkness earth",
}
_EXCEPTIONS = {
    "Chinese": "the Chinese person",
    "root-beer": "the root beer drinker",
    "boba": "the boba tea drinker",
    "grilled-cheese": "the person who eats grilled cheese",
    "Pall-Mall": "the Pall Mall smoker",
    "Blue-Master": "the Blue Master smoker",
    "blends": "the smoker of blends",
    "Yellow-Monster": "the Yellow Monster smoker",
    "Red-Eye": "the Red Eye smoker",
}
"""How a clue refers to somebody by a value for which the pattern does not do."""
_ALL = [
    Category(*texts, tuple(_VALUES.get(texts[0], "").split()), tuple(_FOREIGN.get(texts[0], "").split()))
    for texts in (
        ("name", "names", "{}", ""),
        ("colour", "favourite colours", "the person whose favourite colour is {}", ""),
        ("nationality", "nationalities", "the {}", "the "),
        ("pet", "pets", "the {} owner", "the "),
        ("drink", "drinks", "the {} drinker", ""),
        ("food", "lunches", "the person who eats {}", ""),
        ("flower", "favourite flowers", "the person who loves {}", ""),
        ("job", "jobs", "the {}", "the "),
        ("instrument", "instruments", "the {} player", "the "),
        ("sport", "sports", "the {} fan", ""),
        ("transport", "ways to work", "the person who goes to work by {}", "the "),
        ("fruit", "favourite fruits", "the person who likes {}", ""),
        ("cigar", "cigars", "the {} smoker", ""),
        ("phone", "phones", "the owner of the {}", "the "),
        ("child", "children", "the parent of {}", ""),
        ("smoothie", "favourite smoothies", "the {} smoothie lover", ""),
    )
]

CATEGORIES: Mapping[str, Category] = {category.name: category for category in _ALL}
"""Every category by its name."""
OWN: tuple[str, ...] = tuple(category.name for category in _ALL[1:] if category.values)
"""The categories of which problems are made, apart from the people's names, which are always there."""
CATEGORY_OF: Mapping[str, str] = {
    value: category.name for category in _ALL for value in (*category.values, *category.foreign)
}
"""The category of every value."""
PHRASES: Mapping[str, str] = {
    value: _EXCEPTIONS.get(value, CATEGORIES[name].pattern.format(value)) for value, name in CATEGORY_OF.items()
}
"""How a clue refers to somebody by a value."""
SHOWN: Mapping[str, str] = {
    value: "young " + value.removeprefix("young-") if value.startswith("young-") else CATEGORIES[name].article + value
    for value, name in CATEGORY_OF.items()
}
"""How a trace names every value."""
VALUE_OF: Mapping[str, str] = {shown: value for value, shown in SHOWN.items()}
"""The value that a trace names."""
