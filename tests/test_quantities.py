"""Numbers, doses, phone numbers and dates in running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.quantities import find

CASES = [
    # Phone numbers
    ("Call 020 7946 0000.", [("phone", "020 7946 0000")]),
    ("+44 20 7946 0958", [("phone", "+44 20 7946 0958")]),
    ("(020) 7946 0000", [("phone", "(020) 7946 0000")]),
    ("+1 (555) 010-0199", [("phone", "+1 (555) 010-0199")]),
    ("555-0100", [("phone", "555-0100")]),
    ("13 11 26", [("phone", "13 11 26")]),
    ("020\u00a07946\u00a00000", [("phone", "020\u00a07946\u00a00000")]),
    ("٠٢٠ ٧٩٤٦ ٠٠٠٠", [("phone", "٠٢٠ ٧٩٤٦ ٠٠٠٠")]),
    (
        "+44 20 7946 0958 (08:00–18:30)",
        [("phone", "+44 20 7946 0958"), ("range", "08:00–18:30")],
    ),
    (
        "020 7946 0958 8:00, 020 7946 0958 08:00",
        [
            ("phone", "020 7946 0958"),
            ("range", "8:00"),
            ("phone", "020 7946 0958"),
            ("range", "08:00"),
        ],
    ),
    ("+44 20 7946 0958 2026-11-22", [("phone", "+44 20 7946 0958"), ("date", "2026-11-22")]),
    ("+44 20 7946 0958 200 mg", [("phone", "+44 20 7946 0958"), ("quantity", "200 mg")]),
    ("+44 (0)113 496 0000", [("phone", "+44 (0)113 496 0000")]),
    ("1-800-222-1222", [("phone", "1-800-222-1222")]),
    ("1 800 222 1222", [("phone", "1 800 222 1222")]),
    ("+5 °C, 2+1", [("quantity", "+5 °C"), ("number", "2"), ("number", "1")]),
    # Two tablets of 500 mg, to the checks
    ("2 500 mg", [("number", "2"), ("quantity", "500 mg")]),
    ("Call 999 now", [("number", "999")]),
    # Doses
    ("Take 200 mg.", [("quantity", "200 mg")]),
    ("200mg", [("quantity", "200mg")]),
    ("0.5 ml/kg", [("quantity", "0.5 ml/kg")]),
    ("37.5°C", [("quantity", "37.5°C")]),
    ("37,5 °C", [("quantity", "37,5 °C")]),
    ("50 µg or 50 μg", [("quantity", "50 µg"), ("quantity", "50 μg")]),
    ("80 %", [("quantity", "80 %")]),
    ("٢٠٠ mg", [("quantity", "٢٠٠ mg")]),
    ("२०० mg", [("quantity", "२०० mg")]),
    ("3 minutes", [("number", "3")]),
    ("200 milligrams", [("number", "200")]),
    ("400 mg 3 times", [("quantity", "400 mg"), ("number", "3")]),
    # Ranges, parts, pressures, times
    ("200–400 mg", [("range", "200–400 mg")]),
    ("200-400 mg", [("range", "200-400 mg")]),
    ("5-10 days", [("range", "5-10")]),
    ("10-15 minutes", [("range", "10-15")]),
    ("100-150 steps", [("range", "100-150")]),
    ("5 mg – 10 mg", [("range", "5 mg – 10 mg")]),
    ("٢٠٠–٤٠٠ mg", [("range", "٢٠٠–٤٠٠ mg")]),
    ("2/3 of it", [("range", "2/3")]),
    ("120/80", [("range", "120/80")]),
    ("at 15:30", [("range", "15:30")]),
    ("8:00–10:00", [("range", "8:00–10:00")]),
    ("٨:٠٠–١٠:٠٠", [("range", "٨:٠٠–١٠:٠٠")]),
    # Signs before a number, and behind it
    ("above > 2.5 g/l", [("quantity", "> 2.5 g/l")]),
    ("≥ 38 °C", [("quantity", "≥ 38 °C")]),
    ("<5 or <=5", [("number", "<5"), ("number", "<=5")]),
    ("± 2, -5 °C, −5", [("number", "± 2"), ("quantity", "-5 °C"), ("number", "−5")]),
    ("COVID-19, A1-2", [("number", "19"), ("range", "1-2")]),
    ("%50, ٪٥٠, ٥٠٪", [("quantity", "%50"), ("quantity", "٪٥٠"), ("quantity", "٥٠٪")]),
    ("2×/day", [("quantity", "2×/day")]),
    (
        "5 mmol/l, 120 mmHg, 2 m²",
        [("quantity", "5 mmol/l"), ("quantity", "120 mmHg"), ("quantity", "2 m²")],
    ),
    ("3 x 200 mg", [("quantity", "3 x 200 mg")]),
    ("1.5 × 10^9/l, 10⁹/l", [("quantity", "1.5 × 10^9/l"), ("quantity", "10⁹/l")]),
    ("120/80 mmHg at 8:00 pm", [("range", "120/80 mmHg"), ("range", "8:00 pm")]),
    ("5 mg/kg/day, 60/min", [("quantity", "5 mg/kg/day"), ("quantity", "60/min")]),
    ("38 °م", [("number", "38")]),
    ("020 \u200e7946\u2060 0000", [("phone", "020 \u200e7946\u2060 0000")]),
    # Dates
    ("2026/11/22", [("date", "2026/11/22")]),
    ("٢٠٢٦-١١-٢٢", [("date", "٢٠٢٦-١١-٢٢")]),
    ("2026-11-22", [("date", "2026-11-22")]),
    ("22/11/2026", [("date", "22/11/2026")]),
    ("22.11.2026.", [("date", "22.11.2026")]),
    # Numbers
    ("1,000,000", [("number", "1,000,000")]),
    ("3.5, 4", [("number", "3.5"), ("number", "4")]),
    ("٣٧٫٥", [("number", "٣٧٫٥")]),
    ("1’000", [("number", "1’000")]),
    ("½ a tablet, then 1½ or 1 ½", [("number", "½"), ("number", "1½"), ("number", "1 ½")]),
    ("week 20.", [("number", "20")]),
    # Addresses
    ("see https://a.example/b?c=1.", [("address", "https://a.example/b?c=1")]),
    ("(www.a.example)", [("address", "www.a.example")]),
    ("desk@clinic.example, please", [("address", "desk@clinic.example")]),
    # Two beside each other
    ("020 7946 0000 200–400 mg", [("phone", "020 7946 0000"), ("range", "200–400 mg")]),
    ("+44 20 7946 0958 5-10 g", [("phone", "+44 20 7946 0958"), ("range", "5-10 g")]),
    # Nothing
    ("three tablets", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_quantity_is_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    """What belongs together is one find, of its kind."""
    assert expected == [(found.kind, found.text) for found in find(text)]


texts = st.one_of(
    st.text(max_size=60),
    st.text("0129٢۲२½ \u00a0.,:/-–+()°%mgCx@w", max_size=40),
    st.lists(st.sampled_from([text for text, _ in CASES]), max_size=3).map(" ".join),
)


@settings(max_examples=200)
@given(texts)
def test_finds_do_not_overlap(text: str) -> None:
    """Each letter belongs to one find or to none, and each find is where it says."""
    end = 0
    for found in find(text):
        assert end <= found.start < found.end
        assert found.text == text[found.start : found.end]
        end = found.end


@settings(max_examples=200)
@given(texts)
def test_every_digit_is_found(text: str) -> None:
    """A digit outside every find could be changed unseen."""
    inside = {index for found in find(text) for index in range(found.start, found.end)}

    assert set() == {index for index, letter in enumerate(text) if letter.isdecimal()} - inside
