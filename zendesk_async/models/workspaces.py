"""Contextual workspaces: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions, RuleConditionsInput
from zendesk_async.models.macros import Macro


@record
class WorkspaceApp(Record):
    """An app that a workspace shows."""

    id: int | None = None
    expand: bool | None = None
    position: int | None = None


@record
class Workspace(Record):
    """A contextual workspace: the form, macros and apps that agents see with certain tickets.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/workspaces/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    description: str | None = None
    activated: bool | None = None
    position: int | None = None
    conditions: RuleConditions | None = None
    ticket_form_id: int | None = None
    macro_ids: tuple[int, ...] = ()
    macros: tuple[int, ...] = ()
    """Ids, as in `macro_ids`."""
    selected_macros: tuple[Macro, ...] = ()
    apps: tuple[WorkspaceApp, ...] = ()
    prefer_workspace_app_order: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class WorkspaceAppInput(TypedDict, total=False):
    """An app to show."""

    id: Required[int]
    expand: bool
    position: int


class WorkspaceValues(TypedDict, total=False):
    """The keys that creating and changing a workspace share."""

    description: str
    activated: bool
    position: int
    ticket_form_id: int
    macros: Sequence[int]
    """Ids."""
    apps: Sequence[WorkspaceAppInput]


class WorkspaceUpdate(WorkspaceValues, total=False):
    """What to change of a workspace."""

    title: str
    conditions: RuleConditionsInput


class WorkspaceCreate(WorkspaceValues, total=False):
    """A workspace to create."""

    title: Required[str]
    conditions: Required[RuleConditionsInput]
