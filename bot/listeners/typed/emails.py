"""The e-mail addresses in a text that may be a customer's."""

import re

from bot.listeners.typed import vocabulary

_EMAIL = re.compile(r"(?<![\w.+&%!#$^{|}?/-])\w[\w.+&'-]{0,63}@[^\W_](?:[^\W_]|-)*(?:\.(?:[^\W_]|-)+)+")
_EMAIL_NAMES = {"email", "e-mail", "mail", "address"}
_SENDER = re.compile(r"(?i)\W*(?:from|reply-to|von|de|من)\s*:")
# Who only gets a copy is hardly the customer. The ids of e-mails look like addresses.
_NOT_SENDERS = re.compile(r"(?im)^[^\w\n]*(?:b?cc|message-id|in-reply-to|references|return-path)\s*:.*$")


def emails_in(text: str) -> tuple[list[str], str]:
    """The addresses that may be a customer's, the likeliest first, and the text without any address."""
    text = _NOT_SENDERS.sub(" . ", text)
    found = sorted(_EMAIL.finditer(text), key=_rank)
    return [email for email in map(_freed, found) if _is_customers(email)], _EMAIL.sub(" . ", text)


def _freed(found: re.Match[str]) -> str:
    """An address without what stands around it. Nothing where it cannot be told whether the underscore before it is part of it."""
    email, rest = found[0].strip("'.&-"), found.string[found.end() :].partition("\n")[0]
    if email.startswith("_") and rest.startswith("_"):
        return email.strip("_'.&-")
    in_italics = email.startswith("_") and re.search(r"\S_(?!\w)", rest)
    return "" if in_italics else email


def _rank(email: re.Match[str]) -> int:
    """0 where "customer", or another word for the customer or the id, stands right before it, 1 for who wrote an e-mail."""
    before = re.split(r"[\s:=*(]+", email.string[max(0, email.start() - 60) : email.start()].casefold())
    words = [word for word in before if word and word not in vocabulary.LINKING | _EMAIL_NAMES]
    if words and words[-1] in vocabulary.CUSTOMER | vocabulary.ID:
        return 0
    line = email.string[email.string.rfind("\n", 0, email.start()) + 1 : email.start()]
    return 1 if _SENDER.match(line) else 2


def _is_customers(email: str) -> bool:
    mailbox = email.partition("@")[0].casefold()
    return bool(mailbox) and mailbox.partition("+")[0] not in vocabulary.OWN_MAILBOXES
