"""Ways to break the package, each by one piece of its source, and the cells that must see it."""

import attrs


@attrs.frozen
class Sabotage:
    """Replaces one piece of a file's text, which must stand there exactly once."""

    name: str
    file: str
    old: str
    new: str
    seen_by: tuple[str, ...]


def _sabotage(name: str, file: str, old: str, new: str, *seen_by: str) -> Sabotage:
    return Sabotage(name, file, old, new, seen_by)


SABOTAGES: tuple[Sabotage, ...] = (
    _sabotage(
        "send an unsafe write again when no answer came",
        "_retry.py",
        "        return write_class is not WriteClass.UNSAFE\n\n    def _pause",
        "        return True\n\n    def _pause",
        "16-silence-PUT-async",
    ),
    _sabotage(
        "let aiohttp send a write a second time",
        "_transport.py",
        "middlewares=(send_once,)",
        "middlewares=()",
        "7-on_a_used_connection-PUT-sync",
    ),
    _sabotage(
        "hide that a write may have happened",
        "_retry.py",
        "if write_class is WriteClass.SAFE or not (",
        "if write_class or not (",
        "8-after_the_work-PUT-async",
    ),
    _sabotage(
        "forget to return the place of a request that failed",
        "_session.py",
        "            self.limiter.release(permit, sent=problem.sent)\n",
        "",
        "7-before_the_work-GET-async",
    ),
    _sabotage(
        "forget to return the place of a request that was cancelled",
        "_session.py",
        "            self.limiter.release(permit, sent=sent)\n",
        "",
        "50-everywhere-GET-async",
    ),
    _sabotage(
        "create a ticket without an idempotency key",
        "_session.py",
        'headers.setdefault("Idempotency-Key", uuid.uuid4().hex)',
        "pass",
        "7-after_the_work-POST-async",
    ),
    _sabotage(
        "forget the quota of retries",
        "_retry.py",
        "        if not quota.take():\n            return None\n",
        "",
        "32-1,000_calls-GET-async",
    ),
    _sabotage(
        "take no heed of Retry-After on a 503",
        "_retry.py",
        "            return None\n        return asked if asked is not None else self._pause(attempt)",
        "            return None\n        return self._pause(attempt)",
        "30-once-GET-async",
    ),
    _sabotage(
        "stop nobody else when one is refused",
        "_token_bucket.py",
        "self.stopped = max(self.stopped or -inf, now + retry_after)",
        "pass",
        "25-twenty_at_once-OWN-async",
    ),
    _sabotage(
        "follow a link to another host",
        "_steps.py",
        "if parts.hostname and not is_same_account(",
        "if not parts.hostname and not is_same_account(",
        "39-instead_of_a_cursor-GET-async",
    ),
    _sabotage(
        "follow redirects with the credential",
        "_transport.py",
        "data=_payload(request.content),\n                allow_redirects=False,",
        "data=_payload(request.content),\n                allow_redirects=True,",
        "36-302-GET-async",
    ),
    _sabotage(
        "take the credential along to the storage",
        "_download.py",
        "if target.origin() != self._own:",
        "if not target.origin():",
        "36-an_attachment-OWN-async",
    ),
    _sabotage(
        "trust any certificate",
        "_transport.py",
        "    return _trusting_the_system() if authorities is None else ssl.create_default_context(cafile=authorities)",
        "    return ssl._create_unverified_context()",
        "4-self-made-POST-async",
    ),
    _sabotage(
        "try a host again whose certificate is wrong",
        "_retry.py",
        "case TLSError() | UnsafeRedirect()",
        "case UnsafeRedirect()",
        "6-expired-GET-async",
    ),
    _sabotage(
        "accept a short gzip",
        "_transport.py",
        "if not unpack.complete():",
        "if not unpack:",
        "13-half-GET-async",
    ),
    _sabotage(
        "unpack without a bound",
        "_transport.py",
        "                if size > self._max_response_bytes:",
        "                if size < 0:",
        "15-once-GET-async",
    ),
    _sabotage(
        "take null for a list without rows",
        "models/base.py",
        "    if value is None:\n        raise _missing(response, key, whole)\n    facts",
        "    value = [] if value is None and many else value\n    facts",
        "22-null_for_the_records-GET-async",
    ),
    _sabotage(
        "take a page that does not say so for the last",
        "_steps.py",
        '            raise self._missing("end_of_stream")\n        position',
        "            return None\n        position",
        "43-the_second_page-EXPORT-async",
    ),
    _sabotage(
        "write a row twice that comes twice",
        "export/_edge.py",
        "fresh = [row for row in fresh if bytes(row) not in before]",
        "pass",
        "41-repeated_by_the_server-EXPORT-async",
    ),
    _sabotage(
        "skip the fsync of the rows",
        "export/_sink.py",
        "        os.fsync(self._descriptor)\n",
        "",
        "49-fsync_of_the_rows_fails-EXPORT-async",
    ),
    _sabotage(
        "write the checkpoint before the rows",
        "export/_commit.py",
        "            self._sinks[name].sync()\n",
        "            self._checkpoint.having(pending).save(self._directory)\n            self._sinks[name].sync()\n",
        "49-full-EXPORT-async",
    ),
    _sabotage(
        "ask for a page in one size for ever",
        "export/_patient_pages.py",
        "    if size > least:",
        "    if size < 0:",
        "33-above_300_rows-EXPORT-async",
    ),
    _sabotage(
        "drop single-flight: every task renews the token for itself",
        "_renewing.py",
        "task = self._flights.get(loop)\n        if task is None:",
        "task = None\n        if task is None:",
        "45-a_hundred_at_once-OWN-async",
    ),
    _sabotage(
        "renew a token that another process has renewed",
        "_refresh_token.py",
        "            usable = self._usable(pair)\n            if usable is not None:",
        "            usable = None\n            if usable is not None:",
        "46-with_one_token_file-GET-async",
    ),
    _sabotage(
        "show credentials in the repr of headers",
        "_secret.py",
        'return "{" + ", ".join(f"{key!r}: ***" for key in self) + "}"',
        "return dict.__repr__(self)",
        "38-an_attachment-OWN-async",
        "47-lost-GET-async",
    ),
    _sabotage(
        "keep the frames of aiohttp, which hold the headers",
        "_transport_errors.py",
        "        _forget_secrets(problem)\n",
        "",
        "1-for_ever-GET-async",
    ),
    _sabotage(
        "show what a sign-in page repeats of the request",
        "models/base.py",
        'redacted(response.body[:400].decode("utf-8", "replace"))[:200]',
        'response.body[:200].decode("utf-8", "replace")',
        "20-with_the_credential_in_it-GET-async",
    ),
)
