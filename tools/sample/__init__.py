"""Three invented survey years, made again from a seed.

The names and codes of places are real; whether a centre stands there, how it is run and what
anyone answered is invented. Every number follows from the centre's code, the year and the
question, so that one more centre or question changes no other answer.
"""

NOTICE = "data contoh, bukan hasil evaluasi"
"""What every file says of itself."""
