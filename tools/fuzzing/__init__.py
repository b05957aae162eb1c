"""The parts of `tools/fuzz.py`: what is tried, and with what."""
