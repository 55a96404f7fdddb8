"""What the READMEs say is so."""

import re

import pytest

READMES = ("README.md", "funneldesk/README.md")


@pytest.mark.parametrize("name", READMES)
def test_what_a_readme_points_at_exists(name, repository):
    page = repository / name
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not missing, "\n".join(missing)


def test_files_named_for_developers_exist(repository):
    text = (repository / "funneldesk" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)+\w+\.\w+)`", text))
    places = (repository, repository / "funneldesk")
    assert named
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_commands_it_names_are_there(repository):
    from funneldesk.cli.commands import BY_MODULE

    text = (repository / "README.md").read_text(encoding="utf-8")
    block = text.split("## Commands")[1].split("```")[1]
    named = set(re.findall(r"(?:^funneldesk|\|) ([a-z][a-z-]*)", block, re.MULTILINE))
    registered = {name for names in BY_MODULE.values() for name in names}
    assert named >= {"import", "score", "funnel", "book", "check"}
    assert named <= registered
    assert registered <= named | {"demo"}, "a command the README does not know"


def test_both_commands_are_given_for_both_systems(repository):
    text = (repository / "README.md").read_text(encoding="utf-8")
    for command in ("demo", "test"):
        assert f"`python3 .ci/start.py {command}`" in text
        assert f"`py .ci\\start.py {command}`" in text
    assert "python3 .ci/start.py test" in (repository / ".ci" / "run").read_text(encoding="utf-8")
