"""Many organizations at once, and merges, which take their time as well.

https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#create-many-organizations
"""

from zendesk_async._json import is_object
from zendesk_async.emulator import _organizations, _unique
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import integer
from zendesk_async.emulator.handlers.job_statuses import ids_or_external_ids, result, start_job


@answers("CreateManyOrganizations")
def create_many_organizations(call: Call) -> Answer:
    """Start a job that makes organizations."""

    def work(_index: int, values: Row) -> Row:
        return {"status": "Created", "id": _organizations.create(call, values)["id"]}

    return start_job(call, "Bulk Create Organization", call.items("organizations"), work)


@answers("UpdateManyOrganizations")
def update_many_organizations(call: Call) -> Answer:
    """Start a job that changes organizations: all alike, or each by itself."""
    kind = "Bulk Update Organization"
    if is_object(call.body) and "organizations" in call.body:
        items = call.items("organizations")
        return start_job(call, kind, items, lambda _index, row: _update(call, row, row), action="update")
    values, items = call.envelope("organization"), ids_or_external_ids(call)
    return start_job(call, kind, items, lambda _index, item: _update(call, item, values), action="update")


@answers("DeleteManyOrganizations")
def delete_many_organizations(call: Call) -> Answer:
    """Start a job that deletes organizations."""

    def work(_index: int, item: Row) -> Row:
        organization = _named(call, item)
        _organizations.delete(call, organization)
        return result("delete", organization["id"])

    return start_job(call, "Bulk Delete Organization", ids_or_external_ids(call), work, action="delete")


@answers("CreateOrganizationMerge")
def create_organization_merge(call: Call) -> Answer:
    """Begin to merge the organization of the path into `winner_id`."""
    loser = _organizations.organization_of(call.account, call.identifier("organization_id"))
    winner_id = integer("winner_id", call.envelope("organization_merge").get("winner_id"))
    return Answer({"organization_merge": _organizations.start_merge(call, loser, winner_id)})


@answers("ShowOrganizationMerge")
def show_organization_merge(call: Call) -> Answer:
    """Answer how far a merge has got."""
    call.account.jobs.advance()
    merge = call.account.organization_merges.get(call.path["organization_merge_id"])
    if merge is None:
        raise record_not_found()
    return Answer({"organization_merge": merge})


@answers("ListOrganizationMerges")
def list_organization_merges(call: Call) -> Answer:
    """Answer the merges that an organization lost; it need not be there any more."""
    call.account.jobs.advance()
    organization_id = call.identifier("organization_id")
    merges = call.account.organization_merges
    rows = merges.rows(merges.where("loser_id", organization_id))
    if not rows and organization_id not in call.account.organizations:
        raise record_not_found()
    return list_answer(call, "organization_merges", rows, style=Style.CURSOR)


def _update(call: Call, item: Row, values: Row) -> Row:
    changes = {key: value for key, value in values.items() if key != "id"}
    return result("update", _organizations.update(call, _named(call, item), changes)["id"])


def _named(call: Call, item: Row) -> Row:
    organizations = call.account.organizations
    identifier = integer("id", item.get("id"))
    if identifier is not None:
        return _organizations.organization_of(call.account, identifier)
    found = _unique.find(organizations, "external_id", str(item.get("external_id") or ""))
    if found is None:
        raise record_not_found()
    return found
