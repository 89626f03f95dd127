"""Tables, one file a subject; records of core are mapped to them in the modules of store/ beside this folder."""

from gangyao.store.models.event import Event
from gangyao.store.models.plan import PlanRow, Reading, RecordId, SourceText, StatementRow, TargetRow

__all__ = ["Event", "PlanRow", "Reading", "RecordId", "SourceText", "StatementRow", "TargetRow"]
