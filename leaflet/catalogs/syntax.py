"""The lines of a PO file, looked at more strictly than Babel, which guesses and goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from leaflet.errors import Place, Problem

_LINE = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])\s+)?("(?:[^"\\]|\\[nrt"\\])*")'
)
_ESCAPE = re.compile(r'\\(?:[nrt"\\]|(.))')
_MERGE = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_HINT = "open it in Poedit, or compare the line with its neighbours; `msgfmt --check` shows more"


def mistakes(text: str, path: str) -> list[Problem]:
    """
    Return what is wrong with the lines of a catalog: a letter lost here is lost on paper.

    Babel takes the last letter for a quotation mark that is missing, and one of two translations
    of the same message.
    """
    reader = _Reader(path=path)
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if _MERGE.match(bare):
            reader.wrong(
                "a merge was left unfinished",
                number,
                "keep one of the two versions, and delete the lines `<<<<<<<`, `=======` and "
                "`>>>>>>>`",
            )
            return reader.problems
        if bare and not bare.startswith("#"):
            reader.take(bare, number)
    reader.finish()
    return reader.problems


@dataclass(slots=True)
class _Reader:
    path: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[tuple[str | None, str], int] = field(default_factory=dict)
    """Where each message stands."""
    context: str | None = None
    id: str = ""
    line: int = 0
    """Of the message at hand; 0 where it has its translation, or there is none yet."""
    keyword: str = ""

    def wrong(self, message: str, line: int, hint: str = _HINT) -> None:
        place = Place(path=self.path, line=line)
        self.problems.append(Problem(code="catalog", message=message, place=place, hint=hint))

    def take(self, bare: str, number: int) -> None:
        match = _LINE.fullmatch(bare)
        if match is None:
            self.wrong(*_what_is_wrong(bare, number))
            self.line = 0  # of a message whose line cannot be read, nothing more is said
            return
        keyword, words = match.group(1), match.group(2)[1:-1]
        if keyword is None:
            if not self.keyword:
                self.wrong("the text belongs to no message", number)
            elif self.keyword == "msgctxt":
                self.context = (self.context or "") + words
            elif self.keyword == "msgid":
                self.id += words
            return
        if keyword == "msgctxt":
            self.finish()
            self.context = words
        elif keyword == "msgid":
            if self.keyword != "msgctxt":
                self.finish()
                self.context = None
            self.id, self.line = words, number
        elif keyword.startswith("msgstr") and self.line:
            self._know()
        self.keyword = keyword

    def _know(self) -> None:
        key, line = (self.context, self.id), self.line
        self.line = 0
        if key in self.lines:
            self.wrong(
                f"the message `{self.id}` stands in line {self.lines[key]} already",
                line,
                "delete one of the two; look which translation is right",
            )
        self.lines.setdefault(key, line)

    def finish(self) -> None:
        if self.line:
            self.wrong(f"`msgstr` is missing for the message `{self.id}`", self.line)
        self.line = 0


def _what_is_wrong(bare: str, number: int) -> tuple[str, int, str]:
    keyword, quote, words = bare.partition('"')
    if quote and re.fullmatch(r"msg\S*\s+", keyword) and not _LINE.fullmatch(f'{keyword}""'):
        return f"`{keyword.strip()}` is not known", number, _HINT
    if not quote or not re.fullmatch(r"(msg\w+(\[\d+\])?\s+)?", keyword):
        shown = bare if len(bare) <= 40 else bare[:39] + "…"
        return f"the line is no part of a catalog: `{shown}`", number, _HINT
    odd = [match for match in _ESCAPE.finditer(words) if match.group(1)]
    if odd:
        said = f"`{odd[0].group()}` stands for nothing"
        return said, number, r"a backslash itself is written `\\`, a quotation mark `\"`"
    if _ESCAPE.sub("", words).count('"') == 0:
        return 'the `"` at the end of the line is missing', number, 'end the text with `"`'
    return (
        'a `"` stands in the middle of the text',
        number,
        r"write `\"`, or the quotation marks of the language, as “…”",
    )
