"""The commands of `plut-audit`: a module a command, and what they have in common.

application   the commands put together, and their help in the reader's language
options       the options, in groups, each declared once
failures      what stopped a command: one line, and an exit code
"""
