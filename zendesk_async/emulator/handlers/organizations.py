"""Organizations.

https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
"""

from typing import Any

from zendesk_async.emulator import _organizations, _people, _unique
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._memberships import organization_memberships_of
from zendesk_async.emulator._paging import Rows, Style, Subset, count_answer, list_answer
from zendesk_async.emulator._people_sideloads import with_abilities
from zendesk_async.emulator._refusals import invalid_attribute, listed, missing_parameter
from zendesk_async.emulator._store import Row
from zendesk_async.emulator.handlers.job_statuses import texts

SORTS = ("id", "name", "created_at", "updated_at")
_FEWEST_LETTERS = 2
_SOURCES = ("zen:ticket", "zen:user", "zen:organization", "zen:custom_object")


def answer_organizations(call: Call, rows: Rows, style: Style = Style.BOTH) -> Answer:
    """Answer a list of organizations in pages."""
    render = with_abilities(call, "organization")
    return list_answer(call, "organizations", rows, sorts=SORTS, sort_by=SORTS, style=style, render=render)


def _organization(call: Call) -> Row:
    return _organizations.organization_of(call.account, call.identifier("organization_id"))


def _of_user(call: Call) -> list[int]:
    user = _people.user_of(call.account, call.identifier("user_id"))
    return sorted(row["organization_id"] for row in organization_memberships_of(call.account, user["id"]))


@answers("ListOrganizations")
def list_organizations(call: Call) -> Answer:
    """Answer all organizations."""
    return answer_organizations(call, call.account.organizations)


@answers("ListUserOrganizations")
def list_user_organizations(call: Call) -> Answer:
    """Answer the organizations of a user."""
    return answer_organizations(call, Subset(call.account.organizations, _of_user(call)))


@answers("CountOrganizations")
def count_organizations(call: Call) -> Answer:
    """Answer how many organizations there are."""
    return count_answer(call, len(call.account.organizations))


@answers("CountUserOrganizations")
def count_user_organizations(call: Call) -> Answer:
    """Answer how many organizations a user has."""
    return count_answer(call, len(_of_user(call)))


@answers("ShowOrganization")
def show_organization(call: Call) -> Answer:
    """Answer one organization."""
    row = _organization(call)
    render = with_abilities(call, "organization")
    return Answer({"organization": render([row])[0] if render else row})


@answers("ShowManyOrganizations")
def show_many_organizations(call: Call) -> Answer:
    """Answer the organizations with these ids or external ids; those that are not there are left out."""
    organizations = call.account.organizations
    if call.query.get("external_ids") and not call.query.get("ids"):
        rows = [_unique.find(organizations, "external_id", text) for text in texts(call, "external_ids")]
    else:
        rows = [organizations.get(identifier) for identifier in call.ids()]
    return answer_organizations(call, Subset(organizations, sorted({row["id"] for row in rows if row is not None})))


@answers("SearchOrganizations")
def search_organizations(call: Call) -> Answer:
    """Answer the organization with exactly this name or external id, without regard to case."""
    name, external_id = call.query.get("name"), call.query.get("external_id")
    if name and external_id:
        raise invalid_attribute("name", "only one of name and external_id may be given")
    if not name and not external_id:
        raise missing_parameter("external_id")
    organizations = call.account.organizations
    field, text = ("name", name) if name else ("external_id", external_id)
    found = _unique.find(organizations, field, text)
    return answer_organizations(call, Subset(organizations, [found["id"]] if found else []), Style.OFFSET)


@answers("AutocompleteOrganizations")
def autocomplete_organizations(call: Call) -> Answer:
    """Answer the organizations whose name begins so."""
    start = call.query.get("name", "").strip().casefold()
    if not start:
        raise missing_parameter("name")
    source = call.query.get("source")
    if source and not source.startswith(_SOURCES):
        raise listed(400, "QueryError", f"Invalid type:{source}")
    organizations = call.account.organizations
    ids = [
        identifier
        for identifier in organizations
        if len(start) >= _FEWEST_LETTERS and str(organizations.value(identifier, "name")).casefold().startswith(start)
    ]
    return answer_organizations(call, Subset(organizations, ids), Style.OFFSET)


@answers("OrganizationRelated")
def organization_related(call: Call) -> Answer:
    """Answer how many tickets and users an organization has."""
    account, organization_id = call.account, _organization(call)["id"]
    related: dict[str, Any] = {
        "tickets_count": len(account.tickets.where("organization_id", organization_id)),
        "users_count": len(account.organization_memberships.where("organization_id", organization_id)),
    }
    return Answer({"organization_related": related})


@answers("CreateOrganization")
def create_organization(call: Call) -> Answer:
    """Make an organization."""
    row = _organizations.create(call, call.envelope("organization"))
    return Answer({"organization": row}, 201, created_location(row["url"]))


@answers("CreateOrUpdateOrganization")
def create_or_update_organization(call: Call) -> Answer:
    """Make an organization, or change the one with this id or external id."""
    row, created = _organizations.create_or_update(call, call.envelope("organization"))
    return Answer({"organization": row}, 201 if created else 200, created_location(row["url"]))


@answers("UpdateOrganization")
def update_organization(call: Call) -> Answer:
    """Change an organization."""
    return Answer({"organization": _organizations.update(call, _organization(call), call.envelope("organization"))})


@answers("DeleteOrganization")
def delete_organization(call: Call) -> Answer:
    """Delete an organization."""
    _organizations.delete(call, _organization(call))
    return Answer(status=204)
