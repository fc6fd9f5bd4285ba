"""Languages; open to anyone.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/
"""

from collections.abc import Iterable

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, own
from zendesk_async.emulator._locales import LOCALES
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account


def _seeds(_account: Account) -> Iterable[Row]:
    for identifier, (tag, name) in LOCALES.items():
        yield {"id": identifier, "locale": tag, "name": name, "native_name": name}


COLLECTION = Collection(
    table="locales",
    one="locale",
    many="locales",
    parameter="locale_id",
    path="locales",
    seeds=_seeds,
    fields=(
        URL,
        ID,
        own("locale"),
        own("name"),
        own("native_name"),
        own("presentation_name", make=lambda _account, row: f"{row['name']} - {row['locale']}"),
        own("rtl", default=False),
        CREATED,
        UPDATED,
        own("default", make=lambda _account, row: row["id"] == 1),
    ),
)


@answers("ListLocales", "ListLocalesForAgent", "ListAvailablePublicLocales")
def list_locales(call: Call) -> Answer:
    """Answer all languages of the account."""
    rows = COLLECTION.table_of(call.account).rows()
    return Answer({"locales": rows, "next_page": None, "previous_page": None, "count": len(rows)})


@answers("ShowLocaleById")
def show_locale(call: Call) -> Answer:
    """Answer a language by its id or its tag."""
    locales, text = COLLECTION.table_of(call.account), call.path["locale_id"]
    row = locales.get(int(text)) if text.isdecimal() else locales.one("locale", text)
    if row is None:
        raise record_not_found()
    return Answer({"locale": row})


@answers("ShowCurrentLocale")
def show_current_locale(call: Call) -> Answer:
    """Answer the language of who asks."""
    locales = COLLECTION.table_of(call.account)
    return Answer({"locale": locales.get(call.user.get("locale_id") or 1) or locales[1]})


@answers("DetectBestLocale")
def detect_best_locale(call: Call) -> Answer:
    """Answer the language that fits `Accept-Language` best."""
    locales = COLLECTION.table_of(call.account)
    asked: list[tuple[float, str]] = []
    for place, part in enumerate(call.headers.get("Accept-Language", "").split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            asked.append((-float(weight or 1) + place / 1000, tag.lower()))
        except ValueError:
            continue
    for _, tag in sorted(asked):
        for row in locales.rows():
            known = str(row["locale"]).lower()
            if tag and (known == tag or known.partition("-")[0] == tag.partition("-")[0]):
                return Answer({"locale": row})
    return Answer({"locale": locales[1]})
