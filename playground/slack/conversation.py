"""Who and what is in the playground's workspace, and the conversation it starts with."""

from playground.slack.workspace import Channel, Message, User, Workspace

VIEWER = User("U0AGENT0001", "Mona Adel", "Support agent")
COLLEAGUE = User("U0AGENT0002", "Karim Samir", "Her colleague: shows what he sees of her messages")
TIRELESS = User(
    "U0AGENT0003", "Hany Fouad", "Has looked up as many customers as one person may in 10 minutes"
)
SISTER = User(
    "U0AGENT0004", "سلمى نبيل", "In another workspace of the same organisation", team_id="T0BRANCH001"
)
NOT_ALLOWED = User("U0OFFICE001", "Dina Wagdy", "Not in ALLOWED_USERS")
GUEST = User(
    "U0GUEST0001",
    "Sam Porter",
    "Of another company, a guest in #orders",
    team_id="T0COURIER01",
    is_guest=True,
)
USERS = (VIEWER, COLLEAGUE, TIRELESS, SISTER, NOT_ALLOWED, GUEST)

SUPPORT = Channel("C0SUPPORT01", "support")
ORDERS = Channel("C0ORDERS001", "orders", shared=True)
ESCALATIONS = Channel("C0PRIVATE01", "escalations", private=True)
CHANNELS = (SUPPORT, ORDERS, ESCALATIONS)

_MAIL = """A customer writes: “Hi, my code `GONE10` says invalid at checkout, my account is cust_1001. \
I am sure I never used it. Can you help? Layla”"""
_REPLY = "Same customer asked last week about WELCOME15. Does anyone know what she can still use?"


def start_conversation(workspace: Workspace) -> None:
    """A customer's mail in #support with a reply in its thread, so that there is something to act on."""
    mail = _write(workspace, COLLEAGUE, _MAIL)
    _write(workspace, COLLEAGUE, _REPLY, thread_ts=mail.ts)


def _write(workspace: Workspace, user: User, text: str, thread_ts: str | None = None) -> Message:
    return workspace.post(
        Message(
            ts=workspace.new_ts(),
            channel_id=SUPPORT.id,
            kind="user",
            user=user,
            text=text,
            source="user",
            thread_ts=thread_ts,
        )
    )
