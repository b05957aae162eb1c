"""What the terminal shows.

    signs      which signs a terminal is shown
    table      one table, and how it looks as text, CSV and Markdown
    screen     standard output: width, colour, what a console cannot show
    notices    standard error: progress and notices
    ranking    the ranking, who is not in it, who did not answer
    findings   findings, systemic ones, problems in the files
    centre     one centre of a result, down to its cells
    and one module for each of rubrics, comparison, robustness, visits, batch

Views are made from the columns of the audit, and only for the rows that are shown, so that the
first ten of 100,000 centres cost no more than the first ten of a hundred.
"""
