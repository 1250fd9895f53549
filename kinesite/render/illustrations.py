"""What a page shows besides words: figures and pictures, with what must stand beside them.

Law: a figure never appears without its captions, nor a picture without its credit.
"""

from kinesite.render import views
from kinesite.render.material import Material, Media, Pictured
from kinesite.render.templating import Html


def figure(material: Material, pictured: Pictured) -> views.Figure:
    """A movement as numbered stills with their captions."""
    stills = zip(pictured.drawn.frames, pictured.captions.texts, strict=True)
    frames = tuple(views.FigureFrame(n, caption, Html(svg)) for n, (svg, caption) in enumerate(stills, start=1))
    return views.Figure(pictured.drawn.view_box, frames, material.foreign(pictured.captions.language))


def picture(material: Material, media: Media) -> views.Picture:
    """A picture with its alternative text and its credit."""
    credit = material.texts("figure_words.credit", author=media.author, licence=media.licence)
    return views.Picture(material.linker.href(media.address), media.alt, media.width, media.height, credit)
