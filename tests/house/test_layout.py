"""What lies in the repository, and what must not be written in it (HOUSE 1)."""

import re
import tomllib

ALLOWED_AT_THE_TOP = {
    "funneldesk",
    "resources",
    "tests",
    "pyproject.toml",
    "build.spec",
    "README.md",
    "LICENSE",
}
#: Places of one machine, and hosts of package registries: neither means anything to anybody else.
PLACES = [rf"(?<![\w.])/{name}/" for name in ("work", "opt", "tmp", "root")]
HOSTS = [
    re.escape(".".join(parts))
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("registry", "npmjs"),
        ("pypi", "python"),
    )
] + ["index" + "-url"]
FORBIDDEN = re.compile("|".join(PLACES + HOSTS))
BINARY = {".png", ".xlsx", ".xls", ".xlsb", ".ods", ".mo", ".db", ".ico", ".icns", ".pdf", ".zip"}


def test_only_known_names_stand_at_the_top(committed, repository):
    top = {path.relative_to(repository).parts[0] for path in committed}
    assert {name for name in top if name not in ALLOWED_AT_THE_TOP and not name.startswith(".")} == set()


def test_no_file_names_a_machine_or_a_registry(committed, repository):
    found = []
    for path in committed:
        if path.suffix not in BINARY:
            lines = path.read_bytes().decode("utf-8", "replace").splitlines()
            named = [
                (number, match[0])
                for number, line in enumerate(lines, 1)
                if (match := FORBIDDEN.search(line))
            ]
            found += [f"{path.relative_to(repository)}:{number} {name}" for number, name in named]
    assert not found, "\n".join(found)


def test_the_rule_about_names_can_fail():
    assert FORBIDDEN.search("see https://" + "pypi" + ".org/simple")
    assert FORBIDDEN.search('Path("/' + 'tmp/x")')
    assert not FORBIDDEN.search("resources/tmp/x and https://example.com/home/")


def test_every_package_says_what_it_is(committed, repository):
    folders = {
        path.parent
        for path in committed
        if path.suffix == ".py" and repository / "funneldesk" in path.parents
    }
    assert {str(folder) for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_pins_are_hashed_and_fit_the_project_file(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-test.txt": project["dependencies"] + project["optional-dependencies"]["test"],
    }
    for name, requirements in wanted.items():
        text = (repository / ".ci" / name).read_text(encoding="utf-8")
        pins = re.findall(r"^([\w.-]+)==(\S+)(?: ;.*?)? \\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)), f"a line of {name} has no hash"
        names = {pin.lower().replace("_", "-") for pin, _version in pins}
        for requirement in requirements:
            assert re.match(r"[\w-]+", requirement)[0].lower() in names, f"{name} lacks {requirement}"
    assert ("pyside6-essentials", "6.11.3") in pins
