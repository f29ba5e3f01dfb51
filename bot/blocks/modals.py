"""The app's modals: the form, the coupons found, a text for the customer, a notice."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.blocks import another_id, ids, kit, mrkdwn
from bot.blocks.checkout import checkout_questions
from bot.blocks.context import Context
from bot.blocks.notes import TEST_DATA
from bot.blocks.slow import still_looking_up
from bot.blocks.state import State
from bot.blocks.verdict import verdict
from bot.coupons.selection import JudgedCoupon

_TITLE = "Customer coupons"
REPLY_TITLE = "Text for customer"
BACK = "Back"
CHECKOUT_TITLE = "Fails at checkout?"
_NOTICE = "notice:"
"""How the block ids of a notice above other blocks begin."""


class Origin(BaseModel):
    """Where a modal was opened from. It travels in the view. All fields are empty for the global shortcut and Home.

    `response_url` is that of a message shortcut: through it, coupons can be shared into the conversation of the
    message, and into the thread `thread_ts` where the message is in one. `about` is the coupon that a text for the customer is
    about."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    channel_id: str = Field("", alias="c")
    response_url: str = Field("", alias="r")
    thread_ts: str = Field("", alias="t")
    about: State | None = Field(None, alias="a")

    def dump(self) -> str:
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    @classmethod
    def parse(cls, private_metadata: str) -> Self:
        """The origin in a view's private_metadata; an empty one where another version of the app wrote that."""
        try:
            return cls.model_validate_json(private_metadata)
        except ValidationError:
            return cls()


_NOWHERE = Origin()


def form_view(origin: Origin, *, customer_id: str = "", code: str = "") -> kit.View:
    """Asks for the customer id and, if there is one, the code."""
    blocks = [
        kit.text_input(
            ids.CUSTOMER_BLOCK,
            "Customer id",
            initial=customer_id,
            placeholder="cust_1001",
            hint="As Gameball knows it, upper and lower case included.",
        ),
        kit.text_input(
            ids.CODE_BLOCK,
            "Coupon code",
            initial=code,
            placeholder="WELCOME15",
            hint="Leave it empty to see all of the customer's coupons.",
            optional=True,
        ),
    ]
    return _modal(ids.FORM_VIEW, blocks, origin, submit="Look up", close="Cancel")


def loading_view(origin: Origin, customer_id: str, *, slow: bool = False) -> kit.View:
    """In place of `results_view` while Gameball is asked. `slow` says that this takes longer than it should."""
    return _modal(ids.RESULTS_VIEW, _loading(customer_id, slow=slow), origin)


def _loading(customer_id: str, *, slow: bool) -> list[kit.Block]:
    if slow:
        return still_looking_up(customer_id).blocks
    return [kit.section("⏳ *Looking up…*"), kit.context(f"Customer {mrkdwn.code(customer_id, 200)}")]


def results_view(message: kit.Message, origin: Origin) -> kit.View:
    """An answer, and a button that leads back to the form, unless the answer has one."""
    blocks = [*message.blocks]
    if all(block.get("block_id") != another_id.BLOCK for block in blocks):
        blocks.append(kit.actions("another", [kit.button("‹ Another customer", ids.LOOK_UP, "form")]))
    return _modal(ids.RESULTS_VIEW, blocks, origin)


def with_notice(view: kit.View, notice: kit.Message) -> kit.View:
    """A view as Slack's payload gives it, with a notice on top in place of an earlier notice. That it is about test data
    stays first, and is said once."""
    kept = [block for block in view["blocks"] if not str(block.get("block_id")).startswith(_NOTICE)]
    marks = [block for block in (*kept, *notice.blocks) if block.get("block_id") == TEST_DATA["block_id"]]
    words = [block for block in notice.blocks if block != TEST_DATA]
    blocks = [{**block, "block_id": f"{_NOTICE}{number}"} for number, block in enumerate(words)]
    shown: kit.View = {
        "type": "modal",
        "callback_id": view["callback_id"],
        "title": view["title"],
        "close": view.get("close") or kit.plain_text("Close", 24),
        "private_metadata": view.get("private_metadata") or "",
        "blocks": [*marks[:1], *blocks, *(block for block in kept if block not in marks)],
    }
    if view.get("submit"):
        # Slack wants it where there are fields.
        shown["submit"] = view["submit"]
    return shown


def has_notice(view: kit.View) -> bool:
    """Whether a view as Slack's payload gives it has a notice on top."""
    return any(str(block.get("block_id")).startswith(_NOTICE) for block in view.get("blocks", []))


def reply_view(
    text: str,
    context: Context,
    *,
    languages: kit.Choice,
    replacements: kit.Choice,
    origin: Origin,
    note: str = "",
    in_modal: bool = False,
) -> kit.View:
    """A text to copy, in a field in which it can be selected as a whole. `replacements` are the coupons that it can offer
    instead; `origin` comes back with each choice. `note` is for the agent: mrkdwn. `in_modal`: the coupons are in a window
    below."""
    blocks = [kit.section(note)] if note else []
    blocks += [
        kit.menu(f"{action_id}:{choice.chosen}", label, action_id, choice)
        for action_id, label, choice in (
            (ids.REPLY_LANGUAGE, "Language", languages),
            (ids.REPLY_REPLACEMENT, "Use this one instead", replacements),
        )
        if len(choice.options) > 1
    ]
    blocks.append(
        kit.text_input(
            # A field keeps its text for as long as its name stays.
            f"{ids.REPLY_BLOCK}:{languages.chosen}:{replacements.chosen}",
            "Text for customer",
            initial=text,
            hint="Click into the text, select all (Ctrl+A or ⌘A) and copy. Nothing is sent from here.",
            multiline=True,
        )
    )
    if context.data == "test":
        blocks.insert(0, TEST_DATA)
    return _modal(
        ids.REPLY_VIEW,
        blocks,
        origin,
        title=REPLY_TITLE,
        submit="Done",
        close=_back_or_close(in_modal=in_modal),
    )


def checkout_view(item: JudgedCoupon, context: Context, *, in_modal: bool = False) -> kit.View:
    """What to ask a customer for whom this coupon fails, or that it does not work any more; `in_modal` as in
    `reply_view`."""
    said = f"{mrkdwn.coupon_code(item.coupon.code or '')}: {verdict(item.coupon, item.availability, context.now)}"
    blocks = [TEST_DATA] if context.data == "test" else []
    blocks.append(kit.section(said))
    if item.availability.usable:
        questions = "\n".join(checkout_questions(item.coupon))
        blocks.append(kit.section(f"Please ask the customer:\n{questions}"))
    return _modal(
        ids.NOTICE_VIEW, blocks, _NOWHERE, title=CHECKOUT_TITLE, close=_back_or_close(in_modal=in_modal)
    )


def preparing_view(
    customer_id: str, *, title: str = REPLY_TITLE, slow: bool = False, in_modal: bool = False
) -> kit.View:
    """In place of `reply_view` or `checkout_view` while Gameball is asked; `slow` as in `loading_view`."""
    return _modal(
        ids.REPLY_VIEW,
        _loading(customer_id, slow=slow),
        _NOWHERE,
        title=title,
        close=_back_or_close(in_modal=in_modal),
    )


def notice_view(message: kit.Message, origin: Origin = _NOWHERE, *, in_modal: bool = False) -> kit.View:
    return _modal(ids.NOTICE_VIEW, message.blocks, origin, close=_back_or_close(in_modal=in_modal))


def _back_or_close(*, in_modal: bool) -> str:
    """Slack closes the window on top alone: where the coupons are in a window below, that leads back to them."""
    return BACK if in_modal else "Close"


def _modal(
    callback_id: str,
    blocks: list[kit.Block],
    origin: Origin,
    *,
    title: str = _TITLE,
    submit: str = "",
    close: str = "Close",
) -> kit.View:
    view: kit.View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": kit.plain_text(title, 24),
        "close": kit.plain_text(close, 24),
        "private_metadata": origin.dump(),
        "blocks": blocks,
    }
    if submit:
        view["submit"] = kit.plain_text(submit, 24)
    return view
