"""The languages that an account may use, with the ids that all accounts share.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/
"""

from typing import Final

LOCALES: Final = {
    1: ("en-US", "English"),
    2: ("es", "Español"),
    8: ("de", "Deutsch"),
    9: ("zh-TW", "繁體中文"),
    10: ("zh-CN", "简体中文"),
    13: ("pl", "Polski"),
    16: ("fr", "Français"),
    19: ("pt-BR", "Português (Brasil)"),
    22: ("it", "Italiano"),
    27: ("ru", "Русский"),
    67: ("ja", "日本語"),
    69: ("ko", "한국어"),
    92: ("sv", "Svenska"),
    1000: ("da", "Dansk"),
    1005: ("nl", "Nederlands"),
    1176: ("en-GB", "English (United Kingdom)"),
    1181: ("en-CA", "English (Canada)"),
}
"""Id, tag and name of each."""
