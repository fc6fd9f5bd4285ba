"""The Zendesk SDK for Python, asynchronous side. `zendesk_sync` is the same without `await`."""

from importlib import import_module
from typing import TYPE_CHECKING

from zendesk_async._version import __version__

if TYPE_CHECKING:
    from zendesk_async._operation import Operation, Paging, Request, WriteClass
    from zendesk_async._resource import OperationInfo, Resource, operations
    from zendesk_async._retry import RetryPolicy
    from zendesk_async._session import Policy
    from zendesk_async._shared_limits import SharedLimits
    from zendesk_async._transport import AiohttpTransport, Response, Timeouts, Transport
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

# A name is imported when it is first asked for (PEP 562): a program that only looks at the version, shows its help or
# signs webhooks does not pay for the client.
_HOMES = {
    "_operation": "Operation Paging Request WriteClass",
    "_resource": "OperationInfo Resource operations",
    "_retry": "RetryPolicy",
    "_session": "Policy",
    "_shared_limits": "SharedLimits",
    "_transport": "AiohttpTransport Response Timeouts Transport",
    "auth": "ApiToken AuthorizationRequest ClientCredentials FileTokenStore MemoryTokenStore OAuthToken RefreshToken",
    "client": "Zendesk",
    "errors": "ZendeskError",
    "jobs": "ItemResult Job",
    "models.base": "Record response_of to_dict",
    "pagination": "Page Paginator",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}
_MODULES = {"auth", "client", "errors", "export", "hooks", "jobs", "pagination", "webhooks"}

if not TYPE_CHECKING:  # type checkers see the imports above, and so report names that do not exist

    def __getattr__(name):
        if name in _MODULES:
            return import_module(f"zendesk_async.{name}")
        if name not in _HOME:
            raise AttributeError(f"module 'zendesk_async' has no attribute {name!r}")
        value = getattr(import_module(f"zendesk_async.{_HOME[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__, *_MODULES})
