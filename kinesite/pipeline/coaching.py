"""What the coach for plain words says of a site: work that `check` alone does, with a store of its own.

Law: a text is coached again only when it, or the words that its language exempts, have changed.
"""

from collections.abc import Callable

from kinesite.checks import prose
from kinesite.checks.passages import passages
from kinesite.content import canonical
from kinesite.content.catalog import CONTENT, Catalog
from kinesite.content.documents import Document, front_matter
from kinesite.content.entries import BY_FOLDER
from kinesite.content.settings import Settings
from kinesite.content.sources import Root, Source
from kinesite.content.vocabulary import Words
from kinesite.content.wording import Wording
from kinesite.diagnostics import Diagnostic, decoded, encoded
from kinesite.incremental.engine import Engine
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Codec, Context, Key, Task
from kinesite.pipeline.memory import COACHED
from kinesite.pipeline.parsing import file
from kinesite.pipeline.tasks import TASKS
from kinesite.pipeline.world import Options, world


def plain_words(context: Context, language: str) -> tuple[str, ...]:
    """The long words that readers of a language know: the names of muscles, and those that its file lists."""
    wording: Wording = context.need("wording", language)
    words: Words | None = context.need("words", language)
    muscles = words.vocabulary.muscles.values() if words else ()
    return tuple(sorted({*wording.plain_words, *(muscle.term for muscle in muscles if muscle.term)}))


def coach(context: Context, path: str) -> tuple[Diagnostic, ...]:
    """What the coach says of one file; nothing of one whose fields cannot be read."""
    language, folder = path.removeprefix(f"{CONTENT}/").split("/")[:2]
    text: Source | None = file(context, path)
    document = front_matter(text) if text else ()
    settings: Settings | None = context.need("settings")
    if settings is None or not isinstance(document, Document):
        return ()
    measure = prose.Measure(language, context.need("plain words", language))
    translation = language != settings.source_language
    found = passages(document, BY_FOLDER[folder].model, translation=translation)
    return tuple(prose.coached(path, found, measure, prose.LIMITS[folder]))


def coached(context: Context, _argument: str) -> tuple[Diagnostic, ...]:
    """What the coach says of all texts in languages that it reads."""
    files: Catalog = context.need("catalog")
    found = [path for code in files.entries if code in prose.DICTIONARIES for path in files.entries[code].values()]
    return tuple(remark for path in found for remark in context.need("coach", path))


_REMARKS = Codec(encoded, decoded)
COACHING = {
    **TASKS,
    "plain words": Task(plain_words, Codec(canonical.text_of, canonical.Reader(tuple[str, ...]))),
    "coach": Task(coach, _REMARKS),
    COACHED.task: Task(coached, _REMARKS),
}
"""The work of a build, and the coach's after it."""


def remarks(
    root: Root, options: Options, store: Store, watch: Callable[[Key], None] = lambda _key: None
) -> tuple[Diagnostic, ...]:
    """All that the coach says; the store remembers it. `watch` hears of each piece of work as it begins."""
    store.rollback()
    engine = Engine({**world(root, options), **COACHING}, store, _REMARKS, watch=watch)
    found: tuple[Diagnostic, ...] = engine.build(COACHED)
    store.commit()
    return found
