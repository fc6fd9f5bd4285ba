"""A dlt source over the streams of an account: `pipeline.run(zendesk_async.dlt.source("acme", streams=["tickets"]))`.

Needs the extra: `pip install "zendesk-async[dlt]"`. https://dlthub.com/docs
"""

from zendesk_async.dlt._source import source

__all__ = ["source"]
