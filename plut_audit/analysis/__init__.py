"""Studies of a result: agreement, robustness, trends, scenarios, visit plans."""
