"""
Who approved what: digests of source and translation, the records that name them, what they read.

An approval is bound to the words. It ends by itself when either text changes, and a record that
is malformed or names other digests is no approval. Beside each record lies a snapshot of the texts
that were approved, so that a later difference can be shown word by word.
"""

from leaflet.approvals.digests import digest_of, source_digest, translation_digest
from leaflet.approvals.records import (
    FILE_NAME,
    Approval,
    Records,
    appended,
    approval_of,
    read_approvals,
)
from leaflet.approvals.snapshot import (
    Passage,
    Snapshot,
    passages,
    read_snapshot,
    snapshot,
    snapshot_name,
)

__all__ = [
    "FILE_NAME",
    "Approval",
    "Passage",
    "Records",
    "Snapshot",
    "appended",
    "approval_of",
    "digest_of",
    "passages",
    "read_approvals",
    "read_snapshot",
    "snapshot",
    "snapshot_name",
    "source_digest",
    "translation_digest",
]
