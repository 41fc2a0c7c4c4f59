"""Markdown inline source → inline content, of an article or of a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from leaflet.article import Break, Inline, Placeholder, Run, Span, SpanKind, Text
from leaflet.clinic import PLACEHOLDERS
from leaflet.errors import ContentError, Place, Problem, did_you_mean
from leaflet.parse.grammar import PLACEHOLDER, grammar
from leaflet.parse.letters import letter_problems, text_problems

LINK_SCHEMES = ("https", "tel", "mailto")
EMOJI_SELECTOR = "\ufe0f"
"""Asks for the coloured form of a sign, as editors do unasked for ☎. There is none on paper, and
the engine would look for it in the fonts of other languages, so it is dropped."""
DEEPEST = 20
"""How many marks may stand in one another; what walks them goes into each."""


def inline(source: str, place: Place) -> tuple[Inline, ...]:
    """
    Return the inline content of Markdown source, of an article or of a translation.

    Placeholders stay unfilled, whatever their name.

    Raises:
        ContentError: Raw HTML, a stray brace, a picture, or a link that is neither https, tel
            nor mailto stands in it.

    >>> inline("Call **{emergency}**", Place(path="x.po"))[1].children
    (Placeholder(name='emergency'),)
    """
    content, problems = read_inline(source, place)
    problems = letter_problems(source, place) + text_problems(source, place) + problems
    if problems:
        raise ContentError(problems)
    return content


def read_inline(source: str, place: Place) -> tuple[tuple[Inline, ...], list[Problem]]:
    """Return the inline content of Markdown source, and what is wrong with it."""
    tokens = grammar().parseInline(source, {})
    problems: list[Problem] = []
    if too_deep(tokens[0]):
        return (), [deep_problem(place)]
    root = SyntaxTreeNode(tokens)
    content = tuple(
        node for child in root.children for node in _inlines(child.children, place, problems)
    )
    problems += _stars_problems(source, place)
    return content, problems


def too_deep(token: Token) -> bool:
    """Tell whether the marks in an inline token are nested deeper than anybody means."""
    return any(child.level > DEEPEST for child in token.children or ())


def deep_problem(place: Place) -> Problem:
    """Return the problem of such a text."""
    return Problem(
        code="markdown",
        message=f"more than {DEEPEST} marks (`*`, `[`) stand in one another",
        place=place,
        hint="take some out; for a `*` itself write `\\*`",
    )


def _inlines(
    nodes: Sequence[SyntaxTreeNode], place: Place, problems: list[Problem]
) -> list[Inline]:
    content: list[Inline] = []
    for node in nodes:
        converted = _inline_node(node, place, problems)
        last = content[-1] if content else None
        if isinstance(converted, Run) and isinstance(last, Run):
            content[-1] = Run(text=last.text + converted.text)
        elif converted is not None and converted != Run(text=""):
            content.append(converted)
    return content


_SPANS: dict[str, SpanKind] = {"strong": "strong", "em": "emphasis", "link": "link"}


def _inline_node(node: SyntaxTreeNode, place: Place, problems: list[Problem]) -> Inline | None:
    match node.type:
        case "text" | "text_special":
            return Run(text=node.content.replace(EMOJI_SELECTOR, ""))
        case "softbreak":
            return Run(text=" ")
        case "hardbreak":
            return Break()
        case "placeholder":
            return Placeholder(name=node.content)
        case "code_inline":
            return Span(kind="code", children=(Run(text=node.content),))
        case "strong" | "em" | "link":
            href = str(node.attrs.get("href", ""))
            if node.type == "link":
                problems += _link_problems(href, place)
            children = tuple(_inlines(node.children, place, problems))
            return Span(kind=_SPANS[node.type], children=children, href=href)
    problem = _inline_problem(node, place)
    # `<b>` has been said, `</b>` goes with it.
    if not (node.content.startswith("</") and any(said.code == problem.code for said in problems)):
        problems.append(problem)
    return None


def _inline_problem(node: SyntaxTreeNode, place: Place) -> Problem:
    match node.type:
        case "html_inline":
            return Problem(
                code="html",
                message=f"raw HTML is refused: `{node.content}`",
                place=place,
                hint="write it in Markdown: `**bold**`, `*emphasis*`; for a `<` write `\\<`",
            )
        case "stray_brace":
            return Problem(
                code="placeholder",
                message=f"`{node.content}` is no placeholder",
                place=place,
                hint="a line of attributes needs an empty line above it"
                if node.content.startswith(("{.", "{#"))
                else "for a brace write `\\{`",
            )
        case "image":
            return Problem(
                code="picture",
                message="a picture stands in the middle of a text",
                place=place,
                hint="in an article it stands on a line of its own, with empty lines around it; "
                "in a translation there is none",
            )
    name = {"s": "struck-out text (`~~`)"}.get(node.type, f"`{node.type}`")
    return Problem(
        code="markdown",
        message=f"{name} cannot be shown on a handout",
        place=place,
        hint="use words, bold, emphasis and links",
    )


def _stars_problems(source: str, place: Place) -> Iterable[Problem]:
    # CommonMark 0.31, 6.2: between a full stop and a letter `**` ends nothing. Scripts without
    # spaces meet that, `**注意：**今天`, and the stars would stand on paper.
    if "**" not in source:
        return
    # What is escaped is meant; the parser does not tell it from the rest.
    tokens = grammar().parseInline(re.sub(r"\\.", "·", source), {})
    for token in tokens[0].children or ():
        if token.type == "text" and "**" in token.content:
            yield Problem(
                code="markdown",
                message="`**` stands here without making anything bold",
                place=place,
                evidence=(("text", source if len(source) <= 60 else f"{source[:59]}…"),),
                hint="write no space inside the stars, and put a colon or full stop at the end of "
                "the bold words behind them: `**…**:`; for stars on paper write `\\*\\*`",
            )
            return


def _link_problems(href: str, place: Place) -> Iterable[Problem]:
    scheme, colon, _ = href.partition(":")
    if colon and scheme.lower() in LINK_SCHEMES:
        return
    yield Problem(
        code="link",
        message=f"the link `{href}` is refused" if href else "the link leads nowhere",
        place=place,
        hint="a link starts with `https:`, `tel:` or `mailto:`",
    )


def article_text_problems(text: Text) -> list[Problem]:
    """Return what is wrong with the words of one text of an article."""
    content, problems = read_inline(text.source, text.place)
    problems = text_problems(text.source, text.place) + problems
    for name in placeholders(content):
        if name not in PLACEHOLDERS:
            problems.append(
                Problem(
                    code="placeholder",
                    message=f"`{{{name}}}` is no placeholder",
                    place=text.place,
                    hint=f"{did_you_mean(name, PLACEHOLDERS)} (for a brace write `\\{{`)",
                )
            )
    return problems


def placeholders(content: Iterable[Inline]) -> list[str]:
    """
    Return the names of the placeholders in inline content, in order, those in links too.

    >>> placeholders(inline("{clinic.name}: [call](tel:{clinic.phone})", Place(path="x")))
    ['clinic.name', 'clinic.phone']
    """
    names: list[str] = []
    for node in content:
        match node:
            case Placeholder(name=name):
                names.append(name)
            case Span(children=children, href=href):
                names += PLACEHOLDER.findall(href)
                names += placeholders(children)
    return names
