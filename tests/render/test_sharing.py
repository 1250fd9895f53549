"""What networks are told of a page: nothing that is not so, and no picture that is somebody else's."""

from pathlib import Path

import lxml.html
import pytest
from PIL import Image

from kinesite.pipeline.world import Options
from kinesite.render import views
from tests import samples, shipped
from tests.sites import PROJECT, TinySite, tiny_site

BASE = "https://example.org/back/"
AT = Options(base_url=BASE)
CAT = "/exercises/cat-cow/"


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _sharing(site: TinySite, place: str = CAT, options: Options | None = AT) -> views.Sharing:
    found = samples.view(site, place, options).head.sharing
    assert found is not None
    return found


def test_a_site_without_a_picture_names_none(site: TinySite):
    """Nobody who makes a site of their own shows the picture of another."""
    assert _sharing(site) == views.Sharing("article", "", "", 0, 0)


def test_the_picture_has_a_full_address_and_its_own_size(site: TinySite):
    site.put({"static/share.png": samples.picture((1200, 630))})
    found = _sharing(site)
    assert found.picture.startswith(f"{BASE}assets/")
    assert found.picture.removeprefix(BASE) in site.build(AT).versions
    assert (found.width, found.height) == (1200, 630)


def test_without_a_base_address_nothing_absolute_is_written(site: TinySite):
    site.put({"static/share.png": samples.picture()})
    assert _sharing(site, options=None).picture == ""
    assert samples.view(site, CAT).head.canonical == ""


def test_a_language_has_a_picture_of_its_own_before_that_of_all(site: TinySite):
    site.put({"static/share.png": samples.picture((30, 20)), "static/share.en.png": samples.picture((40, 20))})
    found = _sharing(site)
    assert (found.picture.endswith("/share.en.png"), found.width) == (True, 40)
    site.put({"static/share.en.png": None, "static/share.fr.png": samples.picture((50, 20))})
    assert _sharing(site).picture.endswith("/share.png")


def test_a_broken_picture_is_a_mistake_at_its_file(site: TinySite):
    site.put({"static/share.png": b"no picture"})
    assert [(one.code, one.span.path) for one in site.build(AT).diagnostics] == [("S153", "static/share.png")]


def test_a_page_of_an_entry_is_an_article_and_one_made_of_others_is_not(site: TinySite):
    assert _sharing(site, CAT).kind == "article"
    assert [_sharing(site, place).kind for place in ("/", "/exercises/", "/trust/")] == ["website"] * 3


def test_a_page_that_is_not_indexed_is_not_praised(site: TinySite):
    assert samples.view(site, "/404.html", AT).head.sharing is None


def test_the_locale_is_what_the_settings_say(site: TinySite):
    site.change("content/site.yaml", "direction: ltr", "direction: ltr, locale: en_IE")
    assert _sharing(site).locale == "en_IE"


@pytest.mark.parametrize("wrong", ["en", "en-GB", "EN_gb", "english"])
def test_a_locale_names_a_language_and_a_country(site: TinySite, wrong: str):
    site.change("content/site.yaml", "direction: ltr", f"direction: ltr, locale: {wrong}")
    assert [one.code for one in site.build().diagnostics] == ["S104"]


def _tags(text: str) -> dict[str, str]:
    tree = lxml.html.document_fromstring(text)
    return {one.get("property"): one.get("content") for one in tree.xpath("//meta[starts-with(@property, 'og:')]")}


def test_the_shipped_pages_say_what_they_are():
    tags = _tags(shipped.page("exercises/bird-dog/index.html"))
    assert tags["og:title"] == "Bird dog"
    assert tags["og:site_name"] == "Steady Back"
    assert (tags["og:type"], tags["og:locale"]) == ("article", "en_GB")
    assert tags["og:description"]
    assert not {"og:url", "og:image"} & tags.keys(), "it opens from disk, so it has no address"
    assert _tags(shipped.page("404.html")) == {}


@pytest.mark.parametrize("name", ["share.png", "share.en.png"])
def test_the_shipped_picture_is_as_networks_want_it_and_light(name: str):
    path = PROJECT / "static" / name
    with Image.open(path) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert path.stat().st_size < 150_000
