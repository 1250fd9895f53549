"""tests/roots/arabic: a site in English and Arabic, shown by the real templates.

One exercise and one area are translated, the page of warning signs is a translation of an older text, and the rest
is not translated yet.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
import yaml

from kinesite.diagnostics import Severity
from kinesite.figures import PHRASES
from kinesite.pipeline.outcome import Outcome
from kinesite.pipeline.world import Options
from tests.sites import PROJECT, TinySite

ARABIC = PROJECT / "tests" / "roots" / "arabic"
BASE = "https://example.org/back/"
Tree = Any
Reader = Callable[[str], Tree]


def _spoken(english: Any, arabic: Any) -> Any:
    """The Arabic words where there are some, else the English ones; counted texts are taken whole."""
    if isinstance(english, dict) and isinstance(arabic, dict) and "other" not in english:
        return {key: _spoken(value, arabic.get(key)) for key, value in english.items()}
    return english if arabic is None else arabic


def two_languages(folder: Path) -> TinySite:
    """The site with the real templates, and with an Arabic text for every string that these want."""
    root = folder / "root"
    shutil.copytree(ARABIC, root)
    for name in ("templates", "static"):
        shutil.copytree(PROJECT / name, root / name)
    strings = PROJECT / "content" / "en" / "strings.yaml"
    shutil.copy(strings, root / "content" / "en")
    words = _spoken(
        yaml.safe_load(strings.read_text("utf-8")), yaml.safe_load((root / "strings.ar.yaml").read_text("utf-8"))
    )
    words["figure_phrases"] = dict(PHRASES)
    (root / "content" / "ar" / "strings.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")
    return TinySite(root)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The site, built for a server."""
    return two_languages(tmp_path_factory.mktemp("arabic")).build(Options(base_url=BASE))


@pytest.fixture
def read(built: Outcome) -> Reader:
    """Gives a page by its path, with only its main text and head left apart from the words."""

    def page(path: str) -> Tree:
        return lxml.html.document_fromstring(built.content(path).decode())

    return page


def _text(tree: Tree, path: str) -> str:
    found = tree.xpath(path)
    assert found, path
    return " ".join(" ".join(one if isinstance(one, str) else one.text_content() for one in found).split())


def test_the_site_builds_with_one_warning(built: Outcome):
    assert built.publishable
    assert [(one.code, one.span.path) for one in built.diagnostics] == [("S146", "content/ar/pages/warning-signs.md")]


def test_every_page_stands_in_both_languages_but_those_outside(built: Outcome):
    english = {path for path in built.versions if path.endswith(".html") and not path.startswith("ar/")}
    arabic = {path.removeprefix("ar/") for path in built.versions if path.endswith(".html") and path.startswith("ar/")}
    assert english - {"404.html", "design/index.html"} == arabic


def test_a_translated_page_is_written_from_right_to_left_in_its_words(read: Reader):
    tree = read("ar/exercises/pelvic-tilt/index.html")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert _text(tree, "//h1") == "إمالة الحوض"
    assert "اضغط أسفل ظهرك إلى الأسفل." in _text(tree, "//main//ol")
    assert "خدر بين ساقيك" in _text(tree, "//*[@id='emergency']")
    assert _text(tree, "//title").startswith("إمالة الحوض")
    assert not tree.xpath("//main//*[@lang='en']")
    assert not tree.xpath("//*[contains(@class, 'notice')]")


def test_doses_and_contraindications_come_from_the_original(read: Reader):
    tree, original = (read(f"{prefix}exercises/pelvic-tilt/index.html") for prefix in ("ar/", ""))
    assert "كرره من 5 إلى 10 مرات. اثبت 5 ثوان." in _text(tree, "//main")
    assert "5 to 10 times" in _text(original, "//main")
    assert "هشاشة العظام" in _text(tree, "//*[@id='check-first']")
    assert "اسأل طبيبك أولا." in _text(tree, "//*[@id='check-first']")
    assert len(tree.xpath("//*[@id='check-first']//li")) == len(original.xpath("//*[@id='check-first']//li")) == 1


def test_each_language_has_records_in_its_words_with_the_facts_of_the_original(built: Outcome):
    arabic, english = (json.loads(built.content(f"{prefix}api/exercises.json")) for prefix in ("ar/", ""))
    assert built.content("api/exercises.schema.json")
    assert arabic["$schema"] == "../../api/exercises.schema.json"
    told = {one["id"]: one for one in arabic["exercises"]}
    first = {one["id"]: one for one in english["exercises"]}
    tilt, original = told["pelvic-tilt"], first["pelvic-tilt"]
    assert (tilt["title"], tilt["language"], arabic["language"]) == ("إمالة الحوض", "ar", "ar")
    assert tilt["addresses"]["url"] == f"{BASE}ar/exercises/pelvic-tilt/"
    assert tilt["contraindications"][0]["note"] == "اسأل طبيبك أولا."
    for fact in ("dose", "difficulty", "review", "sources", "history", "figure", "advice"):
        assert tilt[fact] == original[fact]
    cat = told["cat-cow"]
    assert (cat["title"], cat["language"]) == (first["cat-cow"]["title"], "en"), "the original stands in"


def test_only_a_page_with_words_of_its_language_speaks_to_machines(read: Reader):
    block = "//head/script[@type='application/ld+json']"
    [told] = read("ar/exercises/pelvic-tilt/index.html").xpath(block)
    assert json.loads(told.text)["@graph"][0]["inLanguage"] == "ar"
    assert not read("ar/exercises/cat-cow/index.html").xpath(block)


def test_a_dose_cannot_be_changed_in_a_translation(tmp_path: Path):
    site = two_languages(tmp_path)
    site.change("content/ar/exercises/pelvic-tilt.md", "feel:", "difficulty: hard\nfeel:")
    assert ("S142", "content/ar/exercises/pelvic-tilt.md") in [
        (one.code, one.span.path) for one in site.build().diagnostics
    ]


def test_an_untranslated_guide_is_shown_in_its_own_language_and_says_so(read: Reader):
    tree = read("ar/exercises/cat-cow/index.html")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert "هذه الصفحة غير مترجمة بعد. تراها بلغة English." in _text(tree, "//main")
    assert "التمارين" in _text(tree, "//header")
    assert "طوارئ" in _text(tree, "//*[@id='emergency']")
    for words in (
        "Cat and cow",
        "Round your back.",
        "You hurry.",
        "A slow wave along the spine",
        "All along your back.",
    ):
        for found in tree.xpath(f"//article//*[contains(text(), '{words}')]"):
            around = [one for one in (found, *found.iterancestors()) if one.get("lang")]
            assert (around[0].get("lang"), around[0].get("dir")) == ("en", "ltr"), words


def test_words_of_the_chrome_inside_an_untranslated_guide_are_not_marked_as_english(read: Reader):
    tree = read("ar/exercises/cat-cow/index.html")
    found = tree.xpath("//*[@id='check-first']//*[contains(text(), 'ألم في الرسغين')]")
    assert found
    for one in found:
        assert next(parent for parent in (one, *one.iterancestors()) if parent.get("lang")).get("lang") == "ar"


def test_an_untranslated_guide_is_not_indexed_and_points_at_its_original(read: Reader):
    tree = read("ar/exercises/cat-cow/index.html")
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{BASE}exercises/cat-cow/"]
    assert not tree.xpath("//link[@rel='alternate' and @hreflang]")
    original = read("exercises/cat-cow/index.html")
    assert not original.xpath("//meta[@name='robots']")
    assert not original.xpath("//link[@rel='alternate' and @hreflang]")


@pytest.mark.parametrize("path", ["exercises/pelvic-tilt/", "areas/lower-back/", "", "exercises/"])
def test_versions_of_a_page_name_themselves_and_each_other(read: Reader, path: str):
    expected = {"en": f"{BASE}{path}", "ar": f"{BASE}ar/{path}"}
    for language, prefix in (("en", ""), ("ar", "ar/")):
        tree = read(f"{prefix}{path}index.html")
        assert tree.xpath("//link[@rel='canonical']/@href") == [expected[language]]
        assert {
            one.get("hreflang"): one.get("href") for one in tree.xpath("//link[@rel='alternate' and @hreflang]")
        } == expected
        assert not tree.xpath("//meta[@name='robots']")


def test_an_outdated_translation_says_so_and_names_the_digest_to_write(read: Reader, built: Outcome):
    tree = read("ar/warning-signs/index.html")
    assert "تغير الأصل (English) منذ ذلك الحين." in _text(tree, "//main")
    assert "أكثر آلام الظهر غير خطيرة." in _text(tree, "//main")
    assert not tree.xpath("//meta[@name='robots']")
    found = built.diagnostics[0]
    digest = hashlib.sha256((ARABIC / "content/en/pages/warning-signs.md").read_bytes()).hexdigest()[:12]
    assert found.severity is Severity.WARNING
    assert (found.span.line, f"translates: '{digest}'" in found.fix) == (4, True)


def test_writing_the_digest_that_the_warning_names_ends_the_warning(tmp_path: Path):
    site = two_languages(tmp_path)
    digest = site.build().diagnostics[0].fix.rpartition("translates: '")[2][:12]
    site.change("content/ar/pages/warning-signs.md", "0123456789ab", digest)
    assert site.build().diagnostics == ()
    site.change("content/en/pages/warning-signs.md", "Most", "Almost all")
    assert [one.code for one in site.build().diagnostics] == ["S146"]


@pytest.mark.parametrize("path", ["", "exercises/", "exercises/pelvic-tilt/", "exercises/cat-cow/", "warning-signs/"])
def test_every_page_links_to_itself_in_the_other_language(read: Reader, path: str):
    addresses = {"en": f"{BASE}{path}", "ar": f"{BASE}ar/{path}"}
    for here, prefix in (("en", ""), ("ar", "ar/")):
        links = {one.get("hreflang"): one for one in read(f"{prefix}{path}index.html").xpath("//a[@hreflang]")}
        assert {code: link.text_content().strip() for code, link in links.items()} == {"en": "English", "ar": "العربية"}
        assert {code: link.get("lang") for code, link in links.items()} == {"en": "en", "ar": "ar"}
        assert [code for code, link in links.items() if link.get("aria-current")] == [here]
        assert {code: urljoin(addresses[here], link.get("href")) for code, link in links.items()} == addresses


def test_links_stay_in_the_language_of_the_page(read: Reader):
    tree = read("ar/areas/lower-back/index.html")
    targets = [href for href in tree.xpath("//main//a/@href") if not href.startswith("#")]
    assert targets
    assert all(not href.startswith("../../../") for href in targets), targets


def test_the_page_of_what_has_been_checked_stands_in_both_languages(read: Reader):
    tree = read("ar/trust/index.html")
    assert _text(tree, "//h1") == "ما تم فحصه"
    assert "عدد الأدلة التي راجعها مختص: 0 من 4." in _text(tree, "//main")
    assert "لم يراجعها مختص بعد." in _text(tree, "//main//tbody/tr[1]")
    marked = {link.text_content(): link.get("lang") for link in tree.xpath("//main//tbody//a")}
    assert (marked["Cat and cow"], marked["إمالة الحوض"]) == ("en", None)
    assert tree.xpath("//main//a[contains(@href, 'build.json')]/@href") == ["../../trust/build.json"]


def test_a_picture_without_words_stands_for_a_language_without_one_of_its_own(read: Reader):
    pictures = {
        prefix: read(f"{prefix}index.html").xpath("//meta[@property='og:image']/@content")[0].rpartition("/")[2]
        for prefix in ("", "ar/")
    }
    assert pictures == {"": "share.en.png", "ar/": "share.png"}


def test_a_card_of_an_untranslated_guide_is_marked_as_english(read: Reader):
    tree = read("ar/areas/lower-back/index.html")
    marked = {one.text_content().strip(): one.get("lang") for one in tree.xpath("//main//*[@lang]")}
    assert any("Cat and cow" in words and language == "en" for words, language in marked.items())
    assert not any("إمالة الحوض" in words for words in marked)


def test_a_link_to_a_heading_follows_it_into_the_translation(read: Reader):
    """The original of the untranslated cat and cow links to `#do-it` of the pelvic tilt, which is translated."""
    hrefs = read("ar/exercises/cat-cow/index.html").xpath("//main//a/@href")
    assert "../pelvic-tilt/#افعلها" in hrefs
    assert "../pelvic-tilt/#do-it" in read("exercises/cat-cow/index.html").xpath("//main//a/@href")


def test_a_link_to_a_heading_that_a_translation_lost_leads_to_its_page(tmp_path: Path):
    site = two_languages(tmp_path)
    site.change("content/ar/exercises/pelvic-tilt.md", "## خذ وضعيتك\n", "")
    built = site.build()
    assert built.publishable
    assert 'href="../pelvic-tilt/index.html"' in built.content("ar/exercises/cat-cow/index.html").decode()


def test_a_broken_translation_is_one_message_and_no_other_page_minds(tmp_path: Path):
    site = two_languages(tmp_path)
    site.change("content/ar/exercises/pelvic-tilt.md", "feel: بطنك.\n", "")
    built = site.build()
    errors = [one for one in built.diagnostics if one.severity is Severity.ERROR]
    assert [(one.code, one.span.path) for one in errors] == [("S143", "content/ar/exercises/pelvic-tilt.md")]
    assert not built.publishable


def test_a_translation_of_nothing_is_a_mistake(tmp_path: Path):
    site = two_languages(tmp_path)
    site.put({"content/ar/pages/alone.md": "---\ntitle: وحيد\nsummary: وحيد.\n---\nنص.\n"})
    assert [(one.code, one.span.path) for one in site.build().diagnostics if one.severity is Severity.ERROR] == [
        ("S145", "content/ar/pages/alone.md")
    ]


def test_a_site_in_one_language_offers_no_choice(tmp_path: Path):
    site = two_languages(tmp_path)
    shutil.rmtree(site.folder / "content" / "ar")
    site.change("content/site.yaml", "  ar: {name: العربية, direction: rtl}\n", "")
    built = site.build(Options(base_url=BASE))
    pages = [path for path in built.versions if path.endswith(".html") and path != "design/index.html"]
    assert all("hreflang" not in built.content(path).decode() for path in pages)


def test_captions_are_whole_in_one_language_or_whole_in_english(tmp_path: Path):
    site = two_languages(tmp_path)
    page = "ar/exercises/pelvic-tilt/index.html"
    captions = "//*[contains(@class, 'figure-caption')]/span[@id]"
    strings = site.folder / "content/ar/strings.yaml"
    words = yaml.safe_load(strings.read_text("utf-8"))

    def told(phrases: dict[str, str]) -> tuple[str, set[str | None], list[str]]:
        strings.write_text(yaml.safe_dump(words | {"figure_phrases": phrases}, allow_unicode=True), "utf-8")
        built = site.build(Options(base_url=BASE))
        tree = lxml.html.document_fromstring(built.content(page).decode())
        languages = {one.get("lang") for one in tree.xpath(captions)}
        return _text(tree, captions), languages, [one.code for one in built.diagnostics if one.code != "S146"]

    english, _, _ = told(dict(PHRASES))
    assert told(dict(PHRASES) | {"sentence": "{text}،"}) == (english.replace(".", "،"), {None}, [])
    lacking = {key: text for key, text in PHRASES.items() if key != "comma"} | {"sentence": "{text}،"}
    assert told(lacking) == (english, {"en"}, ["S154"])
