"""The records that Zendesk answers with and the payloads that it takes, one module a group."""
