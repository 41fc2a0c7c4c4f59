"""Markdown and front matter → `Article[Text]`; Markdown inline source → inline content.

The grammar is CommonMark with tables, block attributes and `:::` call-outs. What a handout cannot
show (raw HTML, code blocks, quotations …) is refused with its line, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin

from leaflet.article import (
    CALLOUTS,
    NO_MARKS,
    Alignment,
    Article,
    Block,
    Break,
    Callout,
    Figure,
    Inline,
    Item,
    Listing,
    Marks,
    Paragraph,
    Placeholder,
    Run,
    Section,
    Span,
    SpanKind,
    Table,
    Text,
)
from leaflet.clinic import PLACEHOLDERS
from leaflet.errors import ContentError, Place, Problem, did_you_mean
from leaflet.frontmatter import read_front_matter

ARTICLE_LIMIT_BYTES = 512 * 1024
"""A larger article is refused: ten printed pages are about 30 kB."""

LINK_SCHEMES = ("https", "tel", "mailto")
MARKERS = ("key", "step", "card", "danger", "tick", "wide")
"""The classes that the stock's sheets know; a clinic's template may look for others."""

_PLACEHOLDER = re.compile(r"\{([a-z]+(?:\.[a-z]+)*)\}")
_CALLOUT_LINE = re.compile(r"^ {0,3}:{3,}\s*(\S*)")
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)mm")


# The grammar


def _placeholder_rule(state: StateInline, silent: bool) -> bool:
    """Take `{name}` for a placeholder, and any other `{` for a mistake."""
    if state.src[state.pos] != "{":
        return False
    match = _PLACEHOLDER.match(state.src, state.pos)
    end = match.end() if match else state.pos + 1
    if not silent:
        token = state.push("placeholder" if match else "stray_brace", "", 0)
        token.content = match.group(1) if match else state.src[state.pos :][:20]
    state.pos = end
    return True


def fold(content: str) -> str:
    r"""
    Return inline source with its soft breaks folded to one space: the message id.

    A hard break stays, written as a backslash at the end of a line.

    >>> fold("Keep\n   moving.")
    'Keep moving.'
    >>> fold("Name:  \nDate:")
    'Name:\\\nDate:'
    """
    lines = content.strip().split("\n")
    folded = lines[0]
    for line in lines[1:]:
        bare = folded.rstrip(" \t")
        slashes = len(bare) - len(bare.rstrip("\\"))
        if slashes % 2 and bare == folded:
            folded = bare + "\n" + line.strip()
        elif folded.endswith("  "):
            folded = bare + "\\\n" + line.strip()
        else:
            folded = bare + " " + line.strip()
    return folded


@cache
def _grammar() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    # Pictures only: on a link or on code, `{…}` is a placeholder that follows it.
    attrs_plugin(markdown, after=("image",), allowed=("width", "class", "id"))
    attrs_block_plugin(markdown)
    for kind in CALLOUTS:
        container_plugin(markdown, kind)
    # Behind the attributes of a picture, which start with a brace too.
    markdown.inline.ruler.after("attr", "placeholder", _placeholder_rule)
    # Links are judged here, with their place, so nothing may fall back to plain text or be
    # percent-encoded (a placeholder may stand in an address) before that.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return markdown


# Inline content


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
    content, problems = _inline(source, place)
    if problems:
        raise ContentError(problems)
    return content


def _inline(source: str, place: Place) -> tuple[tuple[Inline, ...], list[Problem]]:
    tokens = _grammar().parseInline(source, {})
    problems: list[Problem] = []
    root = SyntaxTreeNode(tokens)
    content = tuple(
        node for child in root.children for node in _inlines(child.children, place, problems)
    )
    return content, problems


def _inlines(
    nodes: Sequence[SyntaxTreeNode], place: Place, problems: list[Problem]
) -> list[Inline]:
    content: list[Inline] = []
    for node in nodes:
        converted = _inline_node(node, place, problems)
        last = content[-1] if content else None
        if isinstance(converted, Run) and isinstance(last, Run):
            content[-1] = Run(text=last.text + converted.text)
        elif converted is not None:
            content.append(converted)
    return content


_SPANS: dict[str, SpanKind] = {"strong": "strong", "em": "emphasis", "link": "link"}


def _inline_node(node: SyntaxTreeNode, place: Place, problems: list[Problem]) -> Inline | None:
    match node.type:
        case "text" | "text_special":
            return Run(text=node.content)
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
    problems.append(_inline_problem(node, place))
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
                hint="for a brace write `\\{`; a line of attributes, such as `{.key}`, needs "
                "an empty line above it",
            )
        case "image":
            return Problem(
                code="picture",
                message="a picture stands in the middle of a text",
                place=place,
                hint="put `![…](…)` on a line of its own, with empty lines around it",
            )
    return Problem(
        code="markdown",
        message=f"`{node.type}` cannot be shown on a handout",
        place=place,
        hint="use words, bold, emphasis and links",
    )


def _link_problems(href: str, place: Place) -> Iterable[Problem]:
    scheme, colon, _ = href.partition(":")
    if colon and scheme.lower() in LINK_SCHEMES:
        return
    yield Problem(
        code="link",
        message=f"the link `{href}` is refused",
        place=place,
        hint="a link starts with `https:`, `tel:` or `mailto:`",
    )


# Articles


def parse_article(data: bytes, *, id: str, path: str, source_language: str) -> Article[Text]:
    """
    Return the article in the bytes of its file.

    Args:
        data: The file; UTF-8, with or without a byte order mark.
        id: The name of the file, without ".md".
        path: As it stands in places.
        source_language: BCP 47, for an article that does not say its own.

    Raises:
        ContentError: All that is wrong with it, at once.
    """
    if len(data) > ARTICLE_LIMIT_BYTES:
        raise ContentError(
            Problem(
                code="size",
                message=f"the article has {len(data) / 1024:,.0f} KiB, the limit is "
                f"{ARTICLE_LIMIT_BYTES // 1024} KiB",
                place=Place(path=path),
                hint="split it into several articles; pictures belong into `articles/pictures/`",
            )
        )
    try:
        source = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError(
            Problem(
                code="encoding",
                message=f"the file is not UTF-8 (byte {error.start + 1})",
                place=Place(path=path, line=line),
                hint="save it as UTF-8 in the editor",
            )
        ) from error
    front, body, first_line, problems = read_front_matter(source, path, source_language)
    if front is not None:
        for text in front.texts():
            problems += article_text_problems(text)
    reader = _Reader(path=path, first_line=first_line, problems=problems)
    blocks = reader.read(body)
    if not blocks and not problems:
        reader.problem("empty", "the article has no text", first_line, "write it below the `+++`")
    if reader.problems or front is None:
        raise ContentError(sorted(reader.problems, key=_line))
    return Article(id=id, path=path, blocks=blocks, **front.fields())


def _line(problem: Problem) -> int:
    return (problem.place.line or 0) if problem.place else 0


@dataclass(slots=True)
class _Reader:
    """Turns the tokens of one body into blocks, and collects what is wrong."""

    path: str
    first_line: int
    """The line of the file in which the body starts; starts at 1."""
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    def read(self, body: str) -> tuple[Block[Text], ...]:
        environment: dict[str, object] = {}
        tokens = _grammar().parse(body, environment)
        self._unclosed_callouts(tokens, body)
        references = cast("dict[str, dict[str, list[int]]]", environment.get("references", {}))
        for label, reference in references.items():
            self.problem(
                "link",
                f"the link definition `[{label}]:` is refused",
                self.first_line + reference["map"][0],
                "write the address in the link itself: `[words](https://…)`",
            )
        return self._sections(self._blocks(SyntaxTreeNode(tokens).children, ()))

    def problem(self, code: str, message: str, line: int, hint: str) -> None:
        place = Place(path=self.path, line=line)
        self.problems.append(Problem(code=code, message=message, place=place, hint=hint))

    def _line_of(self, node: SyntaxTreeNode) -> int:
        return self.first_line + (node.map[0] if node.map else 0)

    def _unclosed_callouts(self, tokens: Sequence[Token], body: str) -> None:
        lines = body.split("\n")
        inside_code = {
            number
            for token in tokens
            if token.type in ("fence", "code_block") and token.map
            for number in range(*token.map)
        }
        open_lines: list[int] = []
        for number, line in enumerate(lines):
            match = _CALLOUT_LINE.match(line)
            if not match or number in inside_code:
                continue
            kind = match.group(1)
            if not kind:
                if open_lines:
                    open_lines.pop()
                continue
            open_lines.append(number)
            if kind not in CALLOUTS:
                self.problem(
                    "callout",
                    f"`{kind}` is no call-out",
                    self.first_line + number,
                    did_you_mean(kind, CALLOUTS),
                )
        for number in open_lines:
            if any(p.place and p.place.line == self.first_line + number for p in self.problems):
                continue
            self.problem(
                "callout",
                "the call-out is not closed",
                self.first_line + number,
                "write `:::` on a line of its own where it ends",
            )

    # Blocks

    def _blocks(self, nodes: Sequence[SyntaxTreeNode], roles: tuple[str, ...]) -> list[Block[Text]]:
        blocks: list[Block[Text]] = []
        for node in nodes:
            block = self._block(node, roles)
            if block is not None:
                blocks.append(block)
        return blocks

    def _block(self, node: SyntaxTreeNode, roles: tuple[str, ...]) -> Block[Text] | None:
        readers: dict[
            str, Callable[[SyntaxTreeNode, tuple[str, ...], Marks], Block[Text] | None]
        ] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": self._listing,
            "ordered_list": self._listing,
            "table": self._table,
        }
        kind = node.type.removeprefix("container_")
        if node.type == "html_block":
            first = node.content.strip().split("\n")[0]
            self.problem(
                "html",
                f"raw HTML is refused: `{first}`",
                self._line_of(node),
                "write it in Markdown; a call-out is `::: warning` … `:::`",
            )
            return None
        marks = self._marks(node)
        if kind in CALLOUTS:
            blocks = self._blocks(node.children, (*roles, kind))
            return Callout(kind=kind, blocks=tuple(blocks), marks=marks)
        if node.type not in readers:
            name = _REFUSED.get(node.type, f"`{node.type}`")
            self.problem(
                "markdown",
                f"{name} cannot be shown on a handout",
                self._line_of(node),
                "use paragraphs, lists, tables, pictures and call-outs",
            )
            return None
        return readers[node.type](node, roles, marks)

    def _marks(self, node: SyntaxTreeNode) -> Marks:
        attributes = {key: str(value) for key, value in node.attrs.items()}
        attributes.pop("start", None)  # of an ordered list, from CommonMark
        attributes.pop("style", None)  # of a table's cell, from CommonMark's alignment
        classes = tuple(attributes.pop("class", "").split())
        id = attributes.pop("id", None)
        line = self._line_of(node)
        for name in attributes:
            self.problem(
                "attribute",
                f"the attribute `{name}` is not known here",
                line - 1,
                "write `{#name}` or `{.marker}` above a block; `{width=60mm}` behind a picture",
            )
        if id is not None:
            if id in self.ids:
                self.problem(
                    "attribute",
                    f"`#{id}` stands in line {self.ids[id]} already",
                    line - 1,
                    "give each block a name of its own",
                )
            self.ids.setdefault(id, line - 1)
        return Marks(id=id, classes=classes) if id or classes else NO_MARKS

    def _text(
        self, source: str, role: Sequence[str], line: int, context: str | None = None
    ) -> Text:
        place = Place(path=self.path, line=line)
        text = Text(source=fold(source), role="/".join(role), place=place, context=context)
        self.problems += article_text_problems(text)
        return text

    def _paragraph(
        self, node: SyntaxTreeNode, roles: tuple[str, ...], marks: Marks
    ) -> Block[Text] | None:
        content = node.children[0]
        line = self._line_of(node)
        words = [child for child in content.children if child.type != "softbreak"]
        if [child.type for child in words] == ["image"]:
            return self._figure(words[0], roles, marks, line)
        if roles and roles[-1] == "item" and re.match(r"\[[ xX]\] ", content.content):
            self.problem(
                "ticks",
                f"`{content.content[:3]}` makes no box to tick",
                line,
                "write `{.tick}` on the line above the list, and plain `-` items",
            )
        return Paragraph(text=self._text(content.content, (*roles, "text"), line), marks=marks)

    def _figure(
        self, image: SyntaxTreeNode, roles: tuple[str, ...], marks: Marks, line: int
    ) -> Figure[Text]:
        source = str(image.attrs.get("src", ""))
        alt = image.content.strip()
        if not alt:
            self.problem(
                "alt",
                f"the picture `{source}` has no alternative text",
                line,
                "say in the square brackets what it shows, for those who cannot see it: "
                "`![A person …](…)`",
            )
        folder, _, name = source.rpartition("/")
        if folder != "pictures" or name.startswith(".") or "\\" in name or ":" in source:
            self.problem(
                "picture",
                f"the picture `{source}` is refused",
                line,
                "put it into `articles/pictures/` and write `![…](pictures/NAME.svg)`",
            )
        width = image.attrs.get("width")
        match = _WIDTH.fullmatch(str(width)) if width is not None else None
        if width is not None and not match:
            self.problem(
                "picture",
                f"the width `{width}` is not in millimetres",
                line,
                "write it as `{width=60mm}`",
            )
        return Figure(
            path=source,
            alt=self._text(alt, (*roles, "alt"), line, context="alt"),
            width_mm=float(match.group(1)) if match else None,
            marks=marks,
        )

    def _heading(
        self, node: SyntaxTreeNode, roles: tuple[str, ...], marks: Marks
    ) -> Section[Text] | None:
        line = self._line_of(node)
        level = int(node.tag[1:])
        if roles:
            self.problem(
                "heading",
                f"a heading stands inside a {roles[-1]}",
                line,
                "make it a bold line: `**…**`",
            )
            return None
        if level == 1:
            self.problem(
                "heading",
                "`#` is the title, which stands in the front matter",
                line,
                "start with `##`",
            )
            return None
        content = node.children[0].content if node.children else ""
        if not content.strip():
            self.problem("heading", "the heading is empty", line, "write it, or take it out")
            return None
        text = self._text(content, (f"heading-{level}",), line)
        return Section(level=level, heading=text, blocks=(), marks=marks)

    def _listing(self, node: SyntaxTreeNode, roles: tuple[str, ...], marks: Marks) -> Listing[Text]:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        items = tuple(
            Item(blocks=tuple(self._blocks(item.children, (*roles, "list", "item"))))
            for item in node.children
        )
        for item, child in zip(items, node.children, strict=True):
            if not item.blocks:
                self.problem(
                    "list",
                    "an item of the list is empty",
                    self._line_of(child),
                    "write it, or take it out",
                )
        return Listing(items=items, start=start, marks=marks)

    def _table(self, node: SyntaxTreeNode, roles: tuple[str, ...], marks: Marks) -> Table[Text]:
        def cells(row: SyntaxTreeNode, role: str) -> tuple[Text, ...]:
            return tuple(
                self._text(cell.children[0].content, (*roles, "table", role), self._line_of(row))
                for cell in row.children
            )

        head = node.children[0].children[0]
        body = node.children[1].children if len(node.children) > 1 else []
        return Table(
            head=cells(head, "head"),
            rows=tuple(cells(row, "cell") for row in body),
            alignments=tuple(_alignment(cell) for cell in head.children),
            marks=marks,
        )

    # Sections

    def _sections(self, blocks: Iterable[Block[Text]]) -> tuple[Block[Text], ...]:
        """Return the flat blocks with each heading's own below it."""
        lead: list[Block[Text]] = []
        stack: list[tuple[Section[Text] | None, list[Block[Text]]]] = [(None, lead)]

        def close(level: int) -> None:
            while len(stack) > 1:
                section, inner = stack[-1]
                if section is None or section.level < level:
                    break
                stack.pop()
                stack[-1][1].append(
                    Section(
                        level=section.level,
                        heading=section.heading,
                        blocks=tuple(inner),
                        marks=section.marks,
                    )
                )

        for block in blocks:
            if not isinstance(block, Section):
                stack[-1][1].append(block)
                continue
            close(block.level)
            above = stack[-1][0].level if stack[-1][0] else 1
            if block.level > above + 1:
                self.problem(
                    "heading",
                    f"the heading jumps from level {above} to level {block.level}",
                    block.heading.place.line or 0,
                    f"write `{'#' * (above + 1)}`",
                )
            stack.append((block, []))
        close(2)
        return tuple(lead)


_REFUSED = {
    "blockquote": "a quotation (`>`)",
    "code_block": "a code block (four spaces)",
    "fence": "a code block (```)",
    "hr": "a rule (`---`)",
}


def _alignment(cell: SyntaxTreeNode) -> Alignment:
    style = str(cell.attrs.get("style", ""))
    if "center" in style:
        return "center"
    return "end" if "right" in style else "start"


def article_text_problems(text: Text) -> list[Problem]:
    """Return what is wrong with the words of one text of an article."""
    content, problems = _inline(text.source, text.place)
    for name in placeholders(content):
        if name not in PLACEHOLDERS:
            problems.append(
                Problem(
                    code="placeholder",
                    message=f"`{{{name}}}` is no placeholder",
                    place=text.place,
                    hint=f"{did_you_mean(name, PLACEHOLDERS)}; for a brace write `\\{{`",
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
                names += _PLACEHOLDER.findall(href)
                names += placeholders(children)
    return names
