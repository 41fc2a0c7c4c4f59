"""
Review: who answers for a text, what has changed since, what is due, and what is withdrawn.

Records are added to files and never overwritten; the history of the repository is the authority on
who wrote them.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflet.approvals import Approval, Passage, appended, passages, snapshot, snapshot_name
from leaflet.assemble import Library
from leaflet.catalogs import refuse_pseudo
from leaflet.errors import ContentError, Problem, UsageError
from leaflet.files import write_whole
from leaflet.languages import language
from leaflet.survey import survey
from leaflet.withdrawals import FILE_NAME, Withdrawal
from leaflet.withdrawals import appended as appended_withdrawal

DUE_WITHIN_DAYS = 60
"""How long before its `review_by` an article is said to be due for review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What became of an approval."""

    approval: Approval
    """The record."""
    path: Path
    """The file that it was added to."""
    warnings: tuple[Problem, ...]
    """What the checks warn of; no reason to refuse."""
    waits_for_source: bool
    """Whether the handout stays a draft until somebody approves the article itself."""


def approve(
    library: Library,
    id: str,
    tag: str,
    *,
    by: str,
    role: str,
    date: datetime.date,
) -> Approved:
    """
    Record that a named person answers for an article, or for its translation.

    Args:
        library: Of the workspace.
        id: Of the article.
        tag: BCP 47; the source's own language for the article itself.
        by: The person's name.
        role: As what the person says so.
        date: The day on which the person said so.

    Raises:
        UsageError: A name or a role is empty, or it is a pseudo-language.
        ContentError: Something in the text is missing or wrong; nothing was recorded.
        MachineError: The file cannot be written.
    """
    workspace, article = library.workspace, library.article(id)
    refuse_pseudo(tag, "nobody can answer for it")
    for key, words in (("--by", by), ("--role", role)):
        if not words.strip() or not words.isprintable():
            raise UsageError(
                Problem(
                    code="approve",
                    message=f"`{key}` says nobody: an approval names a person and a role",
                    hint='write `--by "Dr Ana Pérez" --role "physician, native speaker"`',
                )
            )
    found = survey(library, (id,), (tag,))
    if found.exit_code:
        raise ContentError(
            (
                *found.problems,
                Problem(
                    code="approve",
                    message=f"`{id}` in {language(tag).english} (`{tag}`) was not approved: "
                    "errors stand",
                    hint="mend them first; nothing was recorded",
                ),
            )
        )
    is_source = tag == article.language
    text = snapshot(article, library.pictures(id), None if is_source else library.catalog(id, tag))
    approval = Approval(
        article=id,
        by=by.strip(),
        role=role.strip(),
        date=date,
        source=text.source,
        translation=text.translation,
        checks=_verdict(found.problems),
    )
    path = workspace.approvals_path(tag)
    before = workspace.read(path) if path.is_file() else None
    # First what was read, then that it is approved: a record never stands without its text.
    write_whole(path.parent / snapshot_name(approval), text.data)
    write_whole(path, appended(before, approval))
    return Approved(
        approval=approval,
        path=path,
        warnings=found.problems,
        waits_for_source=not is_source and library.approval(id, article.language) is None,
    )


def _verdict(problems: tuple[Problem, ...]) -> str:
    if not problems:
        return "no problems"
    return "1 warning" if len(problems) == 1 else f"{len(problems)} warnings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A passage that is no longer as it was approved."""

    role: str
    """As in `Text.role`."""
    before: Passage | None
    """None for a new one."""
    after: Passage | None
    """None for one that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """An approval that has ended, and what has changed since."""

    approval: Approval
    """The last of the article in that language."""
    changes: tuple[Change, ...]
    """In reading order; empty where the texts of then were not kept, or only pictures changed."""


def lapsed(library: Library, id: str, tag: str) -> Lapsed | None:
    """Return the approval that held before the text changed; None where one holds, or none was."""
    records = [record for record in library.approvals(tag) if record.article == id]
    if not records or library.approval(id, tag) is not None:
        return None
    article = library.article(id)
    last = max(records, key=lambda record: record.date)
    then = library.workspace.approved(tag, last)
    catalog = None if tag == article.language else library.catalog(id, tag)
    now = passages(article, catalog)
    changes = tuple(_changes(then.passages, now)) if then else ()
    return Lapsed(approval=last, changes=changes)


def _changes(then: tuple[Passage, ...], now: tuple[Passage, ...]) -> Iterator[Change]:
    """Yield what differs; a passage whose source stayed is compared with itself."""
    old, new = [[(one.role, one.source) for one in text] for text in (then, now)]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        gone, came = then[from_old:to_old], now[from_new:to_new]
        for index in range(max(len(gone), len(came))):
            before = gone[index] if index < len(gone) else None
            after = came[index] if index < len(came) else None
            if before != after:
                role = after.role if after else before.role if before else ""
                yield Change(role=role, before=before, after=after)


def due(library: Library, id: str, today: datetime.date) -> int | None:
    """
    Return in how many days the review of an article is due; negative when it is overdue.

    Returns:
        None where it is not due within `DUE_WITHIN_DAYS`, or has no `review_by`.
    """
    review_by = library.article(id).review_by
    if review_by is None:
        return None
    days = (review_by - today).days
    return days if days <= DUE_WITHIN_DAYS else None


def withdraw(
    library: Library, id: str, *, reason: str, date: datetime.date, lifted: bool = False
) -> Path:
    """
    Record that an article must not be printed, in any language; or that it may be again.

    Args:
        library: Of the workspace.
        id: Of the article.
        reason: Why.
        date: Of today.
        lifted: Whether an earlier withdrawal ends.

    Returns:
        The file that the record was added to.

    Raises:
        UsageError: There is no such article, no reason, or nothing to lift.
        ConfigurationError: The file of withdrawals cannot be read.
        MachineError: It cannot be written.
    """
    workspace = library.workspace
    workspace.article_path(id)
    if not reason.strip() or not reason.isprintable():
        raise UsageError(
            Problem(
                code="withdraw",
                message="a withdrawal needs a reason, on one line",
                hint='write `--reason "the dose is wrong in step 2"`',
            )
        )
    if lifted and id not in workspace.withdrawn:
        raise UsageError(
            Problem(
                code="withdraw",
                message=f"`{id}` is not withdrawn",
                hint="`leaflet list articles` shows what is",
            )
        )
    path = workspace.root / "articles" / FILE_NAME
    before = workspace.read(path) if path.is_file() else None
    record = Withdrawal(article=id, reason=reason.strip(), date=date, lifted=lifted)
    write_whole(path, appended_withdrawal(before, record))
    return path
