"""A reader of geometry texts that shares nothing with the library and takes every word literally.

It keeps what has been said, right or wrong, and works out every step and every check from that. A step that comes out
wrong has to be taken back, behind a check that shows it.
"""

from __future__ import annotations

import re
from typing import Any

from advanced_geometry_ground import Told, WrongError, demand, number, same
from advanced_geometry_measures import Measures
from advanced_geometry_truth import METHODS, right_answer
from advanced_geometry_words import NAMED, STYLES
from phrases import TOKEN, Said

from reading import Fault, Reading

RETURNS = ("back_choice", "back_last", "aside_choice", "aside_last", "back_step", "aside_step")


class Reader(Measures):
    def read(self, kind: str, said: Told, place: tuple[int, str]) -> None:
        self.place = place
        demand(not self.ended, "the text has come to its end")
        stops = (*RETURNS, "gave_up", "unsolvable", "restate", "recall")
        demand(not self.is_stuck or kind in stops, "something has failed, and then?")
        for name in [name for name in said if name.endswith("_again")]:
            bare = name.removesuffix("_again")
            demand(said[name] == said[bare], "it is not the same")
        if kind.endswith(("_ok", "_bad")):
            name, _, outcome = kind.rpartition("_")
            holds = getattr(self, f"_{name}")(said)
            demand(holds == (outcome == "ok"), "it holds" if holds else "it does not hold")
            self.is_stuck = not holds
        else:
            getattr(self, f"_{kind}")(said)

    # --- methods and returns

    def _listed(self, said: Told) -> list[str]:
        return re.findall("equations|slopes|the cosine|the sine|the tangent", said.get("methods") or said["method"])

    def _options(self, said: Told) -> None:
        demand(not self.method and not self.tried, "a method has been chosen")
        demand(sorted(self._listed(said)) == sorted(METHODS.get(self.kind, ())), "those are not the methods")
        self.first = self.copied(self.state)

    def _use(self, said: Told) -> None:
        demand(not self.method, "another method is being used")
        demand(said["method"] in METHODS.get(self.kind, ()), "that is no method for this")
        demand(said["method"] not in self.failed, "that method has failed")
        self.method = said["method"]

    def _leave(self, said: Told) -> None:
        demand(self.is_stuck and self.method, "nothing has failed")
        self.tried.append(self.method)
        self.reading.backtracks += 1
        self.state, self.slip, self.is_stuck, self.method = self.copied(self.first), None, False, ""
        left = [name for name in METHODS[self.kind] if name not in self.tried]
        demand(sorted(self._listed(said)) == sorted(left), f"not tried yet: {left}")

    def _back_choice(self, said: Told) -> None:
        is_wrong, method = self.slip, self.method
        self._leave(said)
        demand(not is_wrong, "the method has not failed, a step is wrong")
        self.failed.append(method)

    _back_last = _back_choice

    def _aside_choice(self, said: Told) -> None:
        is_wrong = self.slip
        self._leave(said)
        demand(is_wrong, "the method has failed: there is nothing more to it")

    _aside_last = _aside_choice

    def _back_step(self, said: Told) -> None:
        demand(self.is_stuck, "nothing has failed")
        self.reading.backtracks += 1
        self.is_stuck = False
        place, state, _, results = self.slip or ("", self.state, None, None)
        demand(said["place"] == place, f"what is wrong is {place}")
        self.state, self.slip = state, None
        self.refuted.append(results)

    def _aside_step(self, said: Told) -> None:
        raise WrongError("a step is right, or wrong: there is nothing to leave for now")

    def _solved(self, said: Told) -> None:
        demand(not self.slip, "something is wrong")
        names = {"area": ("area",), "incircle_radius": ("radius",), "angle_measure": ("angle",)}
        demand(all(name in self.state for name in names.get(self.kind, ("x", "y"))), "there is more to work out")
        told = [number(text) for text in re.findall(r"-?[\d./]+", said["answer"])]
        right = right_answer(self.kind, *self.corners.values())
        demand(len(told) == len(right) and all(map(same, told, right)), f"it is {right}")
        demand(("°" in said["answer"]) <= (self.kind == "angle_measure"), "that is no angle")
        self.reading.answer, self.ended = said["answer"], "solved"

    def _gave_up(self, said: Told) -> None:
        self.ended = "gave up"

    def _unsolvable(self, said: Told) -> None:
        raise WrongError("there is always a way")

    def _restate(self, said: Told) -> None:
        demand((said["x1"], said["y1"]) == self.corners[said["v"]], "it is elsewhere")

    def _recall(self, said: Told) -> None:
        demand((said["dx"], said["dy"]) == self.known(("vector", said["s"])), "that is not what was found")


def plain(said: Said) -> Told:
    """What a sentence names: numbers as such, without what says that they are put in brackets."""
    named = ((re.sub("_[ps](?=_again$|$)", "", name), text) for name, text in said.items())
    return {name: text if name in NAMED else number(text) for name, text in named}


def read(problem: dict[str, Any], text: str, style: str) -> Reading:
    """What a thinking says, and what of it is wrong: ``problem`` as a row has it."""
    reader = Reader(problem)
    faults = reader.reading.faults
    for position, sentence, told in STYLES[style].read(text, marked=style == "marked"):
        try:
            demand(told, "cannot be read")
            is_marked = style == "marked" and told[0][0] in RETURNS if told else False
            demand(sentence.startswith(TOKEN) == is_marked, "the token stands before returns, and nothing else")
            for kind, _, said in told or ():
                reader.read(kind, plain(said), (position, sentence))
        except (WrongError, ZeroDivisionError) as wrong:
            faults.append(Fault(position, sentence, str(wrong)))
    if reader.slip:
        faults.insert(0, reader.slip[2])
    if not reader.ended:
        faults.append(Fault(len(text), "", "the text breaks off"))
    return reader.reading
