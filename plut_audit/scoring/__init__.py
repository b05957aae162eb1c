"""From answers to a ranking: evidence, scores, findings, ranks."""
