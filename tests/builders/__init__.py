"""Invented surveys for tests, from one set of answers.

answers  the answers of an ordinary and of a good centre
survey   a survey of N centres: defaults, overridden by centre as Python values
layouts  tables as each survey tool lays them out, from the records of responses
files    tables to .csv, .tsv, .xlsx, .xls, .ods and .zip
tables   workbooks in memory, written as Markdown tables

Random centres, for the method recomputed by hand, are in `surveys`; their records in `writers`.
"""
