"""Audit of PLUT-KUMKM centres: questionnaires and field visits to scores, ranks and findings."""

__version__ = "0.1.0"
