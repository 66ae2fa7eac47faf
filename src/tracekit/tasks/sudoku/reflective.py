"""A Sudoku trace as reasoning models talk after training by RL: in the first person, doubting, looking again."""

from __future__ import annotations

from tracekit.language.lexicon import Lexicon
from tracekit.tasks.sudoku.language import BEFORE_TRY, CODECS, VOCABULARY

REFLECTIVE = Lexicon(
    VOCABULARY,
    CODECS,
    {
        "^options": [
            "Okay, let me start with {cell}, which can be {values:or}.",
            "Alright, so first I look at {cell}. It could be {values:or}.",
            "Let me begin somewhere, say {cell}: its candidates are {values}.",
            "Hmm, where to start? {cell} has the candidates {values}.",
            "First, {cell}. Its row, column and box leave {values}.",
        ],
        "options": [
            "Now {cell} could be {values:or}.",
            "Okay, {cell}. I see {values} as candidates.",
            "Hmm, {cell} can be {values:or}.",
            "Let me look at {cell}: it could be {values:or}.",
            "What about {cell}? Its candidates are {values}.",
            "Now {cell} leaves me with {values}.",
            "Next up is {cell}, and I have {values} there.",
            "I'm not sure about {cell}, it can be {values:or}.",
        ],
        "try": [
            "Let me try {value}.",
            "Maybe {value}?",
            "I'll go with {value} and see.",
            "Let's say it's {value}.",
            "What if {cell} is {value}?",
            "Perhaps I put {value} in {cell} for now.",
            "Let me assume {value} and see where it leads.",
        ],
        **{
            f"{kind} try": [", and I'll try {value}.", ", so let me take {value}.", "; maybe {value}?"]
            for kind in BEFORE_TRY
            if not kind.endswith("_last")
        },
        **{f"{kind}_last try": [", so let me try that.", ", and I'll put it there."] for kind in ("back", "aside")},
        "^forced": [
            "Okay, so first of all, {cell} can only be {value}.",
            "Let me start with {cell}: only {value} fits there.",
            "Alright, I see that {cell} has no candidate but {value}.",
            "Hmm, let me look for easy ones. {cell} can only be {value}.",
            "First, for {cell} there's only {value}.",
        ],
        "forced": [
            "So {cell} can only be {value}.",
            "Okay, only {value} fits {cell}.",
            "Then for {cell} there's only {value}.",
            "Let me see, {cell} has no candidate but {value}.",
            "And {cell}? Only {value} works there.",
            "Now {cell} has just {value} left.",
        ],
        "forced forced": [
            ", and {cell} can only be {value}.",
            ", and then only {value} fits {cell}.",
            "; for {cell} there's only {value}.",
            ", and {cell} has just {value}.",
        ],
        "try forced": [
            ", and then {cell} can only be {value}.",
            ", and now only {value} fits {cell}.",
        ],
        "hidden": [
            "Wait, in its {unit}, {cell} is the only place for {value}.",
            "Let me look at the {unit} of {cell}: no other cell there can take {value}, so it goes in {cell}.",
            "Hmm, where can {value} go in the {unit} of {cell}? Only in {cell} itself.",
            "Oh, within its {unit}, only {cell} can hold {value}.",
            "I see that {value} fits nowhere else in the {unit} of {cell}, so that one is settled.",
        ],
        "stuck": [
            "Wait, {cell} has no candidate: its row has {row}, its column adds {column}, and its box adds {box}.",
            "Hmm, what goes in {cell}? The row has {row}, the column adds {column}, the box adds {box}, so nothing.",
            "But wait, nothing fits {cell}, since its row has {row}, its column adds {column} and its box adds {box}.",
            "Oh no, {cell} is stuck: the row has {row}, the column adds {column} and the box adds {box}.",
            "Wait, let me look at {cell}. Row: {row}. The column adds {column}, the box adds {box}. No digit is left.",
        ],
        "try stuck": [
            ", but wait, then nothing fits {cell}: its row has {row}, its column adds {column}, its box adds {box}.",
            ", hmm, and {cell} has no candidate then: its row has {row}, its column adds {column}, its box adds {box}.",
        ],
        "forced stuck": [
            ", but wait, nothing fits {cell}: its row has {row}, its column adds {column}, its box adds {box}.",
            ", and, hmm, {cell} has no candidate: its row has {row}, its column adds {column}, its box adds {box}.",
        ],
        "back": [
            "Okay, so that can't be right. Back to {cell}, where I haven't tried {values}.",
            "Hmm, that leads to a contradiction. Let me go back to {cell}, with {values} still to try.",
            "So I was wrong there. Let me go back to {cell} and think again: {values} are left to try.",
            "Right, that's ruled out. Back in {cell} I still have {values} to try.",
            "Wait, so that fails. I need to return to {cell}, which leaves {values:or} to try.",
        ],
        "back_last": [
            "Okay, so that can't be right. Back to {cell}, where only {value} is untried.",
            "Hmm, that leads to a contradiction. Let me go back to {cell}, with just {value} still to try.",
            "So I was wrong there. Let me go back to {cell} and think again: only {value} is left to try.",
            "Right, that's ruled out. Back in {cell} there's still {value} to try.",
            "Wait, so that fails. I need to return to {cell}, which leaves only {value} to try.",
        ],
        "aside": [
            "Hmm, let me set this aside and go back to {cell}, where I haven't tried {values}.",
            "There may be more to this, but I'd rather return to {cell}, with {values} still to try.",
            "I haven't ruled this out, but let me go back to {cell} and try something else: {values} are untried.",
            "Wait, maybe I should leave this for now. Back in {cell} I still have {values} to try.",
            "I'm not getting anywhere right now, so back to {cell}, which leaves {values:or} to try.",
        ],
        "aside_last": [
            "Hmm, let me set this aside and go back to {cell}, where only {value} is untried.",
            "There may be more to this, but I'd rather return to {cell}, with just {value} still to try.",
            "I haven't ruled this out, but let me go back to {cell} and try something else: only {value} is untried.",
            "Wait, maybe I should leave this for now. Back in {cell} there's still {value} to try.",
            "I'm not getting anywhere right now, so back to {cell}, which leaves only {value} to try.",
        ],
        "switch": [
            "Actually, let me keep this open and go back to {cell} first, with {values} still to try.",
            "Hmm, before I decide here, let me return to {cell}, where I can still try {values:or}.",
            "I'm not sure about this one. Back in {cell} I still have {values} to try.",
            "Wait, maybe I should look at {cell} again first, where I haven't tried {values}.",
            "I can always come back to this. For now, {cell} again, with {values} left to try.",
        ],
        "switch_elsewhere": [
            "Actually, let me keep this open and go back to {line} first, with {values} still to try in {cell}.",
            "Hmm, before I decide here, let me return to {line}, where I can still try {values:or} in {cell}.",
            "I'm not sure about this one. With {line}, I still have {values} to try in {cell}.",
            "Wait, maybe I should look at {line} again first, where I haven't tried {values} in {cell}.",
            "I can always come back to this. For now, {line} again, with {values} left to try in {cell}.",
        ],
        "back_elsewhere": [
            "Okay, so that can't be right. Back to {line}, where I haven't tried {values} in {cell}.",
            "Hmm, that leads to a contradiction. Let me go back to {line}, with {values} still to try in {cell}.",
            "Right, that's ruled out. With {line}, I still have {values} to try in {cell}.",
            "Wait, so that fails. I go over to {line}, where I can still try {values:or} in {cell}.",
            "So I was wrong there. Back to {line}, which leaves {values} to try in {cell}.",
        ],
        "aside_elsewhere": [
            "Hmm, let me set this aside and take up {line} again, where I haven't tried {values} in {cell}.",
            "There may be more to this, but I'd rather go back to {line}, with {values} still to try in {cell}.",
            "I haven't ruled this out, but with {line}, I still have {values} to try in {cell}.",
            "Wait, maybe I should leave this and go over to {line}, where I can still try {values:or} in {cell}.",
            "I'm not getting anywhere right now, so back to {line}, which leaves {values} to try in {cell}.",
        ],
        "solved": [
            "Okay, every cell is filled now.",
            "And that's the whole grid.",
            "Great, no blanks are left.",
            "So the grid is complete.",
            "That was the last blank, so I'm done.",
        ],
        "forced solved": [", and that's the whole grid.", ", and with that every cell is filled."],
        "check": [
            "Let me double-check {value} in {cell}: no other {value} in its row, column or box.",
            "Wait, is there another {value} in the row, column or box of {cell}? No, there isn't.",
            "Just to be sure about {cell}: {value} is new to its row, its column and its box.",
            "Hmm, does the {value} in {cell} clash? Its row, column and box have no other {value}, so no.",
            "Let me verify {cell} = {value}. The row, the column and the box hold no second {value}, good.",
        ],
        "restate": [
            "Let me keep track: {unit} {number} is {digits} now.",
            "Okay, so {unit} {number} reads {digits} at this point.",
            "Where am I? I have {digits} in {unit} {number} so far.",
            "Just so I don't lose track, {unit} {number} holds {digits} now.",
            "Let me write down {digits} for {unit} {number} as it is.",
        ],
        "list": [
            "Let me see, {cell} has {values} open at this point.",
            "Hmm, the candidates of {cell} are {values}.",
            "What about {cell}? There I'd have {values}.",
            "I also note that {values} are possible in {cell}.",
            "And in {cell} there would be {values:or}.",
        ],
        "gave_up": [
            "I've been at this for a while and the grid isn't done, so I'll stop here.",
            "Hmm, I don't have a solution, and I'm going to stop.",
            "Okay, I give up here. There are still blanks.",
            "I can't go on like this, so I end here without having filled the grid.",
            "At this point I stop, with the grid not finished.",
        ],
        "unsolvable": [
            "Okay, so I've tried everything, and this grid just has no solution.",
            "Hmm, nothing is left to try. The grid can't be filled.",
            "Wait, that was the last option, so there is no solution.",
            "So every single way fails, which means that the grid has no solution.",
            "That's all there was to try, and none of it works: no solution.",
        ],
    },
    new_line=BEFORE_TRY,
)
