"""`explain`: what a file needs, who needs it, and why it was or would be made anew, in words.

Law: it reads the memory of the last build and changes nothing.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from kinesite.content.sources import Root
from kinesite.diagnostics import did_you_mean
from kinesite.incremental.store import Busy, Store
from kinesite.incremental.trace import Key, Task
from kinesite.pipeline import memory
from kinesite.pipeline.world import Options, world

CLEAN, MISTAKES = 0, 1
MANY = 12
"""More names of one kind than this are counted, not listed."""

WORDS = {
    "bytes": "the file {}",
    "tree": "the list of files under {}/",
    "option": "the option {}",
    "settings": "the settings",
    "catalog": "the catalogue of content/",
    "words": "the words of the language {}",
    "wording": "what the checks of wording look for in {}",
    "known": "the list of all ids",
    "side_words": "the words for left and right of the language {}",
    "source": "where {} is written",
    "drawing": "the drawing {}",
    "motion": "the movement of the figure {}",
    "captions": "the captions of the figure {}",
    "picture": "the picture {}",
    "media": "the rights and words of the picture {}",
    "facts": "the fields of {}",
    "original": "the entry {}",
    "entry": "the entry {}",
    "body": "the text of {}",
    "claims": "the check that {} promises no more than can be kept",
    "anchors": "the headings of {}",
    "standing": "the place of {} among the entries",
    "statement": "what {} states of its sources, changes and review",
    "bonds": "what {} says of others",
    "shape": "the shape of the site",
    "components": "the list of components with examples",
    "routes": "the addresses of the site",
    "register": "what there is to say of the list of addresses",
    "history": "what changed when in {}",
    "place": "what belongs on {}",
    "links": "where the links of {} lead",
    "card": "the card {}",
    "traits": "what the exercise {} can be chosen by",
    "well_named": "whether every name of an entry fits an address",
    "entry_record": "what machines are told of {}",
    "search_words": "the words of the search in {}",
    "names": "the other names of {}",
    "findable": "what the search knows of {}",
    "search": "the data of the search in {}",
    "latest": "where the data of the search in {} stands",
    "assets": "style, scripts and fonts",
    "poster": "the picture that networks show of pages in {}",
    "chrome": "header and footer in {}",
    "template": "the template {}",
    "entry_alone": "all that is known of {} by itself",
    "page_alone": "all that is made of the page {} by itself",
    "showcase": "the examples of the component {}",
    "gallery": "all components with their examples",
    "page": "the page {}",
    "outline": "links and headings of {}",
    "files": "the list of published files",
    "linked": "the check of the links on {}",
    "relations": "the rules between entries",
    "summary": "the summary of {}",
    "summaries": "the check that no two guides in {} have one summary",
    "record": "the file for machines {}",
    "seal": "the digest of the file of {}",
    "receipt": "the receipt of the build",
    "site": "the site",
}
"""Every task in words; a test holds this against the table of tasks."""


def explain(root: Path, path: str, out: TextIO) -> int:
    """Says all that the last build knows of a source, a template or a page. Gives the exit status."""
    if not memory.remembered_here(root):
        out.write("No build of this version is remembered here: build first, or see --root.\n")
        return MISTAKES
    try:
        store = memory.opened(root, cached=True)
    except Busy:
        out.write("A build is running in this folder; ask again when it has ended.\n")
        return MISTAKES
    try:
        keys = _meant(store, path)
        if not keys:
            known = [*store.digests("bytes"), *store.digests("page")]
            hint = did_you_mean(path, known)
            out.write(f'The last build knows nothing of "{path}"{hint or ". Build first, or check the path."}\n')
            return MISTAKES
        changed = _changed(store, world(Root(root), Options()))
        out.writelines(_told(store, key, changed) for key in keys)
        return CLEAN
    finally:
        store.close()


def _meant(store: Store, path: str) -> list[Key]:
    """The work that a path stands for: a file and what is made straight from it, or a page."""
    clean = path.strip().removeprefix("./")
    address = "/" + clean.removeprefix("site/").strip("/").removesuffix("index.html").rstrip("/")
    pages = {address, f"{address}/".replace("//", "/")}
    candidates = [
        Key("bytes", clean),
        Key("template", clean.removeprefix("templates/")),
        *(Key("page", place) for place in sorted(pages)),
    ]
    return [key for key in candidates if store.row(key)]


def _changed(store: Store, tasks: Mapping[str, Task]) -> list[Key]:
    """What looks different in the world since the last build. Options are asked for anew each time."""
    return [
        Key(name, argument)
        for name, task in tasks.items()
        if task.probe and name != "option"
        for argument, digest in store.digests(name).items()
        if task.probe(argument) != digest
    ]


def _told(store: Store, key: Key, changed: list[Key]) -> str:
    found = store.graph(key)
    if found is None:
        return ""
    because, needs, needed_by = found
    lines = [f"{named(key)}", f"  was made last because {_reason(because)}"]
    lines += ["  needs:", *_listed(needs)] if needs else ["  is read from the disk"]
    lines += ["  is needed by:", *_listed(needed_by)] if needed_by else ["  is needed by nothing else"]
    causes = _causes(store, key, changed)
    if causes:
        lines.append("  would be looked at again now, because these have changed:")
        lines += [f"    {named(cause)}" for cause in causes]
    else:
        lines.append("  would not be made anew now: nothing that it comes from has changed")
    return "\n".join(lines) + "\n"


def named(key: Key) -> str:
    """A piece of work in words."""
    return WORDS.get(key.task, key.task).format(key.argument)


def _reason(because: str) -> str:
    """`bytes content/site.yaml changed` in words."""
    task, _, rest = because.partition(" ")
    if task in WORDS and rest.endswith("changed"):
        return f"{named(Key(task, rest.removesuffix('changed').strip()))} changed"
    return because


def _listed(keys: list[Key]) -> list[str]:
    """Names by task; where there are many of one task, their number."""
    counts = Counter(key.task for key in keys)
    lines = [f"    {named(key)}" for key in keys if counts[key.task] <= MANY]
    lines += [f"    {number} times {WORDS[task].format('…')}" for task, number in counts.items() if number > MANY]
    return lines


def _causes(store: Store, key: Key, changed: list[Key]) -> list[Key]:
    """Those of the changed keys that a piece of work comes from, directly or not."""
    waiting, seen = [key], {key}
    while waiting:
        found = store.graph(waiting.pop())
        for needed in found[1] if found else []:
            if needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return [one for one in changed if one in seen]
