"""From a text to statements, and from statements to a certificate: the one judge of what a text says."""

from __future__ import annotations

from tracekit.reading.certificate import Certificate, Fault, Statement, StatementVerdict
from tracekit.reading.certify import certify, certify_found
from tracekit.reading.texts import lexicon_of, parse, read_text, render

__all__ = [
    "Certificate",
    "Fault",
    "Statement",
    "StatementVerdict",
    "certify",
    "certify_found",
    "lexicon_of",
    "parse",
    "read_text",
    "render",
]
