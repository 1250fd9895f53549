"""What a careless edit of a template could do to readers: none of it is published."""

from pathlib import Path

import pytest

from tests.sites import tiny_site

LAYOUT = "templates/layouts/exercise.html"
END = "{% endblock %}"
EDITS = [
    ("K512", "<details><summary>More</summary><p>Stop if it hurts.</p></details>"),
    ("K512", "<section hidden><h2>Mistakes</h2></section>"),
    ("K512", '<button aria-expanded="false">Mistakes</button>'),
    ("K520", "<style>p { display: none }</style>"),
    ("K520", '<p style="display: none">Stop</p>'),
    ("K520", '<svg aria-hidden="true"><style>p { display: none }</style></svg>'),
    ("K520", "<script>track()</script>"),
    ("K520", '<script type="module">track()</script>'),
    ("K520", '<svg aria-hidden="true"><script>track()</script></svg>'),
    ("K520", '<p onclick="track()">Stop</p>'),
    ("K520", '<svg aria-hidden="true" onload="track()"></svg>'),
    ("K520", '<a href="javascript:track()">Stop</a>'),
    ("K521", '<img src="https://example.org/pixel.gif" alt="">'),
    ("K521", '<img srcset="https://example.org/pixel.gif 2x" alt="">'),
    ("K521", '<script src="https://example.org/count.js"></script>'),
    ("K521", '<link rel="stylesheet" href="//example.org/font.css">'),
    ("K521", '<iframe src="https://example.org/film" title="Film"></iframe>'),
    ("K521", '<svg aria-hidden="true"><image href="https://example.org/pixel.gif"/></svg>'),
    ("K540", "{% for n in range(9999) %}{{ n * n * n * n }}{% endfor %}"),
]


@pytest.mark.parametrize(("code", "written"), EDITS)
def test_an_edit_that_would_harm_readers_is_not_published(tmp_path: Path, code: str, written: str):
    site = tiny_site(tmp_path)
    text = (site.folder / LAYOUT).read_text("utf-8")
    before, _, after = text.rpartition(END)
    site.put({LAYOUT: f"{before}{written}\n{END}{after}"})
    built = site.build()
    assert not built.publishable
    assert {one.code for one in built.diagnostics} == {code}


@pytest.mark.parametrize(
    ("code", "path", "written"),
    [
        ("K522", "static/base.css", "@import url(https://example.org/a.css);"),
        ("K541", "static/heavy.css", "".join(f"#a{n**5} {{ order: {n**3} }}" for n in range(3000))),
        ("K541", "templates/components/heavy/heavy.js", "".join(f"f({n**7});" for n in range(3000))),
    ],
)
def test_what_every_page_loads_is_judged_too(tmp_path: Path, code: str, path: str, written: str):
    built = tiny_site(tmp_path, {path: written}).build()
    assert not built.publishable
    assert [(one.code, one.span.path) for one in built.diagnostics] == [(code, path)]
