"""Templates × a handout → `HtmlPage`; the Jinja environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from leaflet.article import Article, Block, Line, Text
from leaflet.catalogs import PSEUDO_LANGUAGES
from leaflet.choosing.blocks import blocks_on
from leaflet.errors import ContentError, LeafletError, Place, Problem
from leaflet.html.page import COUNTERS, FURNITURE_LANGUAGE, Handout, HtmlPage, Voice, address
from leaflet.html.pairs import Pair, paired, side
from leaflet.html.qr import qr_address, qr_svg
from leaflet.html.styles import families, language_styles
from leaflet.html.words import Words, verbatim
from leaflet.languages import format_date, language
from leaflet.localize import localize_text
from leaflet.typeset import typeset_line

_NOWHERE = Place(path="templates")
"""Of the furniture's words, until the line of the template is known."""
_OF_A_TEMPLATE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a wrong template can raise beside Jinja's own."""


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
        return _decoded(self._templates[template], path), path, lambda: True


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(
            Problem(
                code="encoding",
                message="the file is not UTF-8",
                place=Place(path=path, line=data[: error.start].count(b"\n") + 1),
                hint="save it as UTF-8 in the editor",
            )
        ) from error


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
        self._environment.filters["verbatim"] = verbatim
        self._environment.filters["side"] = side
        self._environment.tests["figure"] = lambda block: kind(block) == "figure"

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """
        Return a template with its context filled in.

        Raises:
            ContentError: The template is missing, or wrong; with its file and line.
        """
        try:
            return self._environment.get_template(name).render(context)
        except LeafletError as error:
            # Words of the furniture, which know no place of their own.
            place = self._place_of(error, name)
            raise type(error)(
                replace(one, place=place) if one.place == _NOWHERE else one
                for one in error.problems
            ) from error
        except TemplateNotFound as error:
            raise ContentError(
                Problem(
                    code="template",
                    message=f"there is no template `{error.name}`",
                    place=None if error.name == name else self._place_of(error, name),
                    hint="put it into `templates/`, or correct its name where it is asked for",
                )
            ) from error
        except TemplateSyntaxError as error:
            place = Place(path=error.filename or self._place(name), line=error.lineno)
            raise ContentError(self._problem(error, place)) from error
        except (TemplateError, *_OF_A_TEMPLATE) as error:
            raise ContentError(self._problem(error, self._place_of(error, name))) from error

    def _problem(self, error: Exception, place: Place) -> Problem:
        said = getattr(error, "message", None) or str(error)
        said = (said[:1].lower() + said[1:]).rstrip(".")
        if isinstance(error, RecursionError):
            said = "it includes or calls itself without end"
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
        blocks = blocks_on(handout.article, handout.sheet)
        article = handout.article.map(lambda line: Words(line, tag))
        staff_article = _staff_article(handout)
        resources = self._resources(handout)
        html = self.render(
            handout.sheet.template,
            {
                "_": speaker.say,
                "article": article,
                "staff_title": Words(handout.staff_title, tag),
                "staff_article": staff_article,
                "blocks": [block.map(lambda line: Words(line, tag)) for block in blocks],
                "pairs": _pairs(handout, blocks),
                "clinic": handout.clinic,
                "territory": handout.territory,
                "sheet": handout.sheet,
                "patient": language(tag),
                "staff": language(handout.staff.language),
                "to_staff": "staff",
                "source": language(handout.article.language),
                "source_name": language(handout.article.language).name_in(tag),
                "bilingual": handout.staff.language != tag,
                "code": handout.code,
                "draft": handout.draft,
                "partial": handout.partial,
                "source_approval": handout.approvals.get("source"),
                "translation_approval": handout.approvals.get("translation"),
                "staff_approval": handout.approvals.get("staff"),
                "styles": Markup(
                    language_styles(
                        {
                            tag,
                            handout.staff.language,
                            *(line.language for line in handout.article.texts()),
                            # What is not translated for the staff is the source's too.
                            *((handout.article.language,) if staff_article else ()),
                        }
                    )
                ),
                "css": self.style,
                "date": lambda date, to="patient": format_date(
                    date, language(_voice(handout, to).language), handout.territory.code
                ),
                "picture": address,
                "logo": _logo(handout),
                "qr": qr_address(handout.clinic, handout.article.id, tag),
                "qr_picture": address("qr.svg"),
                "language_name": language(tag).name_in(handout.staff.language),
            },
        )
        return HtmlPage(
            html=html,
            resources=resources,
            name=f"{handout.article.id}, {tag}, {handout.sheet.name}",
            sheet=handout.sheet,
            max_pages=max(handout.sheet.pages_for(each) for each in _spoken(handout)),
            granted=_granted(handout),
            families=families({tag, handout.staff.language, handout.article.language}),
            pseudo=tag in PSEUDO_LANGUAGES,
        )

    def style(self, name: str) -> Markup:
        """Return a style sheet of the templates' folder, as it stands in a page."""
        if name not in self._templates:
            raise TemplateNotFound(name)
        return Markup(_decoded(self._templates[name], self._place(name)))

    def _resources(self, handout: Handout) -> dict[str, bytes]:
        resources = {
            address(f"templates/{name}"): data
            for name, data in self._templates.items()
            if not name.endswith((".html", ".css"))
        }
        resources |= {address(path): data for path, data in handout.pictures.items()}
        if handout.logo is not None:
            resources[_logo(handout)] = handout.logo
        leads_to = qr_address(handout.clinic, handout.article.id, handout.patient.language)
        if leads_to:
            resources[address("qr.svg")] = qr_svg(leads_to)
        return resources


def _staff_article(handout: Handout) -> Article[Words] | None:
    """Return the staff's article as templates see it, in parts of the page that are theirs."""
    if handout.staff_article is None:
        return None
    return handout.staff_article.map(lambda line: Words(line, handout.staff.language))


def _pairs(handout: Handout, blocks: Sequence[Block[Line]]) -> tuple[Block[Pair[Words]], ...]:
    """Return the blocks of a handout with the staff's words beside them; none where it has none."""
    if handout.staff_article is None:
        return ()
    patient, staff = handout.patient.language, handout.staff.language
    beside = blocks_on(handout.staff_article, handout.sheet)
    return paired(
        (block.map(lambda line: Words(line, patient)) for block in blocks),
        (block.map(lambda line: Words(line, staff)) for block in beside),
    )


def _spoken(handout: Handout) -> tuple[str, ...]:
    """Return the languages that the text of a handout is in, the patient's first."""
    tags = (handout.patient.language, handout.staff.language)
    return tags if handout.staff_article else tags[:1]


def _granted(handout: Handout) -> str:
    """Return the languages to which its sheet grants more pages than to others, in words."""
    usual = handout.sheet.max_pages
    more = [tag for tag in _spoken(handout) if handout.sheet.pages_for(tag) > usual]
    return " and ".join(f"{language(tag).english} (`{tag}`)" for tag in more)


def _voice(handout: Handout, to: str) -> Voice:
    return handout.staff if to == "staff" else handout.patient


def _logo(handout: Handout) -> str:
    """Return the address of the clinic's logo; an article's picture may have the same path."""
    return address(f"clinic/{handout.clinic.logo}") if handout.logo else ""


def _letters(value: object) -> str:
    return value.line.plain() if isinstance(value, Words) else str(value)


class _Furniture:
    """The templates' own words, in the patient's language or in the staff's."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout
        self._values = {**handout.values, **dict.fromkeys(COUNTERS, "0")}

    def say(self, words: str, to: str = "patient", **values: object) -> Words:
        """Return words of a template, translated, with `{name}` filled from `values`."""
        voice = _voice(self._handout, to)
        text = Text(source=words, role="furniture", place=_NOWHERE)
        known = {**self._values, **{name: _letters(value) for name, value in values.items()}}
        line = localize_text(
            text,
            voice.furniture,
            language=voice.language,
            source_language=FURNITURE_LANGUAGE,
            values=known,
        )
        return Words(typeset_line(line), self._handout.patient.language)


def kind(block: Block[Any]) -> str:
    """
    Return what a block is, in lower case: "paragraph", "figure", "listing" …

    >>> from leaflet.article import Section
    >>> kind(Section(level=2, heading="Cough", blocks=()))
    'section'
    """
    return type(block).__name__.lower()
