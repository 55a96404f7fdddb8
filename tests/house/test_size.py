"""Small files, small functions, names that say the subject (HOUSE 1 and 3)."""

import re

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
SAYS_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "core",
    "common",
    "manager",
    "base",
    "misc",
    "shared",
    "tools",
}


def test_no_file_is_long(everything):
    lengths = {source.name: len(source.text.splitlines()) for source in everything}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_long(everything):
    lengths = {
        f"{source.name}:{function.lineno} {function.name}": function.end_lineno - function.lineno + 1
        for source in everything
        for function in source.functions
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


def test_names_say_the_subject(program):
    names = [part for source in program for part in source.name.removesuffix(".py").split("/")]
    assert [name for name in names if set(name.split("_")) & SAYS_NOTHING] == []


def _stem(word: str) -> str:
    """Return what "importing", "imports" and "import" have in common."""
    return word[:6].rstrip("s")


def test_tests_are_named_after_the_module_they_are_about(everything):
    """`tests/domain/test_scoring.py` is about domain/scoring/scoring.py or a part of it: one word at least is shared."""
    words = {
        (source.layer, _stem(word))
        for source in everything
        if source.layer
        for part in source.name.removesuffix(".py").split("/")[2:] or [source.layer]
        for word in part.split("_")
    }
    layers = {layer for layer, _word in words}
    strangers = []
    for source in everything:
        match = re.fullmatch(r"tests/(\w+)/(?:.*/)?test_(\w+)\.py", source.name)
        if (
            match
            and match[1] in layers
            and not {(match[1], _stem(word)) for word in match[2].split("_")} & words
        ):
            strangers.append(source.name)
    assert not strangers, "\n".join(strangers)
