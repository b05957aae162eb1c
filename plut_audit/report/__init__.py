"""What every export shows: the stored result, and the sections that are made of it."""

from plut_audit.result import SCHEMA, dumps, load, result_of

__all__ = ["SCHEMA", "dumps", "load", "result_of"]
