"""A Sudoku trace in plain words."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.sudoku.language import BEFORE_TRY, CODECS, VOCABULARY

PROSE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^options": [
            "{cell} can be {values:or}.",
            "I start with {cell}, which can be {values:or}.",
            "First, {cell} could be {values:or}.",
            "To begin with, {cell} has the candidates {values}.",
            "I begin with {cell}: its row, column and box leave {values}.",
        ],
        "options": [
            "{cell} can be {values:or}.",
            "{cell} could be {values:or}.",
            "In {cell} I can put {values:or}.",
            "For {cell} there are {values}.",
            "Open in {cell} are {values}.",
            "{cell} still has {values} open.",
            "Next is {cell}, with the candidates {values}.",
            "The row, column and box of {cell} leave {values}.",
        ],
        "try": [
            "I try {value}.",
            "Let me try {value}.",
            "Suppose it is {value}.",
            "What about {value}?",
            "I put {value} in {cell}.",
            "Say {cell} is {value}.",
        ],
        **{
            f"{kind} try": [", and I take {value}.", "; I try {value}.", "; say it is {value}."]
            for kind in BEFORE_TRY
            if not kind.endswith("_last")
        },
        "forced": [
            "{cell} can only be {value}.",
            "Only {value} fits {cell}.",
            "In {cell} just {value} is possible.",
            "{cell} has no candidate but {value}.",
            "For {cell} only {value} is left.",
        ],
        "try forced": [
            ", and then only {value} fits {cell}.",
            "; now {cell} can only be {value}.",
            ", with only {value} open in {cell}.",
        ],
        "forced forced": [
            ", and only {value} fits {cell}.",
            "; {cell} can only be {value}.",
            "; in {cell} just {value} is possible.",
            ", and {cell} has only {value}.",
            "; only {value} is left for {cell}.",
        ],
        "hidden": [
            "In its {unit}, {cell} is the only place for {value}.",
            "No other cell in the {unit} of {cell} can take {value}, so it goes there.",
            "Within its {unit}, only {cell} can hold {value}.",
            "The {unit} of {cell} has just this one place for {value}.",
            "{value} can go nowhere else in the {unit} of {cell}.",
        ],
        "stuck": [
            "But {cell} has no candidate: its row has {row}, its column adds {column}, its box adds {box}.",
            "Now nothing fits {cell}: its row has {row}, its column adds {column} and its box adds {box}.",
            "Then {cell} is stuck, as its row has {row}, its column adds {column} and its box adds {box}.",
            "{cell} cannot be filled: the row has {row}, the column adds {column}, the box adds {box}.",
            "No digit is left for {cell}: the row shows {row}, the column adds {column} and the box adds {box}.",
        ],
        "try stuck": [
            ", but then {cell} has no candidate: its row has {row}, its column adds {column}, its box adds {box}.",
            ", and now nothing fits {cell}: its row has {row}, its column adds {column}, its box adds {box}.",
        ],
        "forced stuck": [
            ", but {cell} has no candidate: its row has {row}, its column adds {column}, its box adds {box}.",
            ", and then nothing fits {cell}: its row has {row}, its column adds {column}, its box adds {box}.",
        ],
        "back": [
            "So that is ruled out. Back to {cell}, where {values} are untried.",
            "That cannot be. Back in {cell} I still have {values} to try.",
            "That leads to a contradiction. I return to {cell} with {values} to try.",
            "This fails, and I go back to {cell}, which has {values} left to try.",
            "That does not work. Back to {cell}, where there are still {values} to try.",
        ],
        "back_last": [
            "So that is ruled out. Back to {cell}, where only {value} is untried.",
            "That cannot be. Back in {cell} there is just {value} left to try.",
            "That leads to a contradiction. I return to {cell} with only {value} to try.",
            "This fails, and I go back to {cell}, which has only {value} left to try.",
            "That does not work. Back to {cell}, where there is still {value} to try.",
        ],
        **{
            f"{kind}_last try": [", and I take it.", ", so I try it.", "; I put it there."]
            for kind in ("back", "aside")
        },
        "aside": [
            "I set this line aside and go back to {cell}, where {values} are untried.",
            "Let me leave that for now. Back in {cell} I have not tried {values}.",
            "Rather than stay on this line, I return to {cell} with {values} to try.",
            "I drop this for the moment. Back to {cell}, where there are still {values} to try.",
            "There may be more on this line, but I go back to {cell}, which has {values} left to try.",
        ],
        "aside_last": [
            "I set this line aside and go back to {cell}, where only {value} is untried.",
            "Let me leave that for now. Back in {cell} there is just {value} left to try.",
            "Rather than stay on this line, I return to {cell} with only {value} to try.",
            "I drop this for the moment. Back to {cell}, where there is still {value} to try.",
            "There may be more on this line, but I go back to {cell}, which has just {value} left to try.",
        ],
        "switch": [
            "I leave this open and go back to {cell}, with {values} to try.",
            "Let me keep that for later. Back in {cell} there is {values:or} to try.",
            "Before I decide here, I return to {cell}, where I can still try {values:or}.",
            "I put this on hold. Back to {cell}, where I have not tried {values}.",
            "This can wait: first I take up {cell} again, with {values} left to try.",
        ],
        "switch_elsewhere": [
            "I leave this open and take up the line with {line} again. In {cell} it has {values} to try.",
            "Let me keep that for later. On the line with {line}, I can still try {values:or} in {cell}.",
            "Before I decide here, I go over to {line}, where I can still try {values:or} in {cell}.",
            "I put this on hold. With {line} there is {values:or} to try in {cell}.",
            "This can wait: I go back to {line}, with {values} left to try in {cell}.",
        ],
        "back_elsewhere": [
            "So that is ruled out. I take up {line} again. In {cell} there is {values:or} to try.",
            "That cannot be. On the line with {line}, I can still try {values:or} in {cell}.",
            "That leads to a contradiction, so I go over to {line}, where I can still try {values:or} in {cell}.",
            "This fails, and I go back to {line}, with {values} left to try in {cell}.",
            "That does not work. With {line} there is {values:or} to try in {cell}.",
        ],
        "aside_elsewhere": [
            "I set this line aside and take up {line} again. In {cell} it has {values} to try.",
            "Let me leave that for now. On the line with {line}, I can still try {values:or} in {cell}.",
            "Rather than stay on this line, I go over to {line}, where I can still try {values:or} in {cell}.",
            "I drop this for the moment. Back to {line}, with {values} to try in {cell}.",
            "There may be more on this line, but I go back to {line}, with {values} left to try in {cell}.",
        ],
        "solved": [
            "Every cell is filled.",
            "That completes the grid.",
            "No blank is left, so the grid is done.",
            "The grid is full now.",
            "With that all cells are filled.",
        ],
        "forced solved": [
            ", and the grid is complete.",
            ", and that was the last cell.",
            "; now every cell is filled.",
        ],
        "check": [
            "Check: {value} in {cell} is new to its row, its column and its box.",
            "So {value} stands in {cell}, and nowhere else in its row, column or box.",
            "I look at the row, the column and the box of {cell}: no other {value} there.",
            "The {value} in {cell} meets no other {value} in its row, column or box.",
            "Neither the row nor the column nor the box of {cell} has a second {value}.",
        ],
        "restate": [
            "By now {unit} {number} reads {digits} in all.",
            "With that, {unit} {number} is {digits} so far.",
            "To keep track: {unit} {number} holds {digits} now.",
            "As it stands, {unit} {number} is {digits}, with a point for each blank.",
            "I note {unit} {number} as {digits} for now.",
        ],
        "list": [
            "At this point {cell} has {values} open.",
            "Looking at {cell}, its candidates are {values}.",
            "As it stands, {values} are possible in {cell}.",
            "The candidates of {cell} are {values}.",
            "I note {values} for {cell}.",
        ],
        "gave_up": [
            "I stop here without having filled the grid.",
            "I have not filled the grid, and give up here.",
            "This is as far as I go; the grid is not done.",
            "I end here with blanks left.",
            "Here I give up, without a solution.",
        ],
        "unsolvable": [
            "That was the last possibility: this grid has no solution.",
            "So the grid has no solution.",
            "Nothing is left to try, so the grid cannot be filled.",
            "All of it fails: there is no solution.",
            "With that everything has been ruled out, and the grid has no solution.",
        ],
    },
    new_line=BEFORE_TRY,
)
