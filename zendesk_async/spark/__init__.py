"""A data source of Spark over the streams of an account: `spark.read.format("zendesk").load("tickets")`.

Register it first: `spark.dataSource.register(ZendeskDataSource)`. Needs the extra, on the driver and on every executor:
`pip install "zendesk-async[spark]"`. https://spark.apache.org/docs/latest/api/python/tutorial/sql/python_data_source.html
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zendesk_async.spark._source import ZendeskDataSource

__all__ = ["ZendeskDataSource"]

if not TYPE_CHECKING:  # what does not need Spark is used, and tested, without it

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module 'zendesk_async.spark' has no attribute {name!r}")
        from zendesk_async.spark import _source

        return getattr(_source, name)
