"""The operations of a collection, attached to it by their ids."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._audited import audited
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._ordering import Column
from zendesk_async.emulator._paging import Render, Rows, Style, Subset, count_answer, list_answer
from zendesk_async.emulator._refusals import invalid_attribute, missing_parameter, record_not_found, too_many_values
from zendesk_async.emulator._shapes import Row

Names = str | Sequence[str]

_MOST_IDS = 100


def _each(names: Names) -> Sequence[str]:
    return (names,) if isinstance(names, str) else names


def listed(
    call: Call,
    collection: Collection,
    rows: Rows | None = None,
    *,
    style: Style | None = None,
    sort: str | None = None,
    sort_by: Sequence[str] | None = None,
    render: Render | None = None,
    columns: Mapping[str, Column] | None = None,
) -> Answer:
    """Answer one page of the records: of all that the path and the query leave, or of these."""
    sideloads = collection.sideloads
    return list_answer(
        call,
        collection.many,
        collection.rows(call) if rows is None else rows,
        sort=sort or collection.sort,
        sorts=collection.sorts,
        sort_by=collection.sorts if sort_by is None else sort_by,
        columns=columns,
        style=style or collection.style,
        render=render or (lambda page: [collection.shown(call, row) for row in page]),
        sideloads=None if sideloads is None else lambda page: sideloads(call, page),
    )


def whole(call: Call, collection: Collection) -> Answer:
    """Answer all records in one piece, without a trace of pages."""
    table = collection.table_of(call.account)
    rows = collection.rows(call)
    chosen = list(table.rows(rows.ids if isinstance(rows, Subset) else None))
    names = collection.sort.split(",")
    for name in reversed(names):
        key = name.removeprefix("-")
        chosen.sort(key=lambda row: (row[key] is not None, row[key]), reverse=name.startswith("-"))
    return Answer({collection.many: [collection.shown(call, row) for row in chosen]})


def created(call: Call, collection: Collection, row: Row, status: int = 201) -> Answer:
    """Answer a record that was made; with its address in `Location` where it has one."""
    headers = {"Location": collection.url(call.account, row)} if collection.path and status == 201 else {}
    return Answer(collection.wrapped(call, row), status, headers)


def serve(
    collection: Collection,
    *,
    list: Names = (),
    list_whole: Names = (),
    list_offset: Names = (),
    create: Names = (),
    show: Names = (),
    update: Names = (),
    delete: Names = (),
    count: Names = (),
    created_status: int = 201,
    deleted_status: int = 204,
) -> None:
    """Answer the plain operations of a collection.

    `list` pages as the collection does, `list_offset` by offset alone, `list_whole` answers everything in one piece.
    """

    def answer_list(call: Call) -> Answer:
        return listed(call, collection)

    def answer_whole(call: Call) -> Answer:
        return whole(call, collection)

    def answer_offset(call: Call) -> Answer:
        return listed(call, collection, style=Style.OFFSET)

    def answer_created(call: Call) -> Answer:
        row = collection.create(call, collection.given(call))
        return created(call, collection, row, created_status)

    def answer_one(call: Call) -> Answer:
        row = collection.found(call)
        payload = collection.wrapped(call, row)
        if collection.sideloads is not None:
            payload |= collection.sideloads(call, [row])
        return Answer(payload)

    def answer_updated(call: Call) -> Answer:
        row = collection.found(call)
        return Answer(collection.wrapped(call, collection.update(call, row, collection.given(call))))

    def answer_deleted(call: Call) -> Answer:
        row = collection.found(call)
        collection.remove(call, row)
        return Answer(None if deleted_status == 204 else collection.wrapped(call, row), deleted_status)

    def answer_count(call: Call) -> Answer:
        rows = collection.rows(call)
        return count_answer(call, len(rows.ids) if isinstance(rows, Subset) else len(rows))

    answers(*_each(list))(answer_list)
    answers(*_each(list_whole))(answer_whole)
    answers(*_each(list_offset))(answer_offset)
    answers(*_each(show))(answer_one)
    answers(*_each(count))(answer_count)
    for action, names, handler in (
        ("create", create, answer_created),
        ("update", update, answer_updated),
        ("destroy", delete, answer_deleted),
    ):
        answers(*_each(names))(handler)
        note(collection, action, names)


def note(collection: Collection, action: str, names: Names) -> None:
    """Have the audit log tell of these operations of a collection."""
    if collection.source_type is not None:
        for name in _each(names):
            audited(name, action, collection.source_type, collection.table, collection.parameter, collection.one)


def ids_of(call: Call, key: str) -> list[Any]:
    """Return the ids that a body lists under a key, or a parameter of the query names, each once."""
    values: Any = call.body.get(key) if is_object(call.body) else None
    if values is None and call.query.get(key):
        values = [part.strip() for part in call.query[key].split(",") if part.strip()]
    if not is_array(values):
        raise invalid_attribute(key, "is required")
    return list(dict.fromkeys(int(value) if str(value).isdecimal() else value for value in values))


def reorder(
    operation: str,
    collection: Collection,
    key: str,
    answer: Callable[[Call], Answer] = lambda _call: Answer({}),
    *,
    complete: bool = False,
    first: int = 1,
    field: str = "position",
) -> None:
    """Answer the operation that brings records into an order.

    404 for an unknown id. Records that are not named follow as they were; with `complete` all must be named.
    """

    def handle(call: Call) -> Answer:
        rows = collection.rows(call)
        table = collection.table_of(call.account)
        known = [row["id"] for row in table.rows(rows.ids if isinstance(rows, Subset) else None)]
        named = [one if one in table else str(one) for one in ids_of(call, key)]
        if any(one not in known for one in named):
            raise record_not_found()
        if complete and len(named) != len(known):
            raise invalid_attribute(key, "must name all records")
        others = sorted((one for one in known if one not in named), key=lambda one: (table[one][field] or 0, one))
        for place, one in enumerate([*named, *others], start=first):
            if table[one][field] != place:
                table.change(one, {field: place})
        return answer(call)

    answers(operation)(handle)


def show_many(operation: str, collection: Collection, by: Mapping[str, str] | None = None) -> None:
    """Answer the operation that answers several records by `ids`, or by the fields of `by` (parameter to field)."""

    def handle(call: Call) -> Answer:
        table = collection.table_of(call.account)
        for parameter, field in (by or {}).items():
            if parameter in call.query:
                wanted = [part.strip() for part in call.query[parameter].split(",") if part.strip()]
                if len(wanted) > _MOST_IDS:
                    raise too_many_values(_MOST_IDS)
                return listed(
                    call, collection, Subset(table, [row["id"] for row in table.rows() if row[field] in wanted])
                )
        if by and "ids" not in call.query:
            raise missing_parameter(next(iter(by)))
        return listed(call, collection, Subset(table, [one for one in dict.fromkeys(call.ids()) if one in table]))

    answers(operation)(handle)


def update_many(operation: str, collection: Collection, fields: Sequence[str]) -> None:
    """Answer the operation that changes some fields of several records; nothing changes when one is not there."""

    def handle(call: Call) -> Answer:
        table = collection.table_of(call.account)
        items = call.items(collection.many)
        rows: list[Row] = [collection.get(call, _id_of(item, table)) for item in items]
        changed = [
            collection.update(call, row, {key: item[key] for key in fields if key in item})
            for row, item in zip(rows, items, strict=True)
        ]
        shown = [collection.shown(call, row) for row in changed]
        return Answer({collection.many: shown, "next_page": None, "previous_page": None, "count": len(shown)})

    answers(operation)(handle)
    note(collection, "update", operation)


def _id_of(item: Row, table: Any) -> Any:
    identifier: Any = item.get("id")
    if identifier is None:
        raise missing_parameter("id")
    if identifier not in table and str(identifier).isdecimal() and int(identifier) in table:
        return int(identifier)
    return identifier


def destroy_many(operation: str, collection: Collection, status: int = 204) -> None:
    """Answer the operation that deletes several records; nothing is deleted when one is not there."""

    def handle(call: Call) -> Answer:
        # The reference shows the ids in the query, and for some rules in the body.
        ids = ids_of(call, "ids")
        if len(ids) > _MOST_IDS:
            raise too_many_values(_MOST_IDS)
        for row in [collection.get(call, identifier) for identifier in ids]:
            collection.remove(call, row)
        return Answer(None if status == 204 else {}, status)

    answers(operation)(handle)
