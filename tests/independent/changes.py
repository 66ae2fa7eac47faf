"""Random small changes of texts: most of them make a text false, some leave it as true as it was."""

from __future__ import annotations

import random
import re

LIST = re.compile(r"\d+(?:, \d+)* (?:and|or) \d+")
PIECES = {"digit": r"\d", "number": r"\d+", "word": r"[A-Za-z']+", "swap": r"\w+", "sign": r"[-+*/<>.,:?]"}


def changed(text: str, chance: random.Random) -> str:
    """The text with one digit, number, word or sign changed, two words changed round, or a list in another order."""
    how = chance.choice(["digit", "digit", "order", *PIECES])
    if how == "order" and (lists := list(LIST.finditer(text))):
        found = chance.choice(lists)
        numbers = re.findall(r"\d+", found[0])
        chance.shuffle(numbers)
        return text[: found.start()] + re.sub(r"\d+", lambda _: numbers.pop(), found[0]) + text[found.end() :]
    how = how if how in PIECES else "digit"
    found = list(re.finditer(PIECES[how], text))
    if len(found) < 2:
        return text
    one, other = sorted(chance.sample(found, 2), key=re.Match.start)
    if how == "swap":
        return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]
    new = str(chance.randrange(10)) if how == "digit" else other[0]
    return text[: one.start()] + new + text[one.end() :]
