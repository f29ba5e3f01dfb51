"""The small lines above and below coupons: what has changed, what could not be read, and how fresh all of it is."""

from contextlib import suppress

from bot.blocks import kit, mrkdwn
from bot.blocks.changed import changes_in_words
from bot.blocks.context import Context
from bot.blocks.kit import Message
from bot.blocks.state import State
from bot.coupons.changes import changes_since
from bot.coupons.lookup import Snapshot
from bot.coupons.selection import JudgedCoupon

_TEST_DATA = "🧪 *Test data*, not the live shop's: this app uses Gameball's test keys."
TEST_DATA = {**kit.context(_TEST_DATA), "block_id": "test_data"}


def notes_above(judged: list[JudgedCoupon], snapshot: Snapshot, state: State, context: Context) -> list[str]:
    """What has changed in the `judged` coupons, and how many coupons could not be read; each as mrkdwn."""
    notes = []
    if state.shown:
        # Where another version of the app wrote `shown`, the coupons are shown without a note.
        with suppress(ValueError, OverflowError, OSError):
            changes = changes_since(state.shown, judged)
            all_read, one_code = not snapshot.answer.unreadable, state.code is not None
            notes.append(changes_in_words(changes, context.now, all_read=all_read, one_code=one_code))
    if unreadable := snapshot.answer.unreadable:
        notes.append(f"⚠️ {unreadable} {'coupon' if unreadable == 1 else 'coupons'} could not be read")
    return notes


def understood(message: Message, customer_id: str, code: str | None) -> Message:
    """The message, and above it how it was understood what somebody typed."""
    customer = f"Understood as customer {mrkdwn.code(customer_id, 200)}"
    note = f"{customer}, code {mrkdwn.code(code)}" if code else customer
    return _with_first_line(message, kit.context(note), note)


def marked_as_test_data(message: Message, context: Context) -> Message:
    """The message with a first line that says so, where the app's keys open Gameball's test data."""
    return _with_first_line(message, TEST_DATA, _TEST_DATA) if context.data == "test" else message


def _with_first_line(message: Message, block: kit.Block, words: str) -> Message:
    """The line stands above all others, but for the one about test data."""
    above = message.blocks[:1] if message.blocks[:1] == [TEST_DATA] else []
    spoken = message.text.split("\n")
    lines = [*spoken[: len(above)], mrkdwn.spoken(words), *spoken[len(above) :]]
    return Message(mrkdwn.message_text(lines), [*above, block, *message.blocks[len(above) :]])


def marked_as_test_data_in_words(words: str, context: Context) -> str:
    """The same for the field of a form: plain text."""
    return f"{mrkdwn.spoken(_TEST_DATA)}\n{words}" if context.data == "test" else words


def understood_in_words(customer_id: str, code: str | None) -> str:
    """The same for the field of a form: plain text."""
    return (
        f"Understood as customer {customer_id}, code {code}"
        if code
        else f"Understood as customer {customer_id}"
    )


def footer(snapshot: Snapshot, *before: str, for_all: bool = False) -> str:
    """As of when this is, after what is given as `before`; mrkdwn. `for_all` is for what is posted for all: there
    the day is not Slack's "today"."""
    parts = [part for part in before if part]
    as_of = mrkdwn.date(snapshot.as_of, "{date_short} at {time}") if for_all else mrkdwn.date(snapshot.as_of)
    parts.append(f"as of {as_of}")
    return mrkdwn.SEPARATOR.join(parts)
