"""The help of every command: its examples, its words, its completion, its start."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from plut_audit import cli, i18n
from plut_audit.commands.completion import Shell
from plut_audit.commands.examples import EXAMPLES


def help_of(name: str, lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints for `--help`."""
    assert cli.run(["--lang", lang, *name.split(), "--help"]) == 0
    return capsys.readouterr().out


def listed(text: str) -> list[str]:
    """The commands that a group's help lists."""
    title = next((title for title in ("Commands:", "Perintah:") if title in text), None)
    part = text.partition(title)[2] if title else ""
    return re.findall(r"^  ([a-z]+)(?:  +\S|$)", part, re.MULTILINE)


def every_command(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The program itself, its commands, and those of its groups."""
    names = listed(help_of("", "en", capsys))
    inner = [f"{name} {sub}" for name in names for sub in listed(help_of(name, "en", capsys))]
    return ["", *names, *inner]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_help_has_examples_in_the_language(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in every_command(capsys):
        text = help_of(name, lang, capsys)
        assert EXAMPLES[name], name
        for words, meaning in EXAMPLES[name]:
            assert f"plut-audit {words}\n" in text
            assert i18n.translate(meaning, lang) in text


def test_every_example_uses_a_command_and_options_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    commands = every_command(capsys)
    for name in commands:
        for words, _meaning in EXAMPLES[name]:
            typed = shlex.split(words.partition(" >")[0])
            used = next(
                " ".join(typed[:count])
                for count in (2, 1)
                if " ".join(typed[:count]) in (*commands, "help")
            )
            known = help_of(used.replace("help", ""), "en", capsys)
            options = [word for word in typed if re.match("--?[a-z]", word)]
            assert all(re.search(rf"(^|[ ,]){option}\b", known, re.MULTILINE) for option in options)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_no_help_names_a_type_of_python(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in every_command(capsys):
        text = help_of(name, lang, capsys)
        assert not re.search(r"<\w+(\[\w+\])?>", text)
        assert ("[OPTIONS]" in text) == (lang == "en")


@pytest.mark.parametrize("shell", list(Shell))
def test_each_shell_has_a_script_that_names_the_program(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["completion", shell.value]) == 0
    script = capsys.readouterr().out
    assert "plut-audit" in script
    assert "_PLUT_AUDIT_COMPLETE" in script


@pytest.mark.parametrize(
    ("typed", "completed"), [("plut-audit sco", "score"), ("plut-audit score --seve", "--severity")]
)
def test_bash_is_told_what_a_word_may_become(typed: str, completed: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    asked = {"_PLUT_AUDIT_COMPLETE": "complete_bash", **words}
    ran = subprocess.run(
        [sys.executable, "-m", "plut_audit"],
        env={"PATH": "", "PYTHONPATH": ":".join(sys.path), **asked},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == [completed]


def test_the_package_can_be_run_as_a_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "plut_audit", "--version"],
        env={"PATH": "", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("plut-audit ")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_manual_pages_hold_every_command_option_and_example(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
    import man

    pages = dict(man.pages(lang))
    names = every_command(capsys)
    assert set(pages) == {"-".join(["plut-audit", *name.split()]) + ".1" for name in names}
    for name in names:
        page = pages["-".join(["plut-audit", *name.split()]) + ".1"].replace("\\-", "-")
        assert page.startswith(".TH ")
        text = help_of(name, lang, capsys)
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", text, re.MULTILINE):
            assert re.search(rf"^\.B .*{option}\b", page, re.MULTILINE)
        for words, _meaning in EXAMPLES[name]:
            assert f".B plut-audit {words}\n" in page
