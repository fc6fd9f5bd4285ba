import pytest

from zendesk_async._limits import PLANS, RULES, Limiter, record_of, rules_of
from zendesk_async.errors import ConfigurationError


@pytest.mark.parametrize(
    ("route", "rules"),
    [
        ("GET /api/v2/tickets", ("tickets-index",)),
        ("GET /api/v2/tickets/{ticket_id}", ()),
        ("PUT /api/v2/tickets/{ticket_id}", ("tickets-update", "per-ticket-updates")),
        ("PUT /api/v2/tickets/{ticket_id}/tags", ("per-ticket-updates",)),
        ("POST /api/v2/tickets/{ticket_id}/tags", ("per-ticket-updates",)),
        ("PUT /api/v2/tickets/{ticket_id}/comments/{ticket_comment_id}/redact", ("per-ticket-updates",)),
        ("GET /api/v2/incremental/tickets/cursor", ("incremental-exports",)),
        ("GET /api/v2/incremental/users/cursor", ("incremental-exports-cursor",)),
        ("GET /api/v2/incremental/users", ("incremental-exports",)),
        ("GET /api/v2/incremental/{incremental_resource}/sample", ("incremental-exports-sample",)),
        ("PUT /api/v2/users/{user_id}", ("users-update", "create-update-user")),
        ("GET /api/v2/webhooks", ("webhooks",)),
        ("POST /api/v2/webhooks/test", ("webhooks", "webhooks-test")),
        ("GET /api/v2/help_center/articles", ("help-center",)),
    ],
)
def test_a_route_is_counted_by_its_rules(route: str, rules: tuple[str, ...]) -> None:
    assert rules_of(route) == rules
    assert set(rules) <= set(RULES)


@pytest.mark.parametrize(
    ("route", "arguments", "record"),
    [
        ("PUT /api/v2/tickets/{ticket_id}", {"ticket_id": 7, "body": {}}, "ticket/7"),
        ("PUT /api/v2/tickets/{ticket_id}/tags", {"ticket_id": 7}, "ticket/7"),
        ("GET /api/v2/tickets/{ticket_id}", {"ticket_id": 7}, None),
        ("PUT /api/v2/users/{user_id}", {"user_id": 8}, "user/8"),
        ("PUT /api/v2/organizations/{organization_id}", {"organization_id": 9}, "organization/9"),
        ("GET /api/v2/views/{view_id}/execute", {"view_id": 4}, "view/4"),
        ("POST /api/v2/users/create_or_update", {"body": {"email": "a@example.com"}}, "user/a0c95602a3fc4368"),
        ("POST /api/v2/users/create_or_update", {"body": {"name": "A"}}, None),
        ("PUT /api/v2/comment_redactions/{ticket_comment_id}", {"ticket_comment_id": 3}, None),
    ],
)
def test_a_request_is_counted_for_the_record_it_changes(
    route: str, arguments: dict[str, object], record: str | None
) -> None:
    assert record_of(route, arguments) == record


@pytest.mark.parametrize(
    ("plan", "limit"),
    [
        ("enterprise", 700),
        ("Suite Enterprise Plus", 2500),
        ("support-team", 200),
        ("essential", 10),
        ("High Volume", 2500),
    ],
)
def test_a_plan_gives_the_limit_to_start_with(plan: str, limit: int) -> None:
    account = Limiter(plan=plan).state().account
    assert (account.limit, account.source) == (limit, "plan")


def test_an_unknown_plan_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigurationError, match=", ".join(PLANS)):
        Limiter(plan="platinum")


@pytest.mark.parametrize(
    "options",
    [
        {"share": 0},
        {"share": 1.1},
        {"reserve": -1},
        {"reserve": 700, "plan": "enterprise"},
        {"window": 0},
        {"requests_per_minute": 0},
        {"pacing": "slow"},
    ],
)
def test_figures_that_cannot_be_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError):
        Limiter(**options)  # type: ignore[arg-type]  # any of them
