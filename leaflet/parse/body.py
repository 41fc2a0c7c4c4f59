"""The body of an article: the tokens of its Markdown → blocks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from markdown_it.tree import SyntaxTreeNode

from leaflet.article import (
    CALLOUTS,
    CHOOSING,
    NO_MARKS,
    Alignment,
    Block,
    Callout,
    Figure,
    Item,
    Listing,
    Marks,
    Paragraph,
    Section,
    Table,
    Text,
)
from leaflet.errors import Place, Problem
from leaflet.parse.callouts import fence_problems
from leaflet.parse.grammar import fold, grammar
from leaflet.parse.inline import article_text_problems, deep_problem, too_deep

_WIDTH = re.compile(r"(\d+(?:\.\d+)?)mm")


@dataclass(slots=True)
class Body:
    """Turns the tokens of one body into blocks, and collects what is wrong."""

    path: str
    """Of the article, as it stands in places."""
    first_line: int
    """The line of the file in which the body starts; starts at 1."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong, in the order in which it was found."""
    ids: dict[str, int] = field(default_factory=dict)
    """The line of each `#name`."""
    lines: list[str] = field(default_factory=list)
    """Of the body; the first is `first_line` of the file."""

    def read(self, body: str) -> tuple[Block[Text], ...]:
        environment: dict[str, object] = {}
        tokens = grammar().parse(body, environment)
        self.lines = body.split("\n")
        self.problems += fence_problems(self.lines, tokens, self.path, self.first_line)
        references = cast("dict[str, dict[str, list[int]]]", environment.get("references", {}))
        for reference in references.values():
            self.problem(
                "link",
                f"the link definition `{self.lines[reference['map'][0]].strip()}` is refused",
                self.first_line + reference["map"][0],
                "write the address in the link itself: `[words](https://…)`",
            )
        deep = [token for token in tokens if token.type == "inline" and too_deep(token)]
        for token in deep:
            line = self.first_line + (token.map[0] if token.map else 0)
            self.problems.append(deep_problem(Place(path=self.path, line=line)))
        if deep:
            return ()
        return self._sections(self._blocks(SyntaxTreeNode(tokens).children, ()))

    def problem(self, code: str, message: str, line: int, hint: str) -> None:
        place = Place(path=self.path, line=line)
        self.problems.append(Problem(code=code, message=message, place=place, hint=hint))

    def _said(self, line: int) -> bool:
        """Tell whether something is wrong with a line already, of which more would follow."""
        return any(problem.place and problem.place.line == line for problem in self.problems)

    def _line_of(self, node: SyntaxTreeNode) -> int:
        return self.first_line + (node.map[0] if node.map else 0)

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
        self._nested(marks, roles, self._line_of(node) - 1)
        if kind in CALLOUTS:
            blocks = self._blocks(node.children, (*roles, kind))
            if not node.children:
                self.problem(
                    "callout",
                    "the call-out is empty, or nested too deep",
                    self._line_of(node),
                    "write it, or take it out",
                )
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
        if isinstance(node.attrs.get("start"), int):
            attributes.pop("start")  # of an ordered list, from CommonMark
        classes = tuple(attributes.pop("class", "").split())
        id = attributes.pop("id", None)
        line = self._line_of(node)
        # What the plugin holds to be dangerous (`onclick`) it takes out, and says so only here.
        for name in (*attributes, *node.meta.get("insecure_attrs", {})):
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

    def _nested(self, marks: Marks, roles: tuple[str, ...], line: int) -> None:
        """Refuse a marker that chooses nothing: boxes and lists stand on a sheet as a whole."""
        lost = next((marker for marker in marks.classes if roles and marker in CHOOSING), "")
        if lost:
            inside = _INSIDE.get(roles[-1], "a call-out")
            self.problem(
                "marker",
                f"`.{lost}` has no effect inside {inside}, which stands on a sheet as a whole",
                line,
                f"write `{{.{lost}}}` above the whole of it, or move the block out",
            )

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
        for name in image.meta.get("insecure_attrs", {}):
            self.problem(
                "attribute",
                f"the attribute `{name}` of a picture is not known",
                line,
                "a picture has `{width=60mm}`; its height follows",
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
                f"a heading stands inside {_INSIDE.get(roles[-1], 'a call-out')}",
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
        first = node.attrs.get("start", 1)
        start = (first if isinstance(first, int) else 1) if node.type == "ordered_list" else None
        items = tuple(
            Item(blocks=tuple(self._blocks(item.children, (*roles, "list", "item"))))
            for item in node.children
        )
        for item, child in zip(items, node.children, strict=True):
            if not item.blocks and not self._said(self._line_of(child)):
                self.problem(
                    "list",
                    "an item of the list is empty, or nested too deep",
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
        for row in body:
            # CommonMark drops a cell too many, and nobody would see it.
            found = _cells(self.lines[row.map[0]]) if row.map else len(head.children)
            if found > len(head.children):
                self.problem(
                    "table",
                    f"the row has {found} cells, the table has {len(head.children)} columns",
                    self._line_of(row),
                    "for a `|` in the text write `\\|`",
                )
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


_INSIDE = {"item": "an item of a list"}
_REFUSED = {
    "blockquote": "a quotation (`>`)",
    "code_block": "a code block (four spaces)",
    "fence": "a code block (```)",
    "hr": "a rule (`---`)",
}


def _cells(line: str) -> int:
    r"""
    Return how many cells a line of a table has.

    >>> _cells(r"| a | b \| c |")
    2
    """
    bare = line.strip().removeprefix("|")
    return len(re.split(r"(?<!\\)\|", bare if not re.search(r"(?<!\\)\|$", bare) else bare[:-1]))


def _alignment(cell: SyntaxTreeNode) -> Alignment:
    style = str(cell.attrs.get("style", ""))
    if "center" in style:
        return "center"
    return "end" if "right" in style else "start"
