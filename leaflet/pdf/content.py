"""What is drawn in a PDF, read and written as operands and operators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

Step = tuple[list[Any], pikepdf.Operator]
"""Operands, as numbers or objects, and the operator behind them."""


def steps(holder: Any) -> Iterator[Step]:
    """Yield what a page, a form or a pattern draws, step by step."""
    for one in pikepdf.parse_content_stream(holder):
        yield list(one.operands), one.operator


def written(content: Iterable[Step]) -> bytes:
    """Return steps as the content of a page, a form or a pattern."""
    lines: Any = list(content)  # numbers are objects too, which the annotations do not know
    return pikepdf.unparse_content_stream(lines)
