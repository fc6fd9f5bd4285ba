"""Which records a query selects: the keywords of each kind of record, and queries made into checks. Pure.

Source of the keywords: https://support.zendesk.com/hc/en-us/articles/4408886879258 (search reference).
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from zendesk_async.emulator._search import Condition, Operator, Query, Word
from zendesk_async.emulator._search_checks import (
    Check,
    Lookup,
    Maker,
    Read,
    choice,
    custom,
    exact,
    flag,
    holds_words,
    is_none,
    moment,
    only_equal,
    rank,
    reference,
    references,
    tags,
    words,
)
from zendesk_async.emulator._search_values import Finder, word_pattern

STATUSES = ("new", "open", "pending", "hold", "solved", "closed")
PRIORITIES = ("low", "normal", "high", "urgent")

_CHANNELS = {"mail": "email", "phone": "voice", "text": "sms"}


def _via(condition: Condition, _lookup: Lookup) -> Check:
    only_equal(condition)
    value = condition.value.casefold()
    wanted = {value, _CHANNELS.get(value, value)}
    none = is_none(condition)

    def test(read: Read) -> bool:
        via: Mapping[str, Any] = read("via") or {}
        channel = via.get("channel")
        return channel is None if none else channel in wanted

    return Check(test)


def _description(condition: Condition, lookup: Lookup) -> Check:
    return holds_words(condition, lambda read: _texts(read, lookup), 2)


def _comment(condition: Condition, lookup: Lookup) -> Check:
    return holds_words(condition, lambda read: lookup.bodies(read("id")), 2)


def _texts(read: Read, lookup: Lookup) -> Iterable[Any]:
    yield read("description")
    yield from lookup.bodies(read("id"))


def _commenter(condition: Condition, lookup: Lookup) -> Check:
    only_equal(condition)
    wanted = lookup.referred("users", condition.value)
    return Check(lambda read: any(row["author_id"] in wanted for row in lookup.comments(read("id"))), 2)


def _attachments(read: Read, lookup: Lookup) -> Iterable[Any]:
    for row in lookup.comments(read("id")):
        yield from row.get("attachments") or ()


def _has_attachment(condition: Condition, lookup: Lookup) -> Check:
    only_equal(condition)
    wanted = condition.value.casefold() == "true"
    return Check(lambda read: any(True for _ in _attachments(read, lookup)) is wanted, 2)


def _attachment_name(condition: Condition, lookup: Lookup) -> Check:
    return holds_words(condition, lambda read: [file["file_name"] for file in _attachments(read, lookup)], 2)


def _solved(condition: Condition, lookup: Lookup) -> Check:
    check = moment("solved_at")(condition, lookup)
    return Check(lambda read: check.test(lambda _: lookup.solved_at(read("id"))), 2)


def _satisfaction(condition: Condition, _lookup: Lookup) -> Check:
    only_equal(condition)
    wanted = condition.value.casefold()
    score = wanted.removesuffix("withcomment")

    def test(read: Read) -> bool:
        rating: Mapping[str, Any] = read("satisfaction_rating") or {}
        return rating.get("score") == score and (score == wanted or bool(rating.get("comment")))

    return Check(test)


def _ticket_values(read: Read) -> list[Any]:
    return [field.get("value") for field in read("custom_fields") or ()]


def _fieldvalue(condition: Condition, lookup: Lookup) -> Check:
    return custom(condition, _ticket_values, lookup)


def _custom_status(condition: Condition, _lookup: Lookup) -> Check:
    only_equal(condition)
    return Check(lambda read: str(read("custom_status_id")) == condition.value)


def _ticket_field(condition: Condition, lookup: Lookup) -> Check:
    identifier = condition.keyword.removeprefix("custom_field_")

    def values(read: Read) -> list[Any]:
        return [field.get("value") for field in read("custom_fields") or () if str(field.get("id")) == identifier]

    return custom(condition, values, lookup)


def _phone(condition: Condition, _lookup: Lookup) -> Check:
    only_equal(condition)
    if is_none(condition):
        return Check(lambda read: not read("phone"))
    digits = _digits(condition.value)
    return Check(lambda read: bool(digits) and _digits(str(read("phone") or "")) == digits)


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _user_group(condition: Condition, lookup: Lookup) -> Check:
    only_equal(condition)
    if is_none(condition):
        members = lookup.members(None)
        return Check(lambda read: read("id") not in members)
    ids = lookup.members(lookup.referred("groups", condition.value))
    return Check(lambda read: read("id") in ids)


def _user_profile(condition: Condition, _lookup: Lookup) -> Check:
    return holds_words(condition, lambda read: [read(field) for field in _USER_TEXTS])


_TIMES: Mapping[str, Maker] = {
    "created": moment("created_at"),
    "created_at": moment("created_at"),
    "updated": moment("updated_at"),
    "updated_at": moment("updated_at"),
}

_TICKET: Mapping[str, Maker] = {
    **_TIMES,
    "solved": _solved,
    "due_date": moment("due_at", 1),
    "assignee": reference("assignee_id", "users"),
    "submitter": reference("submitter_id", "users"),
    "requester": reference("requester_id", "users"),
    "commenter": _commenter,
    "cc": references(("email_cc_ids", "collaborator_ids"), "users"),
    "subject": words("subject"),
    "description": _description,
    "comment": _comment,
    "status": rank("status", STATUSES),
    "custom_status_id": _custom_status,
    "ticket_type": choice("type"),
    "priority": rank("priority", PRIORITIES),
    "group": reference("group_id", "groups"),
    "organization": reference("organization_id", "organizations"),
    "tags": tags,
    "via": _via,
    "fieldvalue": _fieldvalue,
    "brand": reference("brand_id", "brands"),
    "form": reference("ticket_form_id", "ticket_forms"),
    "recipient": exact("recipient"),
    "has_attachment": _has_attachment,
    "attachment_name": _attachment_name,
    "support_type": choice("support_type"),
    "satisfaction": _satisfaction,
    "external_id": exact("external_id"),
}

_USER: Mapping[str, Maker] = {
    **_TIMES,
    "name": words("name"),
    "role": choice("role", {"end_user": "end-user", "enduser": "end-user"}),
    "email": words("email"),
    "group": _user_group,
    "organization": reference("organization_id", "organizations"),
    "notes": words("notes"),
    "details": words("details"),
    "external_id": exact("external_id"),
    "phone": _phone,
    "whatsapp": _phone,
    "tags": tags,
    "is_verified": flag(lambda read: bool(read("verified"))),
    "is_suspended": flag(lambda read: bool(read("suspended"))),
    "user": _user_profile,
}

_ORGANIZATION: Mapping[str, Maker] = {
    **_TIMES,
    "name": words("name"),
    "notes": words("notes"),
    "details": words("details"),
    "tags": tags,
    "external_id": exact("external_id"),
}

_GROUP: Mapping[str, Maker] = {**_TIMES, "name": words("name")}

KEYWORDS: Mapping[str, Mapping[str, Maker]] = {
    "ticket": _TICKET,
    "user": _USER,
    "organization": _ORGANIZATION,
    "group": _GROUP,
}
"""The keywords of each kind of record, apart from the keys of custom fields."""

_USER_TEXTS = ("name", "email", "alias", "notes", "details", "external_id", "phone")
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "ticket": ("subject", "external_id", "recipient"),
    "user": _USER_TEXTS,
    "organization": ("name", "notes", "details", "external_id"),
    "group": ("name",),
}
_CUSTOM_FIELDS = {"user": "user_fields", "organization": "organization_fields"}


def checks(query: Query, kind: str, lookup: Lookup, custom_keys: frozenset[str] = frozenset()) -> list[Check] | None:
    """Return the checks that a record of this kind must pass, cheapest first; None when no record of it can.

    `custom_keys` are the keys of the kind's custom fields. Raises `QueryError` for a value that can't be compared.
    """
    result = [_either([_word(word, kind, lookup)], excluded=word.excluded) for word in query.words]
    wanted: list[Condition] = []
    for condition in query.conditions:
        maker = _maker(condition, kind, custom_keys)
        if maker is None and not _known(condition):
            # What is no keyword is text: its words are looked for (`http://…`, `organization_id:1`).
            text = Word(str(condition).removeprefix("-"))
            result.append(_either([_word(text, kind, lookup)], excluded=condition.excluded))
        elif maker is None:
            if not condition.excluded:
                return None
        elif condition.excluded or condition.operator is not Operator.EQUAL:
            result.append(_either([maker(condition, lookup)], excluded=condition.excluded))
        else:
            wanted.append(condition)
    # The same keyword twice means either; different keywords mean both.
    for _, group in groupby(sorted(wanted, key=lambda one: one.keyword), key=lambda one: one.keyword):
        makers = [(maker, one) for one in group if (maker := _maker(one, kind, custom_keys)) is not None]
        result.append(_either([maker(one, lookup) for maker, one in makers]))
    return sorted(result, key=lambda check: check.cost)


def _maker(condition: Condition, kind: str, custom_keys: frozenset[str]) -> Maker | None:
    if kind == "ticket" and condition.keyword.startswith("custom_field_"):
        return _ticket_field
    known = KEYWORDS[kind].get(condition.keyword)
    if known is None and condition.keyword in custom_keys:
        field, key = _CUSTOM_FIELDS[kind], condition.keyword
        return _custom_field(field, key)
    return known


def _custom_field(field: str, key: str) -> Maker:
    def values(read: Read) -> list[Any]:
        fields: Mapping[str, Any] = read(field) or {}
        return [fields.get(key)]

    return lambda condition, lookup: custom(condition, values, lookup)


def _known(condition: Condition) -> bool:
    if condition.keyword.startswith("custom_field_"):
        return True
    return any(condition.keyword in keywords for keywords in KEYWORDS.values())


def _either(alternatives: list[Check], *, excluded: bool = False) -> Check:
    if len(alternatives) == 1 and not excluded:
        return alternatives[0]
    cost = max(check.cost for check in alternatives)
    if excluded:
        return Check(lambda read: not any(check.test(read) for check in alternatives), cost)
    fields = {check.field for check in alternatives}
    values = tuple(dict.fromkeys(value for check in alternatives for value in check.values))
    field = fields.pop() if len(fields) == 1 else None
    return Check(lambda read: any(check.test(read) for check in alternatives), cost, field, values if field else ())


def _word(word: Word, kind: str, lookup: Lookup) -> Check:
    found = Finder(word_pattern(word.text, prefix=not word.phrase, phrase=word.phrase))
    number = int(word.text) if kind == "ticket" and word.text.isdecimal() and len(word.text) < 20 else None

    def test(read: Read) -> bool:
        if number is not None and read("id") == number:
            return True
        return any(map(found, _full_text(read, kind, lookup)))

    return Check(test, 2 if kind == "ticket" else 1)


def _full_text(read: Read, kind: str, lookup: Lookup) -> Iterable[Any]:
    for field in _TEXTS[kind]:
        yield read(field)
    if kind == "group":
        return
    yield from read("tags") or ()
    if kind == "ticket":
        yield from _ticket_values(read)
        yield from _texts(read, lookup)
    else:
        yield from (read(_CUSTOM_FIELDS[kind]) or {}).values()
