"""Corruptors: what can be done to the completion of a row, each with a declaration of what it breaks."""
