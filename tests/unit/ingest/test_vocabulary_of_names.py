"""The vocabularies of names are whole: every entry has a source and a date, and no name means two things."""

from __future__ import annotations

from collections import Counter

from gangyao.ingest.vocabulary import load_agencies, load_vocabulary

KINDS = {
    "party", "congress", "consultative", "government", "department", "vertical", "court", "procuratorate", "mass",
    "public", "local", "grassroots", "military",
}  # fmt: skip


def test_every_entry_says_on_what_it_rests_and_when_it_was_checked() -> None:
    known = load_vocabulary().known_names
    entries = [*known.agencies, *known.strategies, *known.enterprises]
    assert len(entries) > 200
    assert [entry.id for entry in entries if not entry.source or not entry.as_of] == []


def test_a_body_has_one_entry_and_a_known_kind() -> None:
    agencies = load_agencies()
    assert len({agency.id for agency in agencies}) == len(agencies)
    assert {agency.kind for agency in agencies} == KINDS


def test_a_name_means_one_body() -> None:
    names = Counter(name for agency in load_agencies() for name in set(agency.all_names))
    assert [name for name, times in names.items() if times > 1] == []


def test_a_word_that_stands_for_a_body_means_one_body() -> None:
    stems = Counter(stem for agency in load_agencies() for stem in set(agency.all_stems))
    assert [stem for stem, times in stems.items() if times > 1] == []


def test_years_of_names_run_forward() -> None:
    known = load_vocabulary().known_names
    spans = [(former.valid_from, former.valid_to) for agency in known.agencies for former in agency.former]
    spans += [(entry.valid_from, entry.valid_to) for entry in (*known.agencies, *known.strategies)]
    assert [span for span in spans if span[0] and span[1] and span[0] > span[1]] == []


def test_the_former_name_of_a_body_is_kept_with_the_year_it_ended() -> None:
    resources = next(agency for agency in load_agencies() if agency.id == "自然资源局")
    assert [(former.name, former.valid_to) for former in resources.former][:1] == [("国土资源局", 2018)]
