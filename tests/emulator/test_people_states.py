"""Whatever happens to people, the default memberships, the identities and the users tell the same."""

from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from multidict import MultiDict

from zendesk_async.emulator import Clock, _identities, _memberships, _organizations, _people
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._seed import seeded_account
from zendesk_async.emulator._store import Row

places = st.integers(0, 30)
roles = st.sampled_from(["end-user", "agent", "admin"])
addresses = st.sampled_from([f"{name}@example.org" for name in "abcd"] + ["A@EXAMPLE.org"])
numbers = st.sampled_from(["+15550001", "+15550002", None])


@attrs.frozen
class SomeOperation:
    operation_id: str = "Any"
    method: str = "POST"
    path: str = "/api/v2/any"
    resource: str = "users"
    name: str = "any"
    scope: str | None = None


class People(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        clock = Clock()
        self.account = seeded_account(clock, users=6, organizations=3, base="http://127.0.0.1")
        administrator = self.account.users.one("email", "admin@example.com")
        assert administrator is not None
        self.call = Call(
            account=self.account,
            operation=SomeOperation(),
            path={},
            query=MultiDict(),
            body=None,
            content=b"",
            user=administrator,
            headers={},
            base="http://127.0.0.1",
            clock=clock,
        )

    def one(self, table: Any, place: int) -> Row | None:
        ids = list(table)
        return table[ids[place % len(ids)]] if ids else None

    def user(self, place: int) -> Row:
        active = [row for row in self.account.users.rows() if row["active"]]
        return active[place % len(active)]

    def attempt(self, action: Any, *arguments: Any, **options: Any) -> None:
        before = self.account.snapshot()
        refused: Refusal | None = None
        try:
            action(self.call, *arguments, **options)
        except Refusal as refusal:
            refused = refusal
        if refused is not None:
            assert refused.status in {403, 404, 422}
            assert self.account.snapshot() == before

    @rule(role=roles, email=addresses, phone=numbers)
    def create(self, role: str, email: str, phone: str | None) -> None:
        self.attempt(_people.create, {"name": "Ada", "role": role, "email": email, "phone": phone})

    @rule(place=places, role=roles, phone=numbers)
    def update(self, place: int, role: str, phone: str | None) -> None:
        self.attempt(_people.update, self.user(place), {"role": role, "phone": phone})

    @rule(place=places, email=addresses)
    def add_address(self, place: int, email: str) -> None:
        self.attempt(_identities.add, self.user(place), "email", email)

    @rule(place=places)
    def make_primary(self, place: int) -> None:
        self.attempt(_identities.make_primary, self.one(self.account.identities, place))

    @rule(place=places)
    def remove_identity(self, place: int) -> None:
        identity = self.one(self.account.identities, place)
        if identity is not None and identity["value"] != "admin@example.com":
            self.attempt(_identities.remove, identity)

    @rule(place=places)
    def delete(self, place: int) -> None:
        self.attempt(_people.delete, self.user(place))

    @rule(loser=places, winner=places)
    def merge(self, loser: int, winner: int) -> None:
        self.attempt(_people.merge, self.user(loser), self.user(winner))

    @rule(place=places, organization=places, default=st.booleans())
    def join_organization(self, place: int, organization: int, default: bool) -> None:
        row = self.one(self.account.organizations, organization)
        identifier = row["id"] if row else 1
        self.attempt(_memberships.add_to_organization, self.user(place)["id"], identifier, default=default)

    @rule(place=places, group=places, default=st.booleans())
    def join_group(self, place: int, group: int, default: bool) -> None:
        row = self.one(self.account.groups, group)
        assert row is not None
        self.attempt(_memberships.add_to_group, self.user(place)["id"], row["id"], default=default)

    @rule(place=places, organization=places, leave=st.booleans())
    def move(self, place: int, organization: int, leave: bool) -> None:
        row = self.one(self.account.organizations, organization)
        identifier = None if leave or row is None else row["id"]
        self.attempt(_people.update, self.user(place), {"organization_id": identifier})

    @rule(place=places)
    def make_default(self, place: int) -> None:
        membership = self.one(self.account.organization_memberships, place)
        if membership is not None:
            _memberships.make_organization_default(self.call, membership)

    @rule(place=places)
    def leave_organization(self, place: int) -> None:
        membership = self.one(self.account.organization_memberships, place)
        if membership is not None:
            _memberships.remove_from_organization(self.call, membership)

    @rule(place=places)
    def leave_group(self, place: int) -> None:
        membership = self.one(self.account.group_memberships, place)
        if membership is not None:
            _memberships.remove_from_group(self.call, membership)

    @rule(place=places)
    def delete_organization(self, place: int) -> None:
        organization = self.one(self.account.organizations, place)
        if organization is not None:
            _organizations.delete(self.call, organization)

    @rule(loser=places, winner=places)
    def merge_organizations(self, loser: int, winner: int) -> None:
        one, other = (self.one(self.account.organizations, place) for place in (loser, winner))
        if one is not None and other is not None and one["id"] != other["id"]:
            merge = _organizations.start_merge(self.call, one, other["id"])
            self.account.jobs.finish()
            assert self.account.organization_merges[merge["id"]]["status"] == "complete"

    @invariant()
    def a_user_has_one_default_organization_and_shows_it(self) -> None:
        for user in self.account.users.rows():
            rows = _memberships.organization_memberships_of(self.account, user["id"])
            defaults = [row["organization_id"] for row in rows if row["default"]]
            if not user["active"]:
                assert not rows
                continue
            assert defaults == ([user["organization_id"]] if rows else []), user
            assert rows or user["organization_id"] is None
            assert len({row["organization_id"] for row in rows}) == len(rows)
            assert all(row["organization_id"] in self.account.organizations for row in rows)

    @invariant()
    def an_agent_has_one_default_group_and_shows_it(self) -> None:
        for user in self.account.users.rows():
            rows = _memberships.group_memberships_of(self.account, user["id"])
            defaults = [row["group_id"] for row in rows if row["default"]]
            assert defaults == ([user["default_group_id"]] if rows else [])
            assert rows or user["default_group_id"] is None
            assert not rows or (user["active"] and user["role"] != "end-user")

    @invariant()
    def an_address_belongs_to_one_active_user_who_shows_the_primary_one(self) -> None:
        identities = self.account.identities.rows()
        values = [(row["type"], row["value"]) for row in identities]
        assert len(set(values)) == len(values)
        for user in self.account.users.rows():
            own = [row for row in identities if row["user_id"] == user["id"]]
            if not user["active"]:
                assert not own
                continue
            for kind in {row["type"] for row in own}:
                assert sum(row["primary"] for row in own if row["type"] == kind) == 1
            emails = [row for row in own if row["type"] == "email" and row["primary"]]
            assert [user["email"]] == ([row["value"] for row in emails] or [None])
            if emails:
                assert user["verified"] == emails[0]["verified"]


TestPeople = People.TestCase
TestPeople.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
