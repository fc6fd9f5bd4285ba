# Written by tools/mirror.py from zendesk_async/resources/__init__.py: change that one, then run `make mirror`.

"""The groups of the sync client."""
