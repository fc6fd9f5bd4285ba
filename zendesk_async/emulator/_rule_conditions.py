"""Conditions and actions of triggers, automations and their like: read from a request and checked.

https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/ and
https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._conditions import FIELDS as VIEW_FIELDS
from zendesk_async.emulator._refusals import invalid_attribute
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._validation import Problems

PREFIXES: Final = (
    "custom_fields_", "ticket_fields_", "requester.custom_fields.", "organization.custom_fields.",
    "assignee.custom_fields.", "submitter.custom_fields.", "lookup:", "user.custom_fields.", "ticket.custom_fields.", "custom_object.",
)  # fmt: skip
"""How the fields of conditions and actions begin that name a custom field."""

TICKET: Final = VIEW_FIELDS.keys() | {
    "update_type", "cc", "role", "current_via_id", "comment_is_public", "ticket_is_public", "reopens", "replies",
    "agent_stations", "group_stations", "in_business_hours", "within_schedule", "schedule_id", "set_schedule",
    "requester_role", "requester_language", "organization_language", "requester_twitter_followers_count",
    "requester_twitter_statuses_count", "requester_twitter_verified", "attachment", "on_a_holiday", "ticket_type_id",
    "sla_next_breach_at", "sla_policy", "integration_account", "nps_rating", "exact_created_at", "group_is_set_with_no_assignee",
    "user.organization_id", "requester.organization_id", "ticket.via_subtype_id", "satisfaction_reason_code",
    "satisfaction_probability", "privacy", "channel", "until_sla_next_breach_at", "approval_request_status",
    "ticket.channel", "ticket.status", "form", "brand", "subject_has_word",
}  # fmt: skip
"""The fields that a condition on tickets may be about."""

TIME_BASED: Final = frozenset(
    {
        "NEW", "OPEN", "PENDING", "HOLD", "SOLVED", "CLOSED", "assigned_at", "updated_at", "requester_updated_at",
        "assignee_updated_at", "due_date", "until_due_date", "sla_next_breach_at", "until_sla_next_breach_at",
        "created_at", "exact_created_at",
    }
)  # fmt: skip
"""Hours since something happened: an automation needs one of these."""

NARROWING: Final = frozenset({"status", "custom_status_id", "type", "group_id", "assignee_id", "requester_id"})
"""What narrows an automation down: it needs one of these beside."""

OPERATORS: Final = frozenset(
    {
        "is", "is_not", "less_than", "less_than_equal", "greater_than", "greater_than_equal", "includes",
        "not_includes", "includes_words", "changed", "value", "value_previous", "not_changed", "not_value",
        "not_value_previous", "present", "not_present", "is_business_hours", "less_than_business_hours",
        "greater_than_business_hours", "within_previous_n_days", "within_next_n_days", "matches", "includes_string",
        "not_includes_string", "starts_with", "ends_with", "is_less_than", "is_greater_than", "blank", "is_present",
    }
)  # fmt: skip

ACTIONS: Final = frozenset(
    {
        "status", "custom_status_id", "type", "priority", "group_id", "assignee_id", "set_tags", "current_tags",
        "remove_tags", "satisfaction_score", "locale_id", "brand_id", "ticket_form_id", "follower", "cc", "subject",
        "notification_user", "notification_group", "notification_target", "notification_webhook",
        "notification_sms_user", "notification_sms_group", "notification_messaging_csat", "notification_zis",
        "tweet_requester", "set_schedule", "share_ticket", "deflection", "side_conversation", "side_conversation_ticket",
        "side_conversation_slack", "comment_mode_is_public", "comment_value", "comment_value_html", "organization_id",
        "requester.custom_fields", "add_skills", "set_skills", "remove_skills", "task_list_template",
    }
)  # fmt: skip

Conditions = dict[str, list[Row]]


def read_conditions(
    given: Mapping[str, Any],
    problems: Problems,
    fields: Collection[str] = TICKET,
    *,
    key: str = "conditions",
    prefixes: tuple[str, ...] = PREFIXES,
) -> Conditions:
    """Return the conditions of a request: `{"all": […], "any": […]}` under `key`, or `all` and `any` by themselves.

    400 for what is no list of objects; unknown fields and operators are noted as problems.
    """
    value = given.get(key)
    if value is None:
        value = {name: given[name] for name in ("all", "any") if name in given}
    if is_array(value):
        # A rule with one list means that all of it must hold.
        value = {"all": value}
    if not is_object(value):
        raise invalid_attribute(key, "must be an object")
    return {name: _list(value.get(name), f"{key}.{name}", problems, fields, prefixes) for name in ("all", "any")}


def _list(value: Any, key: str, problems: Problems, fields: Collection[str], prefixes: tuple[str, ...]) -> list[Row]:
    if value is None:
        return []
    if not is_array(value) or not all(map(is_object, value)):
        raise invalid_attribute(key, "must be an array of objects")
    conditions: list[Row] = []
    for entry in value:
        field, operator = entry.get("field"), entry.get("operator", "is")
        if not is_text(field) or (field not in fields and not field.startswith(prefixes)):
            problems.add("base", f"Condition: {field or 'field'} is not a valid condition", "InvalidValue")
        elif operator is not None and operator not in OPERATORS:
            problems.add("base", f"Condition: {operator} is not a valid operator of {field}", "InvalidValue")
        conditions.append({"field": field, "operator": operator, "value": entry.get("value")})
    return conditions


def read_actions(value: Any, problems: Problems, fields: Collection[str] = ACTIONS) -> list[Row]:
    """Return the actions of a request; unknown ones are noted as problems."""
    if not is_array(value) or not all(map(is_object, value)):
        raise invalid_attribute("actions", "must be an array of objects")
    actions: list[Row] = []
    for entry in value:
        field = entry.get("field")
        if not is_text(field) or (field not in fields and not field.startswith(PREFIXES)):
            problems.add("base", f"Action: {field or 'field'} is not a valid action", "InvalidValue")
        actions.append({"field": field, "value": entry.get("value")})
    return actions


def needs_conditions(conditions: Conditions, problems: Problems) -> None:
    """Note that a rule has no condition at all."""
    if not conditions["all"] and not conditions["any"]:
        problems.add("base", "Invalid rule: you must select at least one condition", "BlankValue")


def needs_actions(actions: list[Row], problems: Problems) -> None:
    """Note that a rule does nothing."""
    if not actions:
        problems.add("base", "Invalid rule: you must select at least one action", "BlankValue")
