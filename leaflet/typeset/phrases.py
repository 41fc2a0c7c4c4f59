"""Where a sentence may end in Thai and Lao, which write no sign for it but a space.

A space stands between the parts of a sentence too: round numbers, in a list, behind an "if". So not
each ends one. A wrong guess parts a line at a space, and loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

PHRASED: Final = re.compile("[\u0e01-\u0e5b\u0e81-\u0edf]")
_WORDS: Final = re.compile(r"\S+")
_OR: Final = ("หรือ", "และ", "ຫຼື", "ແລະ")
"""What stands before the last part of a list."""
_GOING_ON: Final = (
    *_OR,
    *(
        "แต่",
        "ที่",
        "ซึ่ง",
        "โดย",
        "เพื่อ",
        "ใน",
        "บน",
        "ด้วย",
        "จาก",
        "กับ",
        "ของ",
        "จน",
        "ตั้งแต่",
        "แล้ว",
        "รอบ",
    ),
    *("เช่น", "วันละ", "ครั้งละ", "สัปดาห์ละ", "ชั่วโมงละ", "นาน", "ทุก", "ก่อน", "หลัง", "เพราะ"),
    *("ແຕ່", "ທີ່", "ຊຶ່ງ", "ໂດຍ", "ເພື່ອ", "ໃນ", "ຈາກ", "ກັບ", "ຂອງ", "ຈົນ", "ຕັ້ງແຕ່", "ເຊັ່ນ", "ມື້ລະ", "ຄັ້ງລະ"),
)
"""Words that begin no sentence, as these articles are written."""
_NOT: Final = (
    "ห้าม",
    "ไม่",
    "ไม่ควร",
    "ไม่ได้",
    "ไม่ต้อง",
    "อย่า",
    "ยกเว้น",
    "ຫ້າມ",
    "ບໍ່",
    "ບໍ່ຄວນ",
    "ຢ່າ",
    "ຍົກເວັ້ນ",
)
"""Not, never, except: what stands behind them would say the contrary on a line of its own."""
_IF: Final = ("หาก", "ถ้า", "เมื่อ", "ขณะ", "ระหว่าง", "ຫາກ", "ຖ້າ", "ເມື່ອ", "ຂະນະ", "ລະຫວ່າງ")
"""What comes first here is followed by what to do, behind a space."""
_SHORT: Final = 6
"""Letters of a call such as "Stop", which an "if" may follow."""
_IN_A_LIST: Final = 14
"""Letters that a part of a list has at most."""


def ends_of_phrases(text: str) -> Iterator[int]:
    """
    Yield each index at which a sentence may begin behind a space.

    >>> text = "พักสั้นๆ ในท่าที่สบายได้ หลีกเลี่ยงการนอนพักบนเตียงนานๆ"
    >>> [text[index:] for index in ends_of_phrases(text)]
    ['หลีกเลี่ยงการนอนพักบนเตียงนานๆ']
    """
    words = list(_WORDS.finditer(text))
    first = 0
    owed = False  # what to do, behind an "if"
    for at in range(1, len(words)):
        before, word = words[at - 1].group(), words[at].group()
        if at - 1 == first:
            owed = before.startswith(_IF)
        if not (PHRASED.match(before[-1]) and PHRASED.match(word[0])):
            continue
        if before.endswith(_NOT) or word.startswith(_GOING_ON) or _lists(words, at):
            continue
        if word.startswith(_IF) and at - 1 == first and len(before) <= _SHORT:
            owed = False
            continue
        if owed:
            owed = False
            continue
        first = at
        yield words[at].start()


def _lists(words: list[re.Match[str]], at: int) -> bool:
    """Tell whether a word is a part of a list before its last one, as "nurse or doctor"."""
    for word in words[at:]:
        if word.group().startswith(_OR):
            return word is not words[at]
        if len(word.group()) > _IN_A_LIST:
            return False
    return False
