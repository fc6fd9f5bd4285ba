"""What a request wants of a ticket: read, checked, and told in the ticket's own columns."""

from collections.abc import Callable
from typing import Any

import attrs

from zendesk_async._json import is_object
from zendesk_async.emulator import _ticket_fields, _ticket_people
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._comments import Comment, read_comment
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._validation import Problems, integer, integers, moment, string, strings, tags_of

STATUSES = ("new", "open", "pending", "hold", "solved", "closed")
PRIORITIES = ("low", "normal", "high", "urgent")
TYPES = ("problem", "incident", "question", "task")

LONGEST_SUBJECT = 65_535
"""The reference tells no limit; a MySQL text column has this one."""

_PLAIN = frozenset(
    {
        "comment", "description", "subject", "raw_subject", "type", "priority", "status", "custom_status_id",
        "requester_id", "requester", "submitter_id", "assignee_id", "assignee_email", "group_id", "organization_id",
        "brand_id", "ticket_form_id", "collaborator_ids", "collaborators", "additional_collaborators", "email_cc_ids",
        "follower_ids", "email_ccs", "followers", "tags", "additional_tags", "remove_tags", "custom_fields", "fields",
        "problem_id", "due_at", "external_id", "recipient", "via", "via_id", "via_followup_source_id", "macro_id",
        "macro_ids", "metadata", "attribute_value_ids", "safe_update", "updated_stamp", "sharing_agreement_ids",
        "voice_comment", "origin_zrn", "suspended_ticket_id", "suspension_type_id", "created_at", "updated_at",
        "is_public", "locale_id", "support_type",
    }
)  # fmt: skip


@attrs.frozen
class Wanted:
    """A request's ticket: `changes` of its columns, what it says, and who says so."""

    changes: Row
    comment: Comment | None
    metadata: Row
    macro_ids: tuple[int, ...]
    unknown: tuple[str, ...]


def unknown_keys(given: Row) -> tuple[str, ...]:
    """Return the keys that tickets do not have; they are dropped, and listed in a header of the answer."""
    return tuple(key for key in given if key not in _PLAIN)


def read(call: Call, given: Row, ticket: Row) -> Wanted:
    """Read what a request wants of a ticket: of `ticket`, or of a new one when that has no id yet.

    Raises `Refusal`: 400 for a value of the wrong type, 422 with every rule that is broken.
    """
    reader = _Reader(call, given, ticket)
    reader.texts()
    reader.choices()
    reader.assignment()
    reader.places()
    reader.values_and_tags()
    comment = read_comment(call, given, reader.problems, creating=reader.creating)
    if reader.creating and comment is None:
        reader.problems.add("base", "Description: cannot be blank", "BlankValue")
    # New people are made only for a request that is good otherwise.
    reader.problems.refuse()
    reader.people()
    reader.organization()
    reader.problem()
    reader.status()
    reader.problems.refuse()
    metadata = given.get("metadata")
    macros = [*integers("macro_ids", given.get("macro_ids"))]
    macro = integer("macro_id", given.get("macro_id"))
    return Wanted(
        changes=reader.changes,
        comment=comment,
        metadata=metadata if is_object(metadata) else {},
        macro_ids=tuple([macro, *macros] if macro is not None else macros),
        unknown=unknown_keys(given),
    )


class _Reader:
    def __init__(self, call: Call, given: Row, ticket: Row) -> None:
        self.call = call
        self.account = call.account
        self.given = given
        self.ticket = ticket
        self.creating = ticket.get("id") is None
        self.changes: Row = {}
        self.problems = Problems()

    def now(self, field: str) -> Any:
        """Return a column as it will be."""
        return self.changes[field] if field in self.changes else self.ticket.get(field)

    def _take(self, field: str, check: Callable[[str, Any], Any]) -> None:
        if field in self.given:
            self.changes[field] = check(field, self.given[field])

    def texts(self) -> None:
        for field in ("subject", "external_id", "recipient"):
            self._take(field, string)
        if "raw_subject" in self.given and "subject" not in self.given:
            self.changes["subject"] = string("raw_subject", self.given["raw_subject"])
        if "subject" in self.changes:
            self.changes["raw_subject"] = self.changes["subject"]
            self.problems.at_most(self.changes, "subject", LONGEST_SUBJECT)
        if "due_at" in self.given:
            due = moment("due_at", self.given["due_at"])
            self.changes["due_at"] = None if due is None else stamp_of(due)

    def choices(self) -> None:
        for field, allowed in (("type", TYPES), ("priority", PRIORITIES), ("status", STATUSES)):
            self._take(field, string)
            if self.changes.get(field) == "":
                self.changes[field] = None
            self.problems.one_of(self.changes, field, allowed)
        if "status" in self.changes and self.changes["status"] is None:
            del self.changes["status"]
        if "type" in self.changes and self.changes["type"] != "task":
            self.changes["due_at"] = None

    def people(self) -> None:
        given = self.given
        if given.get("requester") is not None:
            user = _ticket_people.requester(self.call, given["requester"], self.problems)
        elif given.get("requester_id") is not None:
            user = _ticket_people.by_id(self.account, "requester_id", given["requester_id"])
            if user is None:
                self.problems.add("requester", "Requester: is invalid", "InvalidValue")
        else:
            user = self.call.user if self.creating else None
        if user is not None:
            self.changes["requester_id"] = user["id"]
            if user.get("suspended"):
                self.problems.add("requester", "Requester: is suspended", "InvalidValue")
        if self.creating:
            submitter = _ticket_people.by_id(self.account, "submitter_id", given.get("submitter_id"))
            # A follow-up is always submitted by who makes it.
            follow_up = given.get("via_followup_source_id") is not None
            self.changes["submitter_id"] = self.call.user["id"] if submitter is None or follow_up else submitter["id"]
        self._copied()

    def _copied(self) -> None:
        given = self.given
        if not self.account.settings.collaboration:
            return
        ccs: list[int] = self.ticket.get("email_cc_ids") or []
        followers: list[int] = self.ticket.get("follower_ids") or []
        before = (ccs, followers)
        named: list[int] | None = None
        if "collaborator_ids" in given:
            named = integers("collaborator_ids", given["collaborator_ids"])
        if "collaborators" in given:
            named = [*(named or []), *_ticket_people.collaborators(self.call, given["collaborators"])]
        if named is not None:
            followers = _ticket_people.known_ids(self.account, named, agents=True)
            ccs = [user for user in _ticket_people.known_ids(self.account, named) if user not in followers]
        if "additional_collaborators" in given:
            more = _ticket_people.collaborators(self.call, given["additional_collaborators"])
            agents = _ticket_people.known_ids(self.account, more, agents=True)
            followers = list(dict.fromkeys([*followers, *agents]))
            ccs = list(dict.fromkeys([*ccs, *(user for user in more if user not in agents)]))
        if "email_cc_ids" in given:
            ccs = _ticket_people.known_ids(self.account, integers("email_cc_ids", given["email_cc_ids"]))
        if "follower_ids" in given:
            named = integers("follower_ids", given["follower_ids"])
            followers = _ticket_people.known_ids(self.account, named, agents=True)
        if "email_ccs" in given:
            ccs = _ticket_people.copied(self.call, given["email_ccs"], ccs, agents=False)
        if "followers" in given:
            followers = _ticket_people.copied(self.call, given["followers"], followers, agents=True)
        if (ccs, followers) != before:
            ccs = _ticket_people.check_copied(ccs, creating=self.creating)
            self.changes["follower_ids"], self.changes["email_cc_ids"] = followers, ccs
            self.changes["collaborator_ids"] = list(dict.fromkeys([*ccs, *followers]))

    def assignment(self) -> None:
        given, account = self.given, self.account
        self._take("group_id", integer)
        group = self.changes.get("group_id")
        if group is not None and (group not in account.groups or account.groups[group]["deleted"]):
            self.problems.add("group", "Group: is invalid", "InvalidValue")
        if "assignee_id" not in given and "assignee_email" not in given:
            assignee = self.ticket.get("assignee_id")
            # Another group takes the ticket off an agent who is not in it.
            if "group_id" in self.changes and assignee is not None and not self._member(assignee, group):
                self.changes["assignee_id"] = None
            return
        email = given.get("assignee_email")
        if given.get("assignee_id") is not None:
            user = _ticket_people.by_id(account, "assignee_id", given["assignee_id"])
        elif is_text(email):
            user = _ticket_people.by_email(account, email)
        else:
            self.changes["assignee_id"] = None
            return
        if user is None or not _ticket_people.is_agent(user):
            self.problems.add("assignee", "Assignee: is invalid", "InvalidValue")
            return
        self.changes["assignee_id"] = user["id"]
        if "group_id" not in given and not self._member(user["id"], self.now("group_id")):
            self.changes["group_id"] = user["default_group_id"] or self._any_group(user["id"])

    def _member(self, user: int, group: int | None) -> bool:
        memberships = self.account.group_memberships
        return any(memberships[entry]["group_id"] == group for entry in memberships.where("user_id", user))

    def _any_group(self, user: int) -> int | None:
        memberships = self.account.group_memberships
        return next((memberships[entry]["group_id"] for entry in memberships.where("user_id", user)), None)

    def places(self) -> None:
        account = self.account
        for field, table, label in (
            ("brand_id", account.brands, "Brand"),
            ("ticket_form_id", account.ticket_forms, "Ticket form"),
            ("custom_status_id", account.custom_statuses, "Custom status"),
        ):
            self._take(field, integer)
            value = self.changes.get(field)
            if value is not None and value not in table:
                self.problems.add(field.removesuffix("_id"), f"{label}: is invalid", "InvalidValue")
            elif value is None:
                self.changes.pop(field, None)
        if "sharing_agreement_ids" in self.given:
            self.changes["sharing_agreement_ids"] = integers(
                "sharing_agreement_ids", self.given["sharing_agreement_ids"]
            )

    def organization(self) -> None:
        requester = self.now("requester_id")
        user = self.account.users.get(requester) if requester is not None else None
        if "organization_id" in self.given:
            organization = integer("organization_id", self.given["organization_id"])
            if organization is not None and not self._belongs(requester, organization):
                self.problems.add("base", "Organization: is not an organization of the requester", "InvalidValue")
            self.changes["organization_id"] = organization
        elif "requester_id" in self.changes and self.changes["requester_id"] != self.ticket.get("requester_id"):
            self.changes["organization_id"] = None if user is None else user["organization_id"]

    def _belongs(self, user: int | None, organization: int) -> bool:
        if user is None:
            return False
        memberships = self.account.organization_memberships
        return any(
            memberships.value(entry, "organization_id") == organization for entry in memberships.where("user_id", user)
        )

    def problem(self) -> None:
        self._take("problem_id", integer)
        problem = self.changes.get("problem_id")
        if problem is None:
            return
        if self.now("type") not in {None, "incident"}:
            self.problems.add("base", "Type: must be incident to link to a problem", "InvalidValue")
        elif self.account.tickets.get(problem) is None or self.account.tickets.value(problem, "type") != "problem":
            self.problems.add("base", "Problem: is invalid", "InvalidValue")
        elif self.now("type") is None:
            self.changes["type"] = "incident"

    def values_and_tags(self) -> None:
        given, account = self.given, self.account
        values: list[Row] = self.ticket.get("custom_fields") or []
        if self.creating:
            values = _ticket_fields.empty_values(account)
        before = values
        tags = set(self.ticket.get("tags") or ())
        if "tags" in given:
            tags = set(tags_of(strings("tags", given["tags"])))
        tags |= set(tags_of(strings("additional_tags", given.get("additional_tags"))))
        tags -= set(tags_of(strings("remove_tags", given.get("remove_tags"))))
        values = _ticket_fields.without_lost_tags(account, values, tags)
        wanted: dict[int, Any] = {}
        for key in ("fields", "custom_fields"):
            if given.get(key) is not None:
                wanted |= _ticket_fields.read_values(given[key], self.problems)
        if wanted:
            old = _ticket_fields.tags_of_values(account, values)
            values = _ticket_fields.apply(account, values, wanted, self.problems)
            tags = (tags - old) | _ticket_fields.tags_of_values(account, values)
        elif tags - set(self.ticket.get("tags") or ()):
            values = _ticket_fields.with_new_tags(account, values, tags)
        if values != before or self.creating:
            self.changes["custom_fields"] = self.changes["fields"] = values
        if sorted(tags) != self.ticket.get("tags"):
            self.changes["tags"] = sorted(tags)

    def status(self) -> None:
        """Bring status, custom status and assignment together."""
        account, changes = self.account, self.changes
        custom = changes.get("custom_status_id")
        if custom is not None and custom in account.custom_statuses and "status" not in changes:
            changes["status"] = account.custom_statuses[custom]["status_category"]
        before = self.ticket.get("status")
        if "status" not in changes:
            if self.creating:
                changes["status"] = "new" if self.now("assignee_id") is None else "open"
            elif before == "new" and changes.get("assignee_id") is not None:
                changes["status"] = "open"
        status = changes.get("status")
        if status is None:
            return
        if status == "new" and before not in {None, "new"}:
            self.problems.add("status", "Status: cannot be set back to new", "InvalidValue")
        if status in {"solved", "closed"} and before != status and self.now("assignee_id") is None:
            self._needs_assignee()
        category = "solved" if status == "closed" else status
        if custom is None or account.custom_statuses[custom]["status_category"] != category:
            default = [row for row in account.custom_statuses.rows() if row["status_category"] == category]
            changes["custom_status_id"] = default[0]["id"] if default else None

    def _needs_assignee(self) -> None:
        if _ticket_people.is_agent(self.call.user) and self.creating:
            # A ticket that an agent solves at once is the agent's.
            self.changes["assignee_id"] = self.call.user["id"]
            self.changes["group_id"] = self.now("group_id") or self._any_group(self.call.user["id"])
            return
        self.problems.add("base", "Assignee: is required when solving a ticket")
