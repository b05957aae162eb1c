"""Ratios of plut-audit against the floor and against its peers, measured side by side.

`python -m benchmarks` runs everything (some minutes), `python -m benchmarks --quick` small sizes.
"""
