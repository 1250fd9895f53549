"""What style sheets may load."""

import pytest

from kinesite.checks import styles


@pytest.mark.parametrize(
    "style",
    [
        "@import 'https://example.org/a.css';",
        '@import url("//example.org/a.css");',
        "a { background: url( HTTP://example.org/a.png ) }",
        "a { background: url('data:image/png;base64,AAAA') }",
        r"a { background: url(\\example.org/a.png) }",
    ],
)
def test_style_loads_nothing_from_elsewhere(style: str):
    [found] = styles.elsewhere({"static/a.css": b"/* two\nlines */\n" + style.encode()})
    assert (found.code, str(found.span)) == ("K522", "static/a.css:3:1")


def test_style_may_load_its_own_files_and_speak_of_others():
    style = b'/* url(https://example.org/) */ @font-face { src: url("fonts/a.woff2") } a { fill: url(#b) }'
    assert not list(styles.elsewhere({"static/a.css": style, "static/a.js": b"fetch('url(https://x)')"}))
