"""The one page of a letter: sender, addressee, what was found or is missing, deadline, signer."""

from typing import Any

from plut_audit.i18n import N_, _
from plut_audit.report.formats.docx.front_pages import (
    add_labels,
    add_line,
    add_signature,
    underline,
)

ENCLOSED = (
    N_("1: scores and findings"),
    N_("2: form for the reply"),
    N_("3: indicators"),
)
"""The annexes behind the page."""


def add_page(document: Any) -> None:
    """The page; a centre that neither answered nor was visited gets no annexes."""
    add_line(document, "{{ institution }}", 13, bold=True, after=0)
    underline(add_line(document, "{{ office }}", 11, bold=True, after=8))
    add_line(document, "{{ city }}, {{ letter_date }}", 10.5, align="right")
    add_labels(document, _labels())
    _addressee(document)
    document.add_paragraph(_(N_("Dear Sir or Madam,")))
    document.add_paragraph("{%p if answered %}")
    _results(document)
    document.add_paragraph("{%p else %}")
    _reminder(document)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph(_(N_("Thank you for your attention and cooperation.")))
    number = _(N_("Staff number {number}"), number="{{ signer_staff_number }}")
    add_signature(document, "{{ signer_position }},", "{{ signer_name }}", number)
    _copies(document)


def _labels() -> list[tuple[str, str]]:
    annexes = "; ".join(_(text) for text in ENCLOSED)
    return [
        (_(N_("Number")), "{{ letter_number }}"),
        (_(N_("Classification")), "{{ classification }}"),
        (_(N_("Enclosure")), f"{{% if annexes %}}{annexes}{{% else %}}–{{% endif %}}"),
        (_(N_("Subject")), "{{ subject }}"),
    ]


def _addressee(document: Any) -> None:
    lines = [
        _(N_("To")),
        _(N_("the head of the dinas in charge of")) + " {{ centre_name }} ({{ centre_id }})",
        "{% if regency %}{{ regency }}, {% endif %}{{ province }}",
    ]
    document.add_paragraph("\n".join(lines))


def _results(document: Any) -> None:
    """What the evaluation gave, its most severe points, and until when to reply."""
    document.add_paragraph(
        _(
            N_(
                "With this letter we report the results of the evaluation of {centre}. It rests on "
                "the questionnaire of {survey_date}{visit}."
            ),
            centre="{{ centre_name }}",
            survey_date="{{ survey_date }}",
            visit="{% if visited %}"
            + _(N_(" and the visit of {date}"), date="{{ visit_date }}")
            + "{% endif %}",
        )
    )
    document.add_paragraph(
        f"{{% if not_ranked_because %}}{_unranked()}{{% else %}}{_ranked()}{{% endif %}}"
    )
    document.add_paragraph(
        _(
            N_(
                "Annex 1 has {findings} findings that rest on a binding rule and {suggestions} "
                "areas for improvement{checks}. The first of them:"
            ),
            findings="{{ findings_count }}",
            suggestions="{{ suggestions_count }}",
            checks="{% if checks %}"
            + _(
                N_("; {count} answers are to be confirmed or completed"), count="{{ checks_count }}"
            )
            + "{% endif %}",
        )
    ).paragraph_format.keep_with_next = True
    _most_severe(document)


def _most_severe(document: Any) -> None:
    """The first of what was found, and until when to reply to all of it."""
    document.add_paragraph("{%p for finding in replies[:3] %}")
    document.add_paragraph(
        "{{ finding.number }}. {{ finding.title }} ({{ finding.code }}, {{ finding.severity }})"
    )
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph(
        _(
            N_(
                "Please reply on the form in annex 2 no later than {deadline}, with the papers "
                "that show it where you see it otherwise."
            ),
            deadline="{{ deadline }}",
        )
    )


def _ranked() -> str:
    return _(
        N_("The estimated score is {estimate}, rank {rank} of {ranked_of}, class {class_name}."),
        estimate="{{ estimate }}{% if estimate_interval %} ({{ estimate_interval }}){% endif %}",
        rank="{{ rank }}",
        ranked_of="{{ ranked_of }}",
        class_name="{{ class }}",
    )


def _unranked() -> str:
    return _(
        N_("The centre is not ranked: {reason}. Its score lies between {score_between}."),
        reason="{{ not_ranked_because }}",
        score_between="{{ score_between }}",
    )


def _reminder(document: Any) -> None:
    """The letter to a centre whose questionnaire did not come."""
    document.add_paragraph(
        _(
            N_(
                "We have not received the questionnaire of {centre} for the evaluation {year}. "
                "Without it the centre is neither scored nor ranked, and its condition is not "
                "known."
            ),
            centre="{{ centre_name }}",
            year="{{ year }}",
        )
    )
    document.add_paragraph(
        _(
            N_(
                "Please have the questionnaire filled in and sent to us no later than {deadline}. "
                "Where the centre is closed or no longer exists, please tell us so in writing, with "
                "the decision that ended it."
            ),
            deadline="{{ deadline }}",
        )
    )
    document.add_paragraph("{%p if annexes %}")
    document.add_paragraph(
        _(N_("What the visit of {date} found is in annex 1."), date="{{ visit_date }}")
    )
    document.add_paragraph("{%p endif %}")


def _copies(document: Any) -> None:
    document.add_paragraph("{%p if copies %}")
    document.add_paragraph(_(N_("Copies to:"))).paragraph_format.keep_with_next = True
    document.add_paragraph("{%p for recipient in copies %}")
    document.add_paragraph("{{ loop.index }}. {{ recipient }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
