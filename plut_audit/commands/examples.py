"""Examples of every command, as its help shows them."""

from plut_audit.i18n import N_

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("check survey/2024", N_("What is wrong in the files, and in which cell.")),
        (
            "score survey/2024 -o result.json -o report.xlsx",
            N_("The ranking and the findings; the result and a workbook beside them."),
        ),
        ("explain 33.01 --in result.json --all", N_("One centre, every number down to its cells.")),
        ("help score", N_("The options of one command.")),
    ),
    "open": (("open", N_("The program as a page of this computer.")),),
    "score": (
        ("score survey/2024", N_("The folder of one year.")),
        (
            "score survey/2024 --centres centres.csv -o result.json -o report.html",
            N_("With the registry of the centres; the result and a page are written."),
        ),
        (
            'score survey/2024 --province "Jawa Barat" --severity high --top 0',
            N_("All severe findings of one province."),
        ),
        (
            "score survey/2024 --format csv --table findings",
            N_("The findings as CSV; without --table the ranking."),
        ),
        (
            "score survey/2024 --per-centre letters",
            N_("A letter for each centre."),
        ),
    ),
    "check": (
        ("check survey/2024", N_("Every problem with its cell.")),
        (
            "check survey/2024 --annotate marked",
            N_("Copies of the workbooks with the cells marked, to send back."),
        ),
    ),
    "batch": (
        ("batch survey -o results", N_("Every year that has a folder of its own.")),
        ("batch survey -o results --report xlsx --resume", N_("Only what is new or has changed.")),
    ),
    "compare": (
        ("compare 2023.json 2024.json", N_("Two stored results.")),
        ("compare survey/2023 survey/2024 -o report.xlsx", N_("Two folders, and a workbook.")),
    ),
    "explain": (
        ("explain INF-03", N_("An indicator, a finding or a problem by its code.")),
        ("explain 33.01 --in result.json", N_("A centre by its code or name.")),
        (
            "explain 33.01 --in result.json --all",
            N_("Also every indicator with its source cells."),
        ),
        (
            "explain 33.01 --in result.json --set INF-06=20",
            N_("What another answer would change."),
        ),
        ("explain 33.01 --in result.json --to-class B", N_("The fewest changes to a class.")),
    ),
    "export": (
        ("export result.json -o report.docx", N_("A Word report of a stored result.")),
        ("export result.json -o data.zip", N_("Its tables as a data package.")),
    ),
    "replies": (
        (
            "replies replies survey/2024 -o decisions.xlsx",
            N_("What the centres contest, added to the ledger as proposed decisions."),
        ),
    ),
    "verify": (
        (
            "verify result.json --survey survey/2024",
            N_("Whether the result follows from its files."),
        ),
        (
            "verify result.json --survey survey/2024 --workbook report.xlsx",
            N_("Also whether the workbook shows this result."),
        ),
    ),
    "robust": (
        ("robust survey/2024", N_("How far ranks depend on weights and assumptions.")),
        ("robust survey/2024 -n 5000 -o report.xlsx", N_("With more draws, and as a workbook.")),
    ),
    "visits": (
        ("visits survey/2024 -n 20", N_("The twenty centres to visit next.")),
        (
            'visits result.json --region "Jawa Barat" --form visits.xlsx',
            N_("A tour of one province, and its visit form with the centres filled in."),
        ),
    ),
    "lke": (
        (
            "lke worksheets result.json -o decisions.xlsx",
            N_("What the evaluators entered, as a ledger of decisions."),
        ),
    ),
    "forms": (("forms forms --lang id", N_("The forms in Indonesian, in the folder 'forms'.")),),
    "completion": (
        ("completion bash >> ~/.bashrc", N_("For Bash; open a new terminal afterwards.")),
        ("completion zsh >> ~/.zshrc", N_("For Zsh.")),
        (
            "completion fish > ~/.config/fish/completions/plut-audit.fish",
            N_("For fish."),
        ),
        ("completion powershell >> $PROFILE", N_("For PowerShell.")),
    ),
    "rubric": (("rubric show bappenas-2023", N_("Every indicator and rule of an edition.")),),
    "rubric list": (("rubric list", N_("The names that --rubric takes.")),),
    "rubric show": (("rubric show award-2024", N_("Every indicator and rule of an edition.")),),
    "rubric check": (("rubric check my-rubric", N_("Every error of a rubric of your own.")),),
    "rubric new": (("rubric new my-rubric", N_("A folder to start a rubric of your own from.")),),
}
"""By command: what to type behind `plut-audit`, and what it is for."""
