"""A site with one component that has examples, so that it has a page of all components."""

from tests.sites import MINIMAL, Overrides

FOLDER = "templates/components/badge/"
MACRO = """\
{#- A small mark beside a title. -#}
{% macro badge(link, level=2) %}
<section aria-labelledby="mark"><h{{ level }} id="mark">{{ link.label }}</h{{ level }}>
<a href="{{ link.href }}">more</a> <a href="#mark">up</a></section>
{% endmacro %}
"""
PARAMETERS = """\
badge:
  - {name: link, type: Link, required: true, description: Where it leads.}
  - {name: level, type: number, required: false, description: 'Level of its heading, 2 unless told.'}
"""
EXAMPLES = """\
- name: On its own
  macro: badge
  arguments: {link: {label: Short, href: short/index.html}}
- name: Below a part
  macro: badge
  arguments:
    level: 3
    link: {label: Long, href: 'https://example.org/long'}
"""
LAYOUT = """\
{% extends "layouts/base.html" %}
{% block content %}
{% for component in page.components %}
<h2 id="{{ component.name }}">{{ component.name }}</h2><p>{{ component.about }}</p>
{% for macro in component.macros %}<pre>{{ macro.source }}</pre>
{% for one in macro.parameters %}<p>{{ one.name }} {{ one.type }} {{ one.required }} {{ one.description }}</p>
{% endfor %}
{% endfor %}
{% for example in component.examples %}
<h3 id="{{ example.id }}-name">{{ example.name }}</h3><pre>{{ example.call }}</pre>
<div id="{{ example.id }}">{{ example.html }}</div>
{% endfor %}
{% endfor %}
{% for group in page.tokens %}<h2>{{ group.title }}</h2>
{% for token in group.tokens %}<p>{{ token.name }} {{ token.value }} {{ token.form }}</p>{% endfor %}
{% endfor %}
{% endblock %}
"""
STRINGS = "content/en/strings.yaml"
WORDS = (MINIMAL / STRINGS).read_text("utf-8")
FILES: Overrides = {
    STRINGS: WORDS.replace("titles:\n", "titles:\n  design: Design\n  design_summary: All parts.\n", 1),
    FOLDER + "macro.html": MACRO,
    FOLDER + "params.yaml": PARAMETERS,
    FOLDER + "examples.yaml": EXAMPLES,
    "templates/layouts/design.html": LAYOUT,
}
"""What makes the minimal site one with a page of all components."""
