from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.export._places import Places

identifiers = st.integers(-5, 30) | st.integers(2**64 - 2, 2**64 + 2) | st.text(max_size=2)


@given(noted=st.lists(st.tuples(identifiers, st.integers(0, 2**63)), max_size=60), asked=identifiers)
def test_every_place_is_found_by_its_id(noted: list[tuple[int | str, int]], asked: int | str) -> None:
    places = Places()
    for identifier, place in noted:
        places.add(identifier, place)
    assert len(places) == len(noted)
    for identifier in {asked, *(identifier for identifier, _ in noted)}:
        expected = sorted(place for one, place in noted if one == identifier and type(one) is type(identifier))
        assert sorted(places.of(identifier)) == expected
        assert (identifier in places) == bool(expected)


def test_many_places_need_little_memory() -> None:
    places = Places()
    for number in range(50_000):
        places.add(35_000_000_000_000 + number * 29, number)
    assert [*places.of(35_000_000_000_000 + 777 * 29)] == [777]
    assert 35_000_000_000_001 not in places
    size = sum(len(part) * part.itemsize for part in (places._marks, places._places))
    assert size <= 50 * len(places)
