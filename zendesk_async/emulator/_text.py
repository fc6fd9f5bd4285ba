"""Prose for seeded records: names, sentences and paragraphs of realistic length."""

import random

FIRST_NAMES = (
    "Amara", "Ben", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Keiko", "Liam", "Mara",
    "Noah", "Olga", "Pedro", "Quinn", "Rosa", "Samir", "Tessa", "Umar", "Vera", "Wei", "Ximena", "Yusuf", "Zoë",
    "Agnès", "Björn", "Chloé", "Dana", "Emre", "Freya",
)  # fmt: skip
LAST_NAMES = (
    "Adeyemi", "Bauer", "Castillo", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanova", "Jensen", "Kowalski",
    "Lindqvist", "Moreau", "Nakamura", "O'Brien", "Petrov", "Quiroga", "Rossi", "Schmidt", "Tanaka", "Ueda", "Vargas",
    "Weber", "Xu", "Yildiz", "Zhang", "Almeida", "Brandt", "Cohen", "Dalgaard", "Ekström", "Ferrari",
)  # fmt: skip
COMPANY_NAMES = (
    "Acorn", "Bluebird", "Cobalt", "Driftwood", "Evergreen", "Foxglove", "Granite", "Harbour", "Ironwood", "Juniper",
    "Kestrel", "Lighthouse", "Meridian", "Northwind", "Orchard", "Pinnacle", "Quarry", "Riverside", "Summit", "Tidewater",
)  # fmt: skip
COMPANY_KINDS = (
    "Logistics", "Foods", "Software", "Energy", "Textiles", "Books", "Travel", "Health", "Tools", "Media", "Optics",
    "Paper", "Robotics",
)  # fmt: skip
TOPIC_TAGS = (
    "billing", "login", "shipping", "refund", "printer", "mobile_app", "api", "vip", "feedback", "outage", "invoice",
    "password_reset", "onboarding", "hardware", "integration", "cancellation",
)  # fmt: skip
_SUBJECTS = (
    "Cannot sign in after the {adjective} update", "Invoice {number} shows the wrong amount",
    "The {thing} stopped working on {day}", "How do I export my {thing}?", "Refund for order {number}",
    "Question about our {adjective} plan", "{thing} arrives late again", "Error {number} when saving the {thing}",
    "Please change the e-mail address of my account", "Feature request: {adjective} {thing}",
    "Two charges for order {number}", "Our {thing} is offline since {day}",
)  # fmt: skip
_THINGS = (
    "printer",
    "report",
    "dashboard",
    "delivery",
    "mobile app",
    "router",
    "calendar",
    "search",
    "backup",
    "badge",
)
_ADJECTIVES = ("new", "latest", "annual", "shared", "premium", "weekly", "internal", "blue")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_SENTENCES = (
    "I have been trying since {day} and it still does not work.",
    "When I press the button, the page shows error {number} and nothing is saved.",
    "Could you please tell me what I should do next?",
    "We are {number} people in this office and all of us see the same message.",
    "It worked fine until the {adjective} version was installed.",
    "I have attached a screenshot of the {thing} so that you can see it.",
    "My colleague <anna@example.com> had the same problem & solved it by starting the {thing} again.",
    "Thank you for your patience while we look into this.",
    "I have passed this on to the team that looks after the {thing}.",
    'Could you send us the serial number, the "model" line and the time at which it happened?',
    "The replacement leaves our warehouse on {day} and the tracking number is {number}.",
    "Please clear the cache of your browser and try the {adjective} link once more.",
    "I understand how annoying this must be, and I am sorry for the trouble.",
    "Nothing changed on our side; the {thing} is connected the way the manual says.",
    "This is urgent for us, because our {adjective} review is on {day}.",
    "Die Rechnung {number} ist bei uns nicht angekommen; können Sie sie bitte noch einmal senden?",
    "It would help a lot if the {thing} could remember the last choice.",
    "We have refunded {number} cents; the bank may need three working days.",
)  # fmt: skip

_POOL = 512


class Prose:
    """Subjects and texts drawn once from a seed, so that a million records share a few hundred of them."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"{seed}:prose")
        self.subjects = [self._fill(chance.choice(_SUBJECTS), chance) for _ in range(_POOL)]
        self.texts = [self._text(chance) for _ in range(_POOL)]

    def subject(self, number: int) -> str:
        """Return one of the subjects."""
        return self.subjects[number % _POOL]

    def text(self, number: int) -> str:
        """Return one of the texts: one to three paragraphs of two to five sentences."""
        return self.texts[number % _POOL]

    def _text(self, chance: random.Random) -> str:
        paragraphs = [
            " ".join(self._fill(chance.choice(_SENTENCES), chance) for _ in range(chance.randint(2, 4)))
            for _ in range(chance.choice((1, 1, 2, 2, 3)))
        ]
        return "\n\n".join(paragraphs)

    def _fill(self, pattern: str, chance: random.Random) -> str:
        return pattern.format(
            adjective=chance.choice(_ADJECTIVES),
            thing=chance.choice(_THINGS),
            day=chance.choice(_DAYS),
            number=chance.randint(100, 99_999),
        )
