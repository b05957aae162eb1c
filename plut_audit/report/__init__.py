"""What every export shows: the stored result, and the sections that are made of it."""
