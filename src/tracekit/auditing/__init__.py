"""Audits: whether anything gives the outcome of a decision away before it shows, in rows of tracekit and of others."""

from tracekit.auditing.duplicates import Duplicates, Placed, find_duplicates
from tracekit.auditing.estimates import Auc, stratified_auc
from tracekit.auditing.results import Audit, AuditLine, Lengths
from tracekit.auditing.run import audit

__all__ = [
    "Auc",
    "Audit",
    "AuditLine",
    "Duplicates",
    "Lengths",
    "Placed",
    "audit",
    "find_duplicates",
    "stratified_auc",
]
