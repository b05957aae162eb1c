"""What the terminal shows.

    signs        which signs a terminal is shown
    table        how a table looks as text, CSV and Markdown
    screen       standard output: width, colour, what a console cannot show
    notices      standard error: progress and notices
    survey       a survey that was read and not scored
    comparison   two years; robustness, what_if, visits, batch, rubrics: one command each

The tables of a result are made by `report.views`, as in every other report.
"""
