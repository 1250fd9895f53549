"""What a page shows besides words: figures and pictures, with what must stand beside them.

Law: a figure never appears without its captions, nor a picture without its credit.
"""

from kinesite.content.doses import Dose
from kinesite.render import views
from kinesite.render.material import Material, Media, Pictured
from kinesite.render.templating import Html
from kinesite.render.tempo import UNHURRIED, tempo


def figure(material: Material, pictured: Pictured, dose: Dose | None = None) -> views.Figure:
    """A movement as numbered stills with their captions, played at the tempo of a dose."""
    stills = zip(pictured.drawn.frames, pictured.captions.texts, strict=True)
    frames = tuple(views.FigureFrame(n, caption, Html(svg)) for n, (svg, caption) in enumerate(stills, start=1))
    language = material.foreign(pictured.captions.language)
    return views.Figure(pictured.drawn.view_box, frames, language, _motion(material, pictured, dose))


def _motion(material: Material, pictured: Pictured, dose: Dose | None) -> views.Motion | None:
    if not pictured.motion:
        return None
    pace = tempo(dose) if dose else UNHURRIED
    return views.Motion(material.linker.href(pictured.motion), pace.move, pace.hold, pace.back, pace.breath)


def picture(material: Material, media: Media) -> views.Picture:
    """A picture with its alternative text and its credit."""
    credit = material.texts("figure_words.credit", author=media.author, licence=media.licence)
    return views.Picture(material.linker.href(media.address), media.alt, media.width, media.height, credit)
