"""The evaluator's work on a result: what follows from its findings."""
