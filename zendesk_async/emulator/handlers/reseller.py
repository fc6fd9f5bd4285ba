"""Accounts that resellers open for others.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/reseller/
"""

import re
from typing import Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._refusals import missing_parameter
from zendesk_async.emulator._validation import Problems, mapping, string

_SUBDOMAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])")
_RESERVED: Final = frozenset({"www", "api", "admin", "support", "help", "developer", "status"})


def _is_free(call: Call, subdomain: str) -> bool:
    account = call.account
    taken = {account.subdomain, *(row["subdomain"] for row in account.brands.rows()), *_RESERVED}
    taken |= {row["subdomain"] for row in account.table("trial_accounts").rows()}
    return bool(_SUBDOMAIN.fullmatch(subdomain)) and subdomain not in taken


@answers("VerifySubdomainAvailability")
def verify_subdomain(call: Call) -> Answer:
    """Tell whether a subdomain could be had."""
    subdomain = call.query.get("subdomain")
    if not subdomain:
        raise missing_parameter("subdomain")
    return Answer({"success": _is_free(call, subdomain.lower())})


@answers("CreateTrialAccount")
def create_trial_account(call: Call) -> Answer:
    """Open a trial account for somebody else."""
    given = call.envelope("account")
    problems = Problems()
    problems.present(given, "name", "subdomain")
    subdomain = (string("subdomain", given.get("subdomain")) or "").lower()
    if subdomain and not _is_free(call, subdomain):
        problems.add("subdomain", "Subdomain: has already been taken", "DuplicateValue")
    owner = mapping("owner", given.get("owner"))
    problems.email("owner", owner.get("email"))
    problems.refuse()
    row = {"name": given["name"], "subdomain": subdomain, "url": f"https://{subdomain}.zendesk.com"}
    call.account.table("trial_accounts").insert({**row, "owner": owner})
    return Answer({"account": row}, 201)
