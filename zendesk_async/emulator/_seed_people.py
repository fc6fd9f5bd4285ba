"""Seeded users, identities, organizations and memberships, made when somebody looks at them."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from zendesk_async.emulator._seed_plan import (
    FIRST_GROUP,
    FIRST_IDENTITY,
    FIRST_ORGANIZATION,
    FIRST_ORGANIZATION_MEMBERSHIP,
    FIRST_USER,
    GROUPS,
    STEP,
    Plan,
    grouped,
)
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._text import COMPANY_KINDS, COMPANY_NAMES, FIRST_NAMES, LAST_NAMES

_encode = msgspec.json.Encoder().encode
_DAY = 86_400


class Made:
    """A source that knows fields and lists only by making rows; the base of the others."""

    ids: Sequence[int] = ()
    grouped_fields: frozenset[str] = frozenset()
    """The fields `where` answers from an index of its own."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[Any, array[int]]] = {}
        self._orders: dict[tuple[str, ...], Sequence[int]] = {}

    def make(self, identifier: int) -> Row:
        """Make the row; the same one each time."""
        raise NotImplementedError  # each kind of row is made in its own way

    def render(self, identifier: int) -> bytes:
        """Make the row as JSON."""
        return _encode(self.make(identifier))

    def value(self, identifier: int, field: str) -> Any:
        """Return one field without making the row. Raises `KeyError` for a field that needs the row."""
        raise KeyError(f"{field} of {identifier}")

    def values(self, identifier: int, field: str) -> Iterable[Any]:
        """Return the value of a grouped field, or its entries when it is a list."""
        return (self.value(identifier, field),)

    def where(self, field: str, value: Any) -> Sequence[int] | None:
        """Return the ids whose field holds the value."""
        if field not in self.grouped_fields:
            return None
        groups = self._groups.get(field)
        if groups is None:
            pairs = ((entry, identifier) for identifier in self.ids for entry in self.values(identifier, field))
            groups = self._groups[field] = grouped(pairs)
        return groups.get(value, ())

    def ordered(self, fields: tuple[str, ...]) -> Sequence[int] | None:
        """Return the ids by these fields and id."""
        return self._orders.get(fields)


class Users(Made):
    """The administrator first, then agents, then end users."""

    grouped_fields = frozenset({"organization_id", "role"})

    def __init__(self, plan: Plan, base: str) -> None:
        super().__init__()
        self._plan = plan
        self._base = base
        self.ids = range(FIRST_USER, FIRST_USER + plan.users * STEP, STEP)

    def name(self, i: int) -> str:
        """Return a user's full name."""
        if i == 0:
            return "Admin"
        return f"{FIRST_NAMES[i * 7 % len(FIRST_NAMES)]} {LAST_NAMES[i * 13 % len(LAST_NAMES)]}"

    def email(self, i: int) -> str:
        """Return a user's primary e-mail address."""
        if i == 0:
            return "admin@example.com"
        return f"agent{i}@example.com" if i < self._plan.agents else f"user{i}@example.net"

    def moments(self, i: int) -> tuple[int, int]:
        """Return when a user was created and last updated."""
        plan = self._plan
        created = plan.start - 400 * _DAY + i * 390 * _DAY // plan.users
        return created, created + 3600 + i * 7_919_773 % (plan.end - created - 7200)

    def value(self, identifier: int, field: str) -> Any:
        i = (identifier - FIRST_USER) // STEP
        match field:
            case "id":
                return identifier
            case "updated_at":
                return self._plan.stamp(self.moments(i)[1])
            case "created_at":
                return self._plan.stamp(self.moments(i)[0])
            case "role":
                return "admin" if i == 0 else "agent" if i < self._plan.agents else "end-user"
            case "organization_id":
                organization = self._plan.organization_of(i)
                return None if organization is None else self._plan.organization_id(organization)
            case "name":
                return self.name(i)
            case "email":
                return self.email(i)
            case _:
                raise KeyError(field)

    def where(self, field: str, value: Any) -> Sequence[int] | None:
        if field == "email":
            return self._by_email(str(value))
        return super().where(field, value)

    def _by_email(self, email: str) -> Sequence[int]:
        digits = "".join(letter for letter in email.partition("@")[0] if letter.isdigit())
        i = int(digits) if digits and len(digits) < 10 else 0
        return (self._plan.user_id(i),) if i < self._plan.users and self.email(i) == email else ()

    def make(self, identifier: int) -> Row:
        i = (identifier - FIRST_USER) // STEP
        plan = self._plan
        created, updated = self.moments(i)
        role: str = self.value(identifier, "role")
        agent = role != "end-user"
        return {
            "id": identifier,
            "url": f"{self._base}/api/v2/users/{identifier}.json",
            "name": self.name(i),
            "email": self.email(i),
            "created_at": plan.stamp(created),
            "updated_at": plan.stamp(updated),
            "time_zone": "America/New_York",
            "iana_time_zone": "America/New_York",
            "phone": None if agent or i % 3 else f"+1555{i % 10_000_000:07}",
            "shared_phone_number": None if agent or i % 3 else False,
            "photo": None,
            "locale_id": 1,
            "locale": "en-US",
            "organization_id": self.value(identifier, "organization_id"),
            "role": role,
            "verified": i % 11 != 7,
            "external_id": None if agent or i % 4 else f"customer-{i}",
            "tags": ["vip"] if not agent and i % 17 == 0 else [],
            "alias": "" if agent else None,
            "active": True,
            "shared": False,
            "shared_agent": False,
            "last_login_at": plan.stamp(updated) if agent else None,
            "two_factor_auth_enabled": False,
            "signature": f"Kind regards\n{self.name(i)}" if agent else None,
            "details": "" if agent else None,
            "notes": "" if agent else None,
            "role_type": 4 if role == "admin" else None,
            "custom_role_id": None,
            "moderator": agent,
            "ticket_restriction": None if agent else "requested",
            "only_private_comments": False,
            "restricted_agent": not agent,
            "suspended": False,
            "default_group_id": self._default_group(i) if agent else None,
            "report_csv": role == "admin",
            "user_fields": {},
        }

    def _default_group(self, i: int) -> int:
        return FIRST_GROUP + i % len(GROUPS) * STEP


class Identities(Made):
    """One e-mail identity a user."""

    grouped_fields = frozenset({"user_id"})

    def __init__(self, plan: Plan, users: Users, base: str) -> None:
        super().__init__()
        self._plan = plan
        self._users = users
        self._base = base
        self.ids = range(FIRST_IDENTITY, FIRST_IDENTITY + plan.users * STEP, STEP)

    def value(self, identifier: int, field: str) -> Any:
        i = (identifier - FIRST_IDENTITY) // STEP
        match field:
            case "user_id":
                return self._plan.user_id(i)
            case "value":
                return self._users.email(i)
            case _:
                raise KeyError(field)

    def where(self, field: str, value: Any) -> Sequence[int] | None:
        if field == "user_id":
            place, rest = divmod(value - FIRST_USER, STEP) if isinstance(value, int) else (-1, 0)
            return (self.ids[place],) if not rest and 0 <= place < len(self.ids) else ()
        if field == "value":
            found = self._users.where("email", value) or ()
            return [self.ids[(identifier - FIRST_USER) // STEP] for identifier in found]
        return None

    def make(self, identifier: int) -> Row:
        i = (identifier - FIRST_IDENTITY) // STEP
        user = self._plan.user_id(i)
        created, updated = self._users.moments(i)
        return {
            "id": identifier,
            "url": f"{self._base}/api/v2/users/{user}/identities/{identifier}.json",
            "user_id": user,
            "type": "email",
            "value": self._users.email(i),
            "verified": i % 11 != 7,
            "primary": True,
            "created_at": self._plan.stamp(created),
            "updated_at": self._plan.stamp(updated),
            "undeliverable_count": 0,
            "deliverable_state": "deliverable",
        }


class Organizations(Made):
    """The customers' companies."""

    def __init__(self, plan: Plan, base: str) -> None:
        super().__init__()
        self._plan = plan
        self._base = base
        count = plan.organizations
        self.ids = range(FIRST_ORGANIZATION, FIRST_ORGANIZATION + count * STEP, STEP)

    def name(self, i: int) -> str:
        """Return an organization's name: no two are the same."""
        name = f"{COMPANY_NAMES[i % len(COMPANY_NAMES)]} {COMPANY_KINDS[i * 3 % len(COMPANY_KINDS)]}"
        return name if i < len(COMPANY_NAMES) else f"{name} {i}"

    def _moments(self, i: int) -> tuple[int, int]:
        created = self._plan.start - 500 * _DAY + i * 90 * _DAY // max(1, self._plan.organizations)
        return created, created + 3600 + i * 6_700_417 % (self._plan.end - created - 7200)

    def value(self, identifier: int, field: str) -> Any:
        i = (identifier - FIRST_ORGANIZATION) // STEP
        match field:
            case "id":
                return identifier
            case "name":
                return self.name(i)
            case "created_at":
                return self._plan.stamp(self._moments(i)[0])
            case "updated_at":
                return self._plan.stamp(self._moments(i)[1])
            case _:
                raise KeyError(field)

    def make(self, identifier: int) -> Row:
        i = (identifier - FIRST_ORGANIZATION) // STEP
        created, updated = self._moments(i)
        return {
            "url": f"{self._base}/api/v2/organizations/{identifier}.json",
            "id": identifier,
            "name": self.name(i),
            "shared_tickets": False,
            "shared_comments": False,
            "external_id": None if i % 3 else f"org-{i}",
            "created_at": self._plan.stamp(created),
            "updated_at": self._plan.stamp(updated),
            "domain_names": [f"org{i}.example"] if i % 2 else [],
            "details": "",
            "notes": "",
            "group_id": None,
            "tags": ["enterprise"] if i % 5 == 0 else [],
            "organization_fields": {},
        }


class OrganizationMemberships(Made):
    """One membership for every user with an organization."""

    grouped_fields = frozenset({"user_id", "organization_id"})

    def __init__(self, plan: Plan, users: Users, organizations: Organizations, base: str) -> None:
        super().__init__()
        self._plan = plan
        self._users = users
        self._organizations = organizations
        self._base = base
        members = [i for i in range(plan.users) if plan.organization_of(i) is not None]
        self._members: Callable[[int], int] = array("I", members).__getitem__
        self.ids = range(FIRST_ORGANIZATION_MEMBERSHIP, FIRST_ORGANIZATION_MEMBERSHIP + len(members) * STEP, STEP)

    def _user(self, identifier: int) -> int:
        return self._members((identifier - FIRST_ORGANIZATION_MEMBERSHIP) // STEP)

    def value(self, identifier: int, field: str) -> Any:
        user = self._plan.user_id(self._user(identifier))
        match field:
            case "user_id":
                return user
            case "organization_id":
                return self._users.value(user, "organization_id")
            case _:
                raise KeyError(field)

    def make(self, identifier: int) -> Row:
        i = self._user(identifier)
        user = self._plan.user_id(i)
        organization: int = self._users.value(user, "organization_id")
        created = self._plan.stamp(self._users.moments(i)[0])
        return {
            "url": f"{self._base}/api/v2/organization_memberships/{identifier}.json",
            "id": identifier,
            "user_id": user,
            "organization_id": organization,
            "organization_name": self._organizations.value(organization, "name"),
            "default": True,
            "view_tickets": True,
            "created_at": created,
            "updated_at": created,
        }
