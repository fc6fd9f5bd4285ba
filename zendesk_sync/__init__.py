# Written by tools/mirror.py from zendesk_async/__init__.py: change that one, then run `make mirror`.

"""The Zendesk SDK for Python, synchronous side: `zendesk_async` without `await`."""

from zendesk_async._operation import Operation, Paging, Request, WriteClass
from zendesk_async._resource import OperationInfo, operations
from zendesk_async._retry import RetryPolicy
from zendesk_async._session import Policy
from zendesk_async._shared_limits import SharedLimits
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
from zendesk_async.errors import ZendeskError
from zendesk_async.jobs import ItemResult
from zendesk_async.models.base import Record, response_of, to_dict
from zendesk_async.pagination import Page
from zendesk_sync._resource import Resource
from zendesk_sync.client import Zendesk
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator

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
    "SharedLimits",
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
