"""Ask the emulator one thing and see that it answers as it should."""

from typing import Any

from tests.emulator.raw import Raw


async def asked(raw: Raw, request: str, json: Any = None, status: int = 200, **options: Any) -> Any:
    """Send `"POST brands"` and return the JSON of the answer, None without one; the status must be right."""
    method, path = request.split(" ", 1)
    path = path if path.startswith(("/", "http")) else f"/api/v2/{path}"
    reply = await raw.send(method, path, json=json, **options)
    assert reply.status == status, (request, reply.status, reply.body)
    return reply.json if reply.body.startswith((b"{", b"[")) else None


def problems(answer: Any) -> dict[str, list[str]]:
    """Return the texts of a 422, by field."""
    assert answer["error"] == "RecordInvalid", answer
    return {field: [entry["description"] for entry in entries] for field, entries in answer["details"].items()}
