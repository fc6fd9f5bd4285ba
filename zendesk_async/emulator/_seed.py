"""A seeded account: the same rows for the same seed and sizes.

Tickets and what hangs on them, users and organizations are made when somebody looks at them; the account's few groups,
fields, statuses and the like are written at once.
"""

from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._seed_fields import ticket_fields
from zendesk_async.emulator._seed_history import Audits, Comments, Metrics
from zendesk_async.emulator._seed_people import Identities, OrganizationMemberships, Organizations, Users
from zendesk_async.emulator._seed_plan import FIRST_GROUP, FIRST_GROUP_MEMBERSHIP, GROUPS, STEP, Plan
from zendesk_async.emulator._seed_rules import add_default_rules
from zendesk_async.emulator._seed_tickets import BRAND, FORM, STATUSES, Tickets
from zendesk_async.emulator._store import Account, Settings, Sources

_LABELS = {"new": "New", "open": "Open", "pending": "Pending", "hold": "On-hold", "solved": "Solved"}


def seeded_account(
    clock: Clock,
    *,
    tickets: int = 0,
    users: int | None = None,
    organizations: int | None = None,
    comments_per_ticket: float = 3.0,
    subdomain: str = "emulator",
    plan: str = "enterprise",
    seed: int = 1,
    base: str | None = None,
    settings: Settings | None = None,
) -> Account:
    """Make an account with this many records.

    `users` counts the administrator (admin@example.com) and the agents too and is a tenth of the tickets by default, 8
    at least; `organizations` is a tenth of the users. `comments_per_ticket` is an average; every ticket has at least
    one. `base` is the scheme and host in the records' urls.
    """
    origin = base or f"https://{subdomain}.zendesk.com"
    sizes = Plan(
        clock,
        seed=seed,
        tickets=tickets,
        users=users,
        organizations=organizations,
        comments_per_ticket=comments_per_ticket,
    )
    seeded_users = Users(sizes, origin)
    seeded_organizations = Organizations(sizes, origin)
    seeded_tickets = Tickets(sizes, origin)
    audits = Audits(sizes, seeded_tickets)
    account = Account(
        clock,
        subdomain=subdomain,
        plan=plan,
        seed=seed,
        base=origin,
        settings=settings,
        sources=Sources(
            tickets=seeded_tickets,
            comments=Comments(sizes, seeded_tickets, audits),
            audits=audits,
            ticket_metrics=Metrics(sizes, origin),
            users=seeded_users,
            identities=Identities(sizes, seeded_users, origin),
            organizations=seeded_organizations,
            organization_memberships=OrganizationMemberships(sizes, seeded_users, seeded_organizations, origin),
        ),
    )
    _write_groups(account, sizes)
    _write_setup(account, sizes)
    add_default_rules(account, sizes.stamp(sizes.start - 600 * 86_400))
    return account


def _write_groups(account: Account, sizes: Plan) -> None:
    created = sizes.stamp(sizes.start - 600 * 86_400)
    for i, name in enumerate(GROUPS):
        identifier = FIRST_GROUP + i * STEP
        account.groups.insert(
            {
                "url": f"{account.base}/api/v2/groups/{identifier}.json",
                "id": identifier,
                "is_public": True,
                "name": name,
                "description": "",
                "default": i == 0,
                "deleted": False,
                "created_at": created,
                "updated_at": created,
            }
        )
    for i in range(sizes.agents * 2):
        # Everybody is in one group, and every other agent in the next one as well.
        user, further = i // 2, i % 2
        if further and user % 2:
            continue
        identifier = FIRST_GROUP_MEMBERSHIP + i * STEP
        account.group_memberships.insert(
            {
                "url": f"{account.base}/api/v2/group_memberships/{identifier}.json",
                "id": identifier,
                "user_id": sizes.user_id(user),
                "group_id": FIRST_GROUP + (user + further) % len(GROUPS) * STEP,
                "default": not further,
                "created_at": created,
                "updated_at": created,
            }
        )


def _write_setup(account: Account, sizes: Plan) -> None:
    created = sizes.stamp(sizes.start - 600 * 86_400)
    for row in ticket_fields(account.base):
        account.ticket_fields.insert(row)
    account.brands.insert(
        {
            "url": f"{account.base}/api/v2/brands/{BRAND}.json",
            "id": BRAND,
            "name": account.subdomain.title(),
            "brand_url": account.base,
            "subdomain": account.subdomain,
            "host_mapping": None,
            "has_help_center": True,
            "help_center_state": "enabled",
            "active": True,
            "default": True,
            "is_deleted": False,
            "logo": None,
            "ticket_form_ids": [FORM],
            "signature_template": "{{agent.signature}}",
            "user_separation": "account",
            "created_at": created,
            "updated_at": created,
        }
    )
    account.ticket_forms.insert(
        {
            "url": f"{account.base}/api/v2/ticket_forms/{FORM}.json",
            "id": FORM,
            "name": "Default Ticket Form",
            "raw_name": "Default Ticket Form",
            "display_name": "Default Ticket Form",
            "raw_display_name": "Default Ticket Form",
            "end_user_visible": True,
            "position": 1,
            "ticket_field_ids": list(account.ticket_fields),
            "active": True,
            "default": True,
            "created_at": created,
            "updated_at": created,
            "in_all_brands": True,
            "restricted_brand_ids": [],
            "end_user_conditions": [],
            "agent_conditions": [],
        }
    )
    for category, identifier in STATUSES.items():
        label = _LABELS[category]
        account.custom_statuses.insert(
            {
                "url": f"{account.base}/api/v2/custom_statuses/{identifier}.json",
                "id": identifier,
                "status_category": category,
                "agent_label": label,
                "end_user_label": label,
                "description": f"The ticket is {label.lower()}",
                "end_user_description": f"Your request is {label.lower()}",
                "active": True,
                "default": True,
                "created_at": created,
                "updated_at": created,
                "raw_agent_label": label,
                "raw_end_user_label": label,
                "raw_description": f"The ticket is {label.lower()}",
                "raw_end_user_description": f"Your request is {label.lower()}",
            }
        )
