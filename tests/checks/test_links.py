"""Links between pages: each internal address names a file that is there, each fragment an id on it."""

import pytest

from kinesite.checks import links

ANCHORS = {
    "index.html": frozenset({"top"}),
    "404.html": frozenset(),
    "areas/neck/index.html": frozenset({"do-it", "تمرين"}),
    "assets/abc/site.css": frozenset(),
    "a b/index.html": frozenset(),
}


def _codes(file: str, target: str, base: str = "/") -> list[str]:
    def has(path: str, fragment: str) -> bool | None:
        return (not fragment or fragment in ANCHORS[path]) if path in ANCHORS else None

    found = links.check(file, [target], has, "content/en/areas/neck.md", base)
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("file", "target", "base"),
    [
        ("index.html", "areas/neck/index.html", "/"),
        ("index.html", "areas/neck/", "/"),
        ("index.html", "./", "/"),
        ("index.html", "", "/"),
        ("index.html", "#top", "/"),
        ("areas/neck/index.html", "../../", "/"),
        ("areas/neck/index.html", "../../index.html#top", "/"),
        ("areas/neck/index.html", "./#do-it", "/"),
        ("areas/neck/index.html", "#%D8%AA%D9%85%D8%B1%D9%8A%D9%86", "/"),
        ("areas/neck/index.html", "../../assets/abc/site.css", "/"),
        ("404.html", "/areas/neck/", "/"),
        ("404.html", "/", "/"),
        ("404.html", "/back/areas/neck/#do-it", "/back/"),
        ("404.html", "/back/", "/back/"),
        ("index.html", "a%20b/", "/"),
        ("index.html", "https://example.org/nowhere", "/"),
        ("index.html", "//example.org/nowhere", "/"),
        ("index.html", "tel:999", "/"),
        ("index.html", "mailto:a@example.org", "/"),
    ],
)
def test_a_link_to_something_that_is_there_passes(file: str, target: str, base: str):
    assert _codes(file, target, base) == []


@pytest.mark.parametrize(
    ("file", "target", "base", "code"),
    [
        ("index.html", "areas/nek/", "/", "K530"),
        ("index.html", "areas/neck", "/", "K530"),
        ("areas/neck/index.html", "../", "/", "K530"),
        ("areas/neck/index.html", "../../../", "/", "K530"),
        ("404.html", "/areas/neck/", "/back/", "K530"),
        ("index.html", "#bottom", "/", "K531"),
        ("index.html", "areas/neck/#do", "/", "K531"),
        ("index.html", "assets/abc/site.css#top", "/", "K531"),
    ],
)
def test_a_link_to_nothing_does_not_pass(file: str, target: str, base: str, code: str):
    assert _codes(file, target, base) == [code]
