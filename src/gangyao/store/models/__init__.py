"""Tables, one file a subject; records of core are mapped to them in the modules of store/ beside this folder."""

from gangyao.store.models.correction import CorrectionRow
from gangyao.store.models.event import Event
from gangyao.store.models.job import Job, JobState, Upload
from gangyao.store.models.plan import (
    ItemKind,
    ItemRow,
    PlanRow,
    Reading,
    RecordId,
    SourceText,
    StatementRow,
    TargetRow,
)
from gangyao.store.models.search import SearchPassage, SearchPosting, SearchShelf

__all__ = [
    "CorrectionRow",
    "Event",
    "ItemKind",
    "ItemRow",
    "Job",
    "JobState",
    "PlanRow",
    "Reading",
    "RecordId",
    "SearchPassage",
    "SearchPosting",
    "SearchShelf",
    "SourceText",
    "StatementRow",
    "TargetRow",
    "Upload",
]
