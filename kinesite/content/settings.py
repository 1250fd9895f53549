"""The settings of a site: content/site.yaml as a typed value."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

import kinesite.content.schema as s
from kinesite.content.schema import Model, about
from kinesite.content.targets import Host, Target

PATH = "content/site.yaml"


def _territorial(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", text):
        fix = "Write the language, a low line, and the country: en_GB."
        raise s.refused("S104", f"{{field}} must be a language and a country, not {s.shown(text)}", fix)
    return text


class Language(Model):
    """One language that the site speaks."""

    name: s.Text = about("Its name in itself", example="English")
    direction: Literal["ltr", "rtl"] = about("Which way it is written", example="ltr")
    locale: Annotated[s.Text, s.after(_territorial)] | None = about(
        "The language and the country, as networks call them where a page is shared", example="en_GB", default=None
    )


class EmergencyNumber(Model):
    """A number to call, and where it works."""

    number: s.Text = about("The number to dial", example="'999'")
    where: s.Text = about("Where it works", example="UK")


class Publisher(Model):
    """Who answers for the site."""

    name: s.Text = about("Name of the person or the body", example="The Steady Back project")
    kind: Literal["organization", "person"] | None = about(
        "What they are; machines are told the name only then", example="organization", default=None
    )
    contact: s.Text | None = about("How to reach them", example="hello@example.org", default=None)


class Licence(Model):
    """Under what terms the guides may be used."""

    name: s.Text = about("Short name", example="CC BY 4.0")
    url: s.Url = about("Where its text stands", example="https://creativecommons.org/licenses/by/4.0/")


def _declared(code: str, rest: s.Rest) -> str:
    languages = rest.data.get("languages", {code: None})
    if code not in languages:
        fix = f"Write {' or '.join(languages)}, or add it to languages." if languages else "Add it to languages."
        raise s.refused("S107", f"{{field}} is {s.shown(code)}, which is not one of the languages", fix)
    return code


class Settings(Model):
    """What holds for the whole site."""

    title: s.Text = about("The site's name", example="Steady Back")
    description: s.Text = about("What the site offers, in one sentence", example="Guides for a sore back.")
    languages: Mapping[s.Slug, Language] = about(
        "Every language of the site", example="{en: {name: English, direction: ltr}}"
    )
    source_language: Annotated[s.Slug, s.after(_declared)] = about(
        "The language that guides are written in first", example="en"
    )
    base_url: s.Url | None = about("Where the site will stand", example="https://example.org/back/", default=None)
    emergency_numbers: Annotated[s.Many[EmergencyNumber], s.some("Give at least one number and where it works.")] = (
        about(
            "Numbers to call in an emergency",
            why="A reader with a warning sign must find a number on every page.",
            example="[{number: '112', where: Europe}]",
        )
    )
    publisher: Publisher = about("Who answers for the site", example="{name: The Steady Back project}")
    list_budget: s.Number = about(
        "How many kB a page that lists guides may weigh as it travels: 25 are about 400 guides",
        why="Readers on a slow phone wait for every byte.",
        example="25",
        default=25,
    )
    licence: Licence = about("Under what terms the guides may be used", example="{name: CC BY 4.0, url: …}")
    publish: Mapping[s.Slug, Target] = about(
        "Where the site is published to, by names of your own",
        why="Readers see what reaches these places, and nothing else.",
        example="{pages: {git: origin, branch: gh-pages}}",
        default_factory=dict,
    )
    cname: Host | None = about(
        "A domain of your own, for GitHub Pages: written into the file CNAME",
        why="Without it GitHub forgets the domain, and readers find nothing there.",
        example="back.example.org",
        default=None,
    )

    @property
    def base_path(self) -> str:
        """The path part of `base_url`, with a slash at both ends; `/` without one."""
        path = re.sub(r"^https?://[^/]+", "", self.base_url or "").strip("/")
        return f"/{path}/" if path else "/"
