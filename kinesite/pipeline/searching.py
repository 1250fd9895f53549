"""Tasks for the search: its words, what it knows of each guide, its data, and where the data stands.

Law: no page holds the address of the data, so an edited text changes the data and no page besides its own.
"""

import json

from kinesite.content.finding import FILE, SearchWords, ambiguous, unworded, weakened
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.incremental.trace import Context
from kinesite.pipeline.assets import short_digest
from kinesite.pipeline.entries import Read
from kinesite.pipeline.parsing import noted, typed
from kinesite.pipeline.records import Record
from kinesite.pipeline.words import data_file, missing_text
from kinesite.render.cards import Card
from kinesite.render.markup import Body
from kinesite.render.safety import WARNING_SIGNS
from kinesite.render.search import Findable, Guide, about, data, findable, other_names, script
from kinesite.structure.languages import MissingText, Texts
from kinesite.structure.routes import Linker, address
from kinesite.structure.shape import Shape

LATEST = "latest.js"
"""The name of the file, beside the search page, that says where the data stands."""


def search_words(context: Context, language: str) -> SearchWords | None:
    """What readers of a language type and its guides do not say; None while the file has a mistake."""
    document = data_file(context, language, FILE)
    found: SearchWords | None = typed(context, document, SearchWords, context.need("known"))
    words: Words | None = context.need("words", language)
    if document is None or found is None or words is None:
        return None
    problems = (*unworded(found, words.safety), *weakened(found), *ambiguous(found))
    noted(context, document, problems)
    return None if problems else found


def names(context: Context, argument: str) -> tuple[str, ...]:
    """The other names of the entry `<language> <id>`."""
    read: Read = context.need("entry", argument)
    return other_names(read.entry) if read.entry else ()


def one_findable(context: Context, argument: str) -> Findable | None:
    """What search knows of the entry `<language> <id>` besides its card."""
    read: Read = context.need("entry", argument)
    if read.entry is None:
        return None
    body: Body | None = context.need("body", read.path)
    return findable(read.entry, body)


def search(context: Context, language: str) -> Record | None:
    """The data of one language; None while something that it needs has a mistake."""
    settings: Settings | None = context.need("settings")
    words: Words | None = context.need("words", language)
    known: SearchWords | None = context.need("search_words", language)
    if settings is None or words is None or known is None:
        return None
    linker = Linker(_data_address(language, "0"), with_index=not settings.base_url, base_path=settings.base_path)
    prefix = "" if language == settings.source_language else language
    guides = _guides(context, linker, language, prefix)
    try:
        text = data(guides, known, words, about(settings, _all_signs(context, linker, words, prefix)))
    except MissingText as missing:
        missing_text(context, language, missing.args[0])
        return None
    return Record(_data_address(language, short_digest(text.encode())), text)


def _guides(context: Context, linker: Linker, language: str, prefix: str) -> list[Guide]:
    """Every published guide; one with a mistake is told of elsewhere."""
    rows: Shape = context.need("shape")
    found = []
    for entry_id, row in rows.rows.items():
        card: Card | None = context.need("card", f"{language} {entry_id}")
        more: Findable | None = context.need("findable", f"{language} {entry_id}")
        if card is not None and more is not None:
            href = linker.href(address(row.folder, row.slug, prefix))
            found.append(Guide(card, more, href, linker.href(card.thumbnail) if card.thumbnail else ""))
    return found


def _all_signs(context: Context, linker: Linker, words: Words, prefix: str) -> dict[str, str]:
    """The link to the page of all warning signs, where the site has one."""
    rows: Shape = context.need("shape")
    if WARNING_SIGNS not in rows.rows:
        return {}
    target = address("pages", WARNING_SIGNS.partition("/")[2], prefix)
    return {"label": Texts(words.language, words.strings)("nav.warning_signs"), "href": linker.href(target)}


def _data_address(language: str, digest: str) -> str:
    return f"/media/search/{language}.{digest}.js"


def latest(context: Context, language: str) -> Record | None:
    """The one file of the search whose address stays: it says where the data stands now."""
    settings: Settings | None = context.need("settings")
    found: Record | None = context.need("search", language)
    if settings is None or found is None:
        return None
    prefix = "" if language == settings.source_language else language
    at = address("pages", "search", prefix) + LATEST
    href = Linker(at, with_index=True).href(found.address)
    return Record(at, script(json.dumps({"data": href})))
