"""What a handout is refused for, as problems: what is not translated, what was withdrawn."""

from __future__ import annotations

from leaflet.article import Article, Text
from leaflet.catalogs import Catalog, Coverage
from leaflet.errors import Place, Problem
from leaflet.languages import folder, language
from leaflet.messages import FURNITURE
from leaflet.withdrawals import Withdrawal


def gaps(domain: str, catalog: Catalog, found: Coverage) -> list[Problem]:
    """
    Return what is missing in the translation of a domain; nothing when it is complete.

    Args:
        domain: The id of an article, or `FURNITURE`.
        catalog: Of the domain, in the language in question.
        found: What the catalog covers.
    """
    if not found.missing and not found.fuzzy:
        return []
    tag = catalog.language
    name = f"{language(tag).english} (`{tag}`)"
    what = "the words of the templates" if domain == FURNITURE else f"`{domain}`"
    path = f"translations/{folder(tag)}/LC_MESSAGES/{domain}.po"
    if not catalog.paths:
        return [
            Problem(
                code="translation",
                message=f"there is no translation of {what} into {name}",
                place=Place(path=path),
                hint=f"make it with `leaflet translations update -l {tag}` and have it translated",
            )
        ]
    first = catalog.messages.get((*found.missing, *found.fuzzy)[0].key)
    counts = [f"{len(found.missing)} missing"] if found.missing else []
    counts += [f"{len(found.fuzzy)} fuzzy"] if found.fuzzy else []
    shown = [("missing", message) for message in found.missing]
    shown += [("fuzzy", message) for message in found.fuzzy]
    evidence = [
        (kind, f"{_short(message.id)}   ({message.places[0]})") for kind, message in shown[:3]
    ]
    if len(shown) > len(evidence):
        evidence.append(("", f"… and {len(shown) - len(evidence)} more"))
    return [
        Problem(
            code="translation",
            message=f"the translation of {what} into {name} is not complete: "
            f"{', '.join(counts)} of {found.total} messages",
            place=first.place if first else Place(path=path),
            evidence=tuple(evidence),
            hint="translate them, and take `fuzzy` off what is right; or print the source's "
            "words in their place, marked, with `--allow-source`",
        )
    ]


def title_gaps(article: Article[Text], catalog: Catalog) -> list[Problem]:
    """
    Return the problem that the staff's title is not translated; nothing when it is.

    Args:
        article: As parsed.
        catalog: Of the article, in the staff's language.
    """
    title, staff = article.title, catalog.language
    if catalog.translation(title.context, title.source):
        return []
    return [
        Problem(
            code="translation",
            message=f"the title has no translation into the staff's language, "
            f"{language(staff).english} (`{staff}`)",
            place=title.place,
            hint=f"translate it in translations/{folder(staff)}/LC_MESSAGES/{article.id}.po",
        )
    ]


def twice(article: str, tag: str, sheet: str) -> Problem:
    """Return the problem that a sheet would say everything twice in one language."""
    return Problem(
        code="twice",
        message=f"`{article}` is not made on the sheet `{sheet}` in {language(tag).english} "
        f"(`{tag}`): that is the staff's language, which stands beside the patient's there",
        hint="choose a sheet of one language, as `-s a4`; or the patient's language with `-l`",
    )


def withdrawn(withdrawal: Withdrawal) -> Problem:
    """Return the problem that an article must not be printed."""
    return Problem(
        code="withdrawn",
        message=f"`{withdrawal.article}` was withdrawn on {withdrawal.date.isoformat()}: "
        f"{withdrawal.reason}",
        hint="take printed sheets out of the racks; when it may be printed again: "
        f'`leaflet withdraw {withdrawal.article} --lift --reason "…"`',
    )


def _short(words: str) -> str:
    return words if len(words) <= 200 else words[:199] + "…"
