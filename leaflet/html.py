"""Templates × a handout → `HtmlPage`: all that the PDF is made from, in one value.

The page carries its pictures and fonts as bytes under addresses that lead nowhere, so that whoever
makes the PDF needs neither a disc nor a network.
"""

from __future__ import annotations

import base64
import io
import mimetypes
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import segno
from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from leaflet.approvals import Approval
from leaflet.article import (
    Article,
    Block,
    Break,
    Inline,
    Line,
    Placeholder,
    Run,
    Section,
    Span,
    Text,
    Value,
)
from leaflet.catalogs import Catalog
from leaflet.clinic import Clinic
from leaflet.errors import ContentError, Place, Problem
from leaflet.languages import Language, format_date, language
from leaflet.localize import Values, localize_text
from leaflet.sheets import Sheet
from leaflet.territories import Territory
from leaflet.typeset import typeset_line

BASE_URL = "https://leaflet.invalid/"
"""Below it lie the resources of a page; `.invalid` leads nowhere (RFC 2606)."""

FURNITURE_LANGUAGE = "en"
"""The language in which the templates' own words are written."""

COUNTERS = ("page", "pages")
"""Placeholders of the furniture that only the PDF engine can fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One of the two languages that a handout speaks: the patient's, and the staff's."""

    language: str
    """BCP 47."""
    furniture: Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """All that one handout is made from."""

    article: Article[Line]
    """Localized and typeset."""
    staff_title: Line
    """The title for the staff, to find the sheet by."""
    patient: Voice
    staff: Voice
    sheet: Sheet
    clinic: Clinic
    territory: Territory
    values: Values
    """Of the placeholders, for the furniture too."""
    source_approval: Approval | None = None
    translation_approval: Approval | None = None
    """None for a handout in the source's language."""
    draft: bool = True
    partial: bool = False
    """The source stands in for missing translations."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By path, as "pictures/hug.svg"."""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlPage:
    """One handout as HTML, with everything that it refers to."""

    html: str
    resources: Mapping[str, bytes]
    """Bytes by address, all below `BASE_URL`."""
    name: str
    """For messages: article, language and sheet."""
    language: str
    """BCP 47."""
    families: tuple[str, ...]
    """The font families that it may use."""
    sheet: Sheet
    max_pages: int
    """0 for no limit."""
    furniture: tuple[Line, ...] = ()
    """What the templates asked for, for coverage."""


# Words on a page


class Words:
    """A line as templates see it: `{{ words }}` is safe HTML, `{{ words.plain }}` the letters."""

    def __init__(self, line: Line, page_language: str, counters: bool = False) -> None:
        self.line = line
        self._page_language = page_language
        self._counters = counters

    def __html__(self) -> str:
        body = inline_html(self.line.content)
        if self.line.language == self._page_language and self.line.translated:
            return body
        kind = "" if self.line.translated else ' class="untranslated"'
        return Markup('<span{} lang="{}" dir="{}">{}</span>').format(
            Markup(kind), self.line.language, self.line.direction, body
        )

    __str__ = __html__

    @property
    def plain(self) -> str:
        """The letters alone, for a title, a bookmark, an alternative text."""
        text = self.line.plain()
        if self.line.translated:
            return text
        return f"[{language(self.line.language).autonym}] {text}"

    @property
    def language(self) -> str:
        return self.line.language

    @property
    def direction(self) -> str:
        return self.line.direction


_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}


def inline_html(content: Iterable[Inline]) -> Markup:
    """
    Return inline content as HTML, every letter escaped.

    >>> inline_html((Run(text="a < b "), Span(kind="strong", children=(Run(text="now"),))))
    Markup('a &lt; b <strong>now</strong>')
    """
    return Markup("").join(_node_html(node) for node in content)


def _node_html(node: Inline) -> Markup:
    match node:
        case Run(text=text):
            return escape(text)
        case Break():
            return Markup("<br>")
        case Value(name=name, text=text):
            if name in COUNTERS:
                return Markup('<span class="counter-{}"></span>').format(name)
            return Markup('<span class="value" dir="{}" translate="no">{}</span>').format(
                _direction(text), text
            )
        case Span(kind="link", children=children, href=href):
            return Markup('<a href="{}">{}</a>').format(href, inline_html(children))
        case Span(kind=kind, children=children):
            return Markup("<{0}>{1}</{0}>").format(_TAGS[kind], inline_html(children))
        case Placeholder(name=name):
            raise AssertionError(f"placeholder {name} was not filled")


def _direction(text: str) -> str:
    """Return the direction of a value by its first letter; numbers run left to right."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            break
    return "ltr"


# Templates


class _Loader(BaseLoader):
    def __init__(self, templates: Mapping[str, bytes], place: Callable[[str], str]) -> None:
        self._templates = templates
        self._place = place

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template not in self._templates:
            raise TemplateNotFound(template)
        path = self._place(template)
        return self._templates[template].decode("utf-8"), path, lambda: True


class Renderer:
    """Makes pages from one set of templates, which are parsed once."""

    def __init__(
        self, templates: Mapping[str, bytes], place: Callable[[str], str] = "templates/{}".format
    ) -> None:
        """
        Args:
            templates: The files of the templates' folders by name; of those that are neither
                HTML nor CSS, the bytes can be referred to as `templates/NAME`.
            place: Says the path of a template as it stands in messages.
        """
        self._templates = templates
        self._place = place
        # Sandboxed: a clinic's template is code of the clinic, yet it needs no way out of here.
        self._environment = SandboxedEnvironment(
            loader=_Loader(templates, place),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.globals["kind"] = kind
        self._environment.tests["figure"] = lambda block: kind(block) == "figure"

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """
        Return a template with its context filled in.

        Raises:
            ContentError: The template is missing, or wrong; with its file and line.
        """
        try:
            return self._environment.get_template(name).render(context)
        except TemplateNotFound as error:
            raise ContentError(
                Problem(
                    code="template",
                    message=f"there is no template `{error.name}`",
                    hint="put it into `templates/`, or take the `template` of the sheet out",
                )
            ) from error
        except TemplateSyntaxError as error:
            place = Place(path=error.filename or self._place(name), line=error.lineno)
            raise ContentError(self._problem(error, place)) from error
        except (TemplateError, SecurityError, TypeError, AttributeError, ValueError) as error:
            raise ContentError(self._problem(error, self._place_of(error, name))) from error

    def _problem(self, error: Exception, place: Place) -> Problem:
        said = getattr(error, "message", None) or str(error)
        return Problem(
            code="template",
            message=f"the template cannot be used: {said}",
            place=place,
            hint="correct the template, or delete it to use the one of the stock",
        )

    def _place_of(self, error: Exception, name: str) -> Place:
        """Return the innermost line of a template in the error's traceback."""
        places = {self._place(template) for template in self._templates}
        found = Place(path=self._place(name))
        trace = error.__traceback__
        while trace is not None:
            path = trace.tb_frame.f_code.co_filename
            if path in places:
                found = Place(path=path, line=trace.tb_lineno)
            trace = trace.tb_next
        return found

    def page(self, handout: Handout) -> HtmlPage:
        """
        Return the page of a handout.

        Raises:
            ContentError: A template is wrong, or the furniture's translation is.
        """
        tag = handout.patient.language
        speaker = _Furniture(handout)
        article = handout.article.map(lambda line: Words(line, tag))
        resources = self._resources(handout)
        html = self.render(
            handout.sheet.template,
            {
                "_": speaker.say,
                "article": article,
                "staff_title": Words(handout.staff_title, tag),
                "blocks": list(flat(article.blocks)),
                "clinic": handout.clinic,
                "territory": handout.territory,
                "sheet": handout.sheet,
                "patient": language(tag),
                "staff": language(handout.staff.language),
                "to_staff": "staff",
                "source": language(handout.article.language),
                "source_name": language(handout.article.language).name_in(tag),
                "bilingual": handout.staff.language != tag,
                "draft": handout.draft,
                "partial": handout.partial,
                "source_approval": handout.source_approval,
                "translation_approval": handout.translation_approval,
                "styles": Markup(
                    language_styles(
                        {
                            tag,
                            handout.staff.language,
                            *(t.language for t in handout.article.texts()),
                        }
                    )
                ),
                "css": lambda name: Markup(self._style(name)),
                "date": lambda date: format_date(date, language(tag)),
                "picture": lambda path: BASE_URL + path,
                "logo": BASE_URL + handout.clinic.logo if handout.logo else "",
                "qr": qr_address(handout.clinic, handout.article.id, tag),
                "qr_picture": BASE_URL + "qr.svg",
                "language_name": language(tag).name_in(handout.staff.language),
            },
        )
        return HtmlPage(
            html=html,
            resources=resources,
            name=f"{handout.article.id}, {tag}, {handout.sheet.name}",
            language=tag,
            families=_families(
                (tag, handout.staff.language, *(line.language for line in handout.article.texts()))
            ),
            sheet=handout.sheet,
            max_pages=handout.sheet.pages_for(tag),
            furniture=tuple(speaker.said),
        )

    def _style(self, name: str) -> str:
        if name not in self._templates:
            raise TemplateNotFound(name)
        return self._templates[name].decode("utf-8")

    def _resources(self, handout: Handout) -> dict[str, bytes]:
        resources = {
            f"{BASE_URL}templates/{name}": data
            for name, data in self._templates.items()
            if not name.endswith((".html", ".css"))
        }
        resources |= {BASE_URL + path: data for path, data in handout.pictures.items()}
        if handout.logo is not None:
            resources[BASE_URL + handout.clinic.logo] = handout.logo
        address = qr_address(handout.clinic, handout.article.id, handout.patient.language)
        if address:
            resources[BASE_URL + "qr.svg"] = qr_svg(address)
        return resources


def _letters(value: object) -> str:
    return value.line.plain() if isinstance(value, Words) else str(value)


class _Furniture:
    """The templates' own words, in the patient's language or in the staff's."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout
        self._values = {**handout.values, **dict.fromkeys(COUNTERS, "0")}
        self.said: list[Line] = []

    def say(self, words: str, to: str = "patient", **values: object) -> Words:
        """Return words of a template, translated, with `{name}` filled from `values`."""
        voice = self._handout.staff if to == "staff" else self._handout.patient
        text = Text(source=words, role="furniture", place=Place(path="templates"))
        known = {**self._values, **{name: _letters(value) for name, value in values.items()}}
        line = localize_text(
            text,
            voice.furniture,
            language=voice.language,
            source_language=FURNITURE_LANGUAGE,
            values=known,
        )
        self.said.append(line)
        return Words(typeset_line(line), self._handout.patient.language)


def kind(block: Block[Any]) -> str:
    """
    Return what a block is, in lower case: "paragraph", "figure", "listing" …

    >>> kind(Section(level=2, heading="Cough", blocks=()))
    'section'
    """
    return type(block).__name__.lower()


def flat(blocks: Iterable[Block[Any]]) -> Iterable[Block[Any]]:
    """Yield the blocks with each section's own behind it: a sheet flows, it does not nest."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from flat(block.blocks)


# Languages on a page


def language_styles(tags: Iterable[str]) -> str:
    """
    Return the style rules that set each language in its own fonts and leading.

    Font stacks are explicit: left to itself, the engine sets Arabic in Kufi and Gujarati in a
    serif (docs/architecture.md#fonts).
    """
    return "\n".join(_language_style(language(tag)) for tag in sorted(set(tags)))


def _language_style(setting: Language) -> str:
    stack = ", ".join(f'"{family}"' for family in setting.fonts)
    return (
        f":lang({setting.tag}) {{ font-family: {stack}; line-height: {setting.line_height}; "
        f"--leading: {setting.line_height}; }}"
    )


def _families(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(family for tag in tags for family in language(tag).fonts))


# QR codes


def qr_address(clinic: Clinic, article: str, tag: str) -> str:
    """
    Return the address that a handout's QR code leads to; empty for none.

    >>> qr_address(Clinic(qr="https://example.org/{language}/{article}"), "cough", "zh-Hans")
    'https://example.org/zh-Hans/cough'
    """
    return clinic.qr.replace("{article}", article).replace("{language}", tag)


def qr_svg(address: str) -> bytes:
    """Return a QR code as SVG, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    buffer = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(buffer, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return buffer.getvalue()


# HTML for a browser


def standalone(page: HtmlPage) -> str:
    """Return the page's HTML with its resources in it, to be looked at in a browser."""
    html = page.html
    for address, data in page.resources.items():
        if address in html:
            kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
            html = html.replace(
                address, f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
            )
    return html
