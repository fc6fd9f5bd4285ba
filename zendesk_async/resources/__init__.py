"""The groups of operations, one module each. They are reached through the client: `zd.tickets`."""
