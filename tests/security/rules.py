"""The security rules of this package, as SECURITY.md promises them. Each is a marker: `python -m pytest -m S3`."""

RULES = {
    "S1": "a secret shows in no repr, log, traceback or pickle",
    "S2": "what is logged stands on a list; queries, bodies and headers are not on it",
    "S3": "the credential goes to the account's own origin and nowhere else",
    "S4": "https only; plain http for this machine itself",
    "S5": "a subdomain is one label of a host name",
    "S6": "an id stays in its segment of the path",
    "S7": "no line break gets into a header",
    "S8": "a cell of a CSV file is no formula",
    "S9": "a webhook is signed, whole, new, and compared in constant time",
    "S10": "an answer is bounded in its size, its headers and its depth",
    "S11": "an attachment is written under a safe name, to a new file, in its directory",
    "S12": "certificates are always verified",
    "S13": "what holds tokens or state is for its owner alone, and written whole or not at all",
    "S14": "no proxy and no credential is taken from the environment unasked",
    "S15": "a sign-in carries PKCE and a state, comes back to this machine, and puts no token into an argument",
    "S16": "nothing is unpickled or evaluated, and names from the server are quoted in SQL",
    "S17": "nothing that a terminal obeys is shown",
    "S18": "few dependencies, with lower bounds, locked by hash for development",
}
