"""The vocabulary of project types: each word once, the longest word wins, words that only look like one count for nothing."""

from __future__ import annotations

import pytest

from gangyao.core.plan.projects.types import ProjectType, ProjectTypes
from gangyao.ingest.vocabulary import load_project_types

_TYPES = (
    ProjectType("park", "园区", ("产业园", "基地"), ("园区",)),
    ProjectType("logistics", "物流", ("物流基地",), ("仓库",)),
    ProjectType("digital", "数字", (), ("系统",)),
)


def test_of_two_words_with_one_end_the_longer_comes_last() -> None:
    types = ProjectTypes.of(_TYPES)

    assert [(tail.word, tail.type) for tail in types.tails("云岭物流基地")] == [
        ("基地", "park"),
        ("物流基地", "logistics"),
    ]


def test_a_word_inside_one_that_only_looks_like_it_is_none() -> None:
    types = ProjectTypes.of(_TYPES, never=("生态系统",))

    assert types.tails("湿地生态系统") == []
    assert [tail.word for tail in types.tails("生态系统监测系统")] == ["系统"]


def test_a_word_in_two_places_is_refused() -> None:
    with pytest.raises(ValueError, match="仓库 stands in logistics and in other"):
        ProjectTypes.of((*_TYPES, ProjectType("other", "其他", ("仓库",), ())))


def test_the_shipped_types_have_labels_of_their_own() -> None:
    labels = load_project_types().labels

    assert len(labels) == len(set(labels.values())) > 20
