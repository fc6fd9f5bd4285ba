"""What holds for every test."""

import asyncio

# pytest-asyncio remembers the main thread's event loop around an asynchronous fixture, and makes one to remember where
# there is none, which nobody closes. That there is none has to be said.
asyncio.set_event_loop(None)
