"""The Zendesk SDK for Python, asynchronous side. `zendesk_sync` is the same without `await`."""

from zendesk_async._operation import Operation, Paging, Request, WriteClass
from zendesk_async._resource import OperationInfo, Resource, operations
from zendesk_async._retry import RetryPolicy
from zendesk_async._session import Policy
from zendesk_async._transport import AiohttpTransport, Response, Timeouts, Transport
from zendesk_async._version import __version__
from zendesk_async.auth import (
    ApiToken,
    AuthorizationRequest,
    ClientCredentials,
    FileTokenStore,
    MemoryTokenStore,
    OAuthToken,
    RefreshToken,
)
from zendesk_async.client import Zendesk
from zendesk_async.errors import ZendeskError
from zendesk_async.jobs import ItemResult, Job
from zendesk_async.models.base import Record, response_of, to_dict
from zendesk_async.pagination import Page, Paginator

__all__ = [
    "AiohttpTransport",
    "ApiToken",
    "AuthorizationRequest",
    "ClientCredentials",
    "FileTokenStore",
    "ItemResult",
    "Job",
    "MemoryTokenStore",
    "OAuthToken",
    "Operation",
    "OperationInfo",
    "Page",
    "Paginator",
    "Paging",
    "Policy",
    "Record",
    "RefreshToken",
    "Request",
    "Resource",
    "Response",
    "RetryPolicy",
    "Timeouts",
    "Transport",
    "WriteClass",
    "Zendesk",
    "ZendeskError",
    "__version__",
    "operations",
    "response_of",
    "to_dict",
]
