"""The bytes of an article's file → `Article[Text]`."""

from __future__ import annotations

from leaflet.article import Article, Text
from leaflet.errors import ContentError, Place, Problem
from leaflet.parse.body import Body
from leaflet.parse.frontmatter import read_front_matter
from leaflet.parse.inline import article_text_problems
from leaflet.parse.letters import letter_problems

ARTICLE_LIMIT_BYTES = 512 * 1024
"""A larger article is refused: ten printed pages are about 30 kB."""


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
    for number, words in enumerate(source.split("\n"), start=1):
        problems += letter_problems(words, Place(path=path, line=number))
    reader = Body(path=path, first_line=first_line, problems=problems)
    blocks = reader.read(body)
    if not blocks and not problems:
        reader.problem("empty", "the article has no text", first_line, "write it below the `+++`")
    if reader.problems or front is None:
        raise ContentError(sorted(reader.problems, key=_line))
    return Article(id=id, path=path, blocks=blocks, **front.fields())


def _line(problem: Problem) -> int:
    return (problem.place.line or 0) if problem.place else 0
