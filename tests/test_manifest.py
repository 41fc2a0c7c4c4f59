"""The manifest of an output folder."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.errors import MachineError
from leaflet.manifest import Entry, Manifest, read_manifest

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
entries = st.builds(
    Entry,
    article=st.none() | words,
    language=st.sampled_from(["ar", "en", "zh-Hans"]),
    sheet=st.sampled_from(["a4", "letter"]),
    path=st.from_regex(r"[a-z]+/[a-zß ]+\.pdf", fullmatch=True),
    pages=st.integers(1, 9),
    sha256=words,
    fingerprint=words,
    coverage=st.floats(0, 1),
    approval=st.just("draft") | st.dictionaries(words, words, max_size=2),
    source_version=words,
    environment=st.dictionaries(words, words, max_size=2),
    declares=st.lists(words, max_size=2).map(tuple),
    imposed=st.none() | st.just({"path": "x.fold.pdf", "sha256": "0"}),
)


def entry(article: str | None, language: str = "en", sheet: str = "a4") -> Entry:
    return Entry(
        article=article,
        language=language,
        sheet=sheet,
        path=f"output/{article}.{language}.{sheet}.pdf",
        pages=2,
        sha256="0",
        fingerprint="sha256:0",
        coverage=1,
        approval="draft",
        source_version="1.0",
        environment={"digest": "sha256:0"},
        declares=("PDF/UA-1",),
    )


@settings(max_examples=60)
@given(st.lists(entries, max_size=4))
def test_manifest_comes_back_as_it_was(rows: list[Entry]) -> None:
    """What is written is read, whatever a clinic calls things."""
    manifest = Manifest().with_entries(rows)

    assert manifest == read_manifest(manifest.data(), "manifest.json")


@settings(max_examples=30)
@given(
    st.lists(entries, max_size=4, unique_by=lambda row: row.path).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
def test_order_of_building_does_not_show(orders: tuple[list[Entry], list[Entry]]) -> None:
    """Two builds of the same input are the same bytes, however the workers finish."""
    one, other = (Manifest().with_entries(rows).data() for rows in orders)

    assert one == other


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.pdf", "output/../../x.pdf"])
def test_row_of_a_file_elsewhere_is_refused(path: str) -> None:
    """What a manifest names may be read, written over and deleted."""
    data = Manifest().with_entries([dataclasses.replace(entry("a"), path=path)]).data()

    with pytest.raises(MachineError, match="outside"):
        read_manifest(data, "manifest.json")


def test_rows_are_sorted() -> None:
    """By article, language, sheet; sheets without an article first."""
    rows = [
        entry("back", "es"),
        entry("cough", "ar"),
        entry("back", "en", "letter"),
        entry(None),
        entry("back", "en"),
    ]
    found = json.loads(Manifest().with_entries(rows).data())["handouts"]

    assert [
        (None, "en", "a4"),
        ("back", "en", "a4"),
        ("back", "en", "letter"),
        ("back", "es", "a4"),
        ("cough", "ar", "a4"),
    ] == [(row["article"], row["language"], row["sheet"]) for row in found]


def test_new_row_takes_the_place_of_the_old() -> None:
    """And what is gone is taken out; the rest stays."""
    before = Manifest().with_entries([entry("a"), entry("b"), entry("c")])
    gone = entry("c").path
    changed = dataclasses.replace(entry("b"), pages=1)

    after = before.with_entries([changed], [gone])

    assert [("a", 2), ("b", 1)] == [(row.article, row.pages) for row in after.entries.values()]
    assert 3 == len(before.entries)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"version": 2, "handouts": []}',
        b'{"version": "1", "handouts": []}',
        b'{"version": 1}',
        b'{"version": 1, "handouts": [1]}',
        b'{"version": 1, "handouts": [{"path": "x"}]}',
    ],
)
def test_manifest_that_is_none_is_refused(data: bytes) -> None:
    """Of a version that a later program wrote, nothing is guessed."""
    with pytest.raises(MachineError) as raised:
        read_manifest(data, "output/manifest.json")

    assert "output/manifest.json" == str(raised.value.problems[0].place)
