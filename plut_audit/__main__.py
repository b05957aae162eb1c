"""`python -m plut_audit`: the command line where its script is not on the path."""

from plut_audit.cli import main

if __name__ == "__main__":
    main()
