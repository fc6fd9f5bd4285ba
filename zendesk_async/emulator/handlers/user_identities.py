"""Identities of users.

https://developer.zendesk.com/api-reference/ticketing/users/user_identities/
"""

from zendesk_async.emulator import _identities, _people
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._paging import list_answer
from zendesk_async.emulator._refusals import forbidden, record_not_found
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import Problems, boolean, string, typed

_CHECKS = {
    "type": string,
    "value": string,
    "verified": boolean,
    "primary": boolean,
    "verification_method": string,
    "skip_verify_email": boolean,
}
_OWN_TYPES = ("email", "phone_number")
"""What the operations for end users are about."""


def _user(call: Call) -> Row:
    identifier = call.identifier("user_id")
    if call.user["role"] == "end-user" and identifier != call.user["id"]:
        raise forbidden()
    return _people.active_user(call.account, identifier)


def _identity(call: Call) -> Row:
    user = _user(call)
    identity = call.account.identities.get(call.identifier("user_identity_id"))
    if identity is None or identity["user_id"] != user["id"]:
        raise record_not_found()
    return identity


@answers("ListUserIdentities", "ListEndUserIdentities")
def list_user_identities(call: Call) -> Answer:
    """Answer a user's identities (of one type)."""
    rows = _identities.identities_of(call.account, _user(call)["id"])
    wanted = [kind for kind in (call.query.get("type"), *call.query.getall("type[]", [])) if kind]
    if wanted:
        rows = [row for row in rows if row["type"] in wanted]
    return list_answer(call, "identities", rows, sorts=("id",))


@answers("ShowUserIdentity", "ShowEndUserIdentity")
def show_user_identity(call: Call) -> Answer:
    """Answer one identity."""
    return Answer({"identity": _identity(call)})


@answers("CreateUserIdentity")
def create_user_identity(call: Call) -> Answer:
    """Give a user an identity."""
    return _create(call, _identities.TYPES)


@answers("CreateEndUserIdentity")
def create_end_user_identity(call: Call) -> Answer:
    """Give an end user an e-mail address or a phone number; an end user's own one has to be verified by mail."""
    return _create(call, _OWN_TYPES)


def _create(call: Call, types: tuple[str, ...]) -> Answer:
    user = _user(call)
    given = typed(call.envelope("identity"), _CHECKS)
    problems = Problems()
    problems.present(given, "type", "value")
    problems.one_of(given, "type", types)
    problems.refuse()
    verified = _verified(given) if call.user["role"] != "end-user" else False
    identity = _identities.add(
        call,
        user,
        given["type"],
        given["value"],
        verified=bool(verified),
        primary=bool(given.get("primary")),
    )
    return Answer({"identity": identity}, 201, created_location(identity["url"]))


@answers("UpdateUserIdentity")
def update_user_identity(call: Call) -> Answer:
    """Change the value or the verification of an identity; `primary` is not changed this way."""
    identity = _identity(call)
    given = typed(call.envelope("identity"), _CHECKS)
    changes: Row = {}
    if "value" in given:
        problems = Problems()
        problems.present(given, "value")
        kind, value = identity["type"], given["value"]
        _identities.check_value(call.account, kind, value, problems, "value", identity["user_id"])
        problems.refuse()
        changes["value"] = _identities.normal(kind, value)
    verified = _verified(given)
    if verified is not None:
        changes["verified"] = verified
    return Answer({"identity": _identities.change(call, identity, changes)})


@answers("DeleteUserIdentity", "DeleteEndUserIdentity")
def delete_user_identity(call: Call) -> Answer:
    """Take an identity from its user."""
    identity = _identity(call)
    _identities.keep_reachable(call, identity)
    _identities.remove(call, identity)
    return Answer(status=204)


@answers("MakeUserIdentityPrimary", "MakeEndUserIdentityPrimary")
def make_user_identity_primary(call: Call) -> Answer:
    """Make an identity the primary one of its type and answer all of them."""
    identity = _identities.make_primary(call, _identity(call))
    rows = _identities.identities_of(call.account, identity["user_id"])
    return list_answer(call, "identities", rows)


@answers("VerifyUserIdentity")
def verify_user_identity(call: Call) -> Answer:
    """Set an identity as verified."""
    return Answer({"identity": _identities.change(call, _identity(call), {"verified": True})})


@answers("RequestUserVerfication", "RequestEndUserVerification")
def request_user_verification(call: Call) -> Answer:
    """Send the user a mail to verify the address with: here, to nobody."""
    _identity(call)
    return Answer()


def _verified(given: Row) -> bool | None:
    # The newer field wins: "none" takes the verification back.
    method = given.get("verification_method")
    return given.get("verified") if method is None else method != "none"
