"""What the library warns of, as the command tells it."""

import json
import logging

from zendesk_async.cli._logs import telling

RETRY = {"zendesk": {"error": "RateLimited", "method": "GET", "route": "/api/v2/tickets", "delay": 12.3}}


def test_people_read_of_what_they_wait_for(capsys):
    logger = logging.getLogger("zendesk_async.limits")
    with telling(as_json=False):
        logger.warning("Zendesk refused\x1b[31m a request")
        logger.warning("RetryPlanned", extra=RETRY)
        logger.warning("RetryPlanned", extra={"zendesk": RETRY["zendesk"] | {"delay": 0.2}})
        logger.info("nothing")
    assert capsys.readouterr().err.splitlines() == [
        "Note: Zendesk refused a request",
        "Note: RateLimited for GET /api/v2/tickets: sent again in 12 s",
    ]


def test_programs_read_all_of_it(capsys):
    logger = logging.getLogger("zendesk_async")
    with telling(as_json=True):
        logger.warning("RetryPlanned", extra=RETRY)
    line = json.loads(capsys.readouterr().err)
    assert line == {"event": "log", "level": "warning", "message": "RetryPlanned", **RETRY["zendesk"]}


def test_afterwards_the_programs_own_logging_holds_again(caplog):
    with telling(as_json=False):
        pass
    logging.getLogger("zendesk_async").warning("heard")
    assert "heard" in caplog.text
