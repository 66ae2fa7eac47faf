"""One more of each: a task, a lexicon, a style, a strategy, a corruptor, a reward, a format and an export target."""
