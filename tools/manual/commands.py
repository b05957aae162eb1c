"""The help of every command, as `--help` prints it."""

import re

from manual import MADE, outputs

HEAD = {
    "en": """# Commands

Results go to standard output, progress and notices to standard error. The language is that of
`--lang`, else of `PLUT_AUDIT_LANG`, else of the system, else English.

| exit code | meaning |
| --- | --- |
| 0 | ran |
| 1 | ran, and a finding has at least the severity of `--fail-on` |
| 2 | usage, rubric, or nothing readable: one line says what is wrong and how to fix it |
| 3 | ran, but a file or a year could not be read; it is named |
""",
    "id": """# Perintah

Hasil ditulis ke keluaran standar, kemajuan dan pemberitahuan ke keluaran galat. Bahasanya mengikuti
`--lang`; jika tidak diberikan, `PLUT_AUDIT_LANG`, lalu pengaturan sistem, lalu bahasa Inggris.

| kode keluar | artinya |
| --- | --- |
| 0 | selesai |
| 1 | selesai, dan ada temuan dengan tingkat keparahan `--fail-on` atau lebih berat |
| 2 | kesalahan pemakaian atau rubrik, atau tidak ada yang terbaca: satu baris menyebutkan kesalahan dan cara memperbaikinya |
| 3 | selesai, tetapi ada berkas atau tahun yang tidak terbaca; namanya disebutkan |
""",
}
# The list of commands is the last part of a group's help: two spaces, a name, two spaces.
LISTED = re.compile(r"^  ([a-z]+)  +\S", re.MULTILINE)
LIST_TITLES = ("\nCommands:\n", "\nPerintah:\n")


def page(language: str) -> str:
    """The whole page."""
    with outputs.workspace(language):
        parts = [_part(name) for name in ["", *_all("")]]
    return MADE + HEAD[language] + "".join(parts)


def _part(name: str) -> str:
    line = f"plut-audit {name}".strip()
    return f"\n## {line}\n\n```text\n{_help(name)}\n```\n"


def _help(name: str) -> str:
    return outputs.run(f"plut-audit {name} --help").output.strip()


def _all(group: str) -> list[str]:
    """Every command below a group, sub-commands after their group."""
    text = _help(group)
    title = next((title for title in LIST_TITLES if title in text), "")
    if not title:
        return []
    names = [f"{group} {name}".strip() for name in LISTED.findall(text.partition(title)[2])]
    return [command for name in names for command in (name, *_all(name))]
