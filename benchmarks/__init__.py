"""Ratios of plut-audit to baselines and to similar programs, measured side by side.

`python -m benchmarks` runs everything (some minutes), `python -m benchmarks --quick` small sizes.
"""
