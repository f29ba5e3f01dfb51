import pytest

from bot.blocks import ids, kit, modals
from bot.blocks.context import Context
from bot.blocks.kit import Message
from bot.blocks.modals import Origin
from bot.blocks.notes import TEST_DATA
from bot.blocks.state import State
from tests.factories import NOW

ORIGIN = Origin(channel_id="C1", response_url="https://hooks.slack.com/actions/1", thread_ts="1.5")
DUMPED = '{"c":"C1","r":"https://hooks.slack.com/actions/1","t":"1.5"}'
MESSAGE = Message("Words.", [kit.section("words")])


def plain(text: str) -> kit.Text:
    return {"type": "plain_text", "text": text, "emoji": False}


def modal(
    callback_id: str,
    blocks: list[kit.Block],
    *,
    title: str = "Customer coupons",
    origin: str = "{}",
    **more: str,
) -> kit.View:
    texts = {"close": "Close"} | more
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "private_metadata": origin,
        "blocks": blocks,
        **{name: plain(text) for name, text in texts.items()},
    }


def test_an_origin_travels_in_the_view() -> None:
    assert (ORIGIN.dump(), Origin.parse(DUMPED), Origin().dump()) == (DUMPED, ORIGIN, "{}")


@pytest.mark.parametrize("metadata", ["", "{", "[]", '{"c":1}'])
def test_an_origin_that_another_version_wrote_is_as_good_as_none(metadata: str) -> None:
    assert Origin.parse(metadata) == Origin()


def test_the_form_asks_for_the_id_and_for_a_code_if_there_is_one() -> None:
    fields = [
        {
            "type": "input",
            "block_id": ids.CUSTOMER_BLOCK,
            "label": plain("Customer id"),
            "element": {
                "type": "plain_text_input",
                "action_id": ids.INPUT,
                "multiline": False,
                "placeholder": plain("cust_1001"),
            },
            "optional": False,
            "hint": plain("As Gameball knows it, upper and lower case included."),
        },
        {
            "type": "input",
            "block_id": ids.CODE_BLOCK,
            "label": plain("Coupon code"),
            "element": {
                "type": "plain_text_input",
                "action_id": ids.INPUT,
                "multiline": False,
                "initial_value": "CODE1",
                "placeholder": plain("WELCOME15"),
            },
            "optional": True,
            "hint": plain("Leave it empty to see all of the customer's coupons."),
        },
    ]
    assert modals.form_view(ORIGIN, code="CODE1") == modal(
        ids.FORM_VIEW, fields, origin=DUMPED, submit="Look up", close="Cancel"
    )
    filled = modals.form_view(ORIGIN, customer_id="cust_1")["blocks"][0]["element"]
    assert filled["initial_value"] == "cust_1"


def test_what_is_shown_keeps_where_it_was_opened_from() -> None:
    again = kit.actions("another", [kit.button("‹ Another customer", ids.LOOK_UP, "form")])
    looking_up = [kit.section("⏳ *Looking up…*"), kit.context("Customer `cust_1`")]

    assert modals.results_view(MESSAGE, ORIGIN) == modal(
        ids.RESULTS_VIEW, [*MESSAGE.blocks, again], origin=DUMPED
    )
    assert modals.loading_view(ORIGIN, "cust_`1`") == modal(ids.RESULTS_VIEW, looking_up, origin=DUMPED)
    slow = kit.section("⏳ Gameball is slow. Still looking up `cust_1`…")
    assert modals.loading_view(ORIGIN, "cust_`1`", slow=True)["blocks"] == [slow]
    assert modals.notice_view(MESSAGE, ORIGIN) == modal(ids.NOTICE_VIEW, MESSAGE.blocks, origin=DUMPED)
    assert modals.notice_view(MESSAGE) == modal(ids.NOTICE_VIEW, MESSAGE.blocks)


def test_a_notice_stands_above_what_a_modal_shows_in_place_of_an_earlier_one() -> None:
    shown = modals.results_view(MESSAGE, ORIGIN)
    first = modals.with_notice(shown, Message("No.", [kit.section("no"), kit.context("at all")]))
    second = modals.with_notice(first, Message("Yes.", [kit.section("yes")]))

    assert (first["blocks"], second["blocks"]) == (
        [
            {**kit.section("no"), "block_id": "notice:0"},
            {**kit.context("at all"), "block_id": "notice:1"},
            *shown["blocks"],
        ],
        [{**kit.section("yes"), "block_id": "notice:0"}, *shown["blocks"]],
    )
    assert {**second, "blocks": shown["blocks"]} == shown
    assert [modals.has_notice(view) for view in (shown, first, {})] == [False, True, False]


def test_slack_is_given_only_what_a_view_may_have() -> None:
    sent_by_slack = {
        **modals.notice_view(MESSAGE),
        "id": "V1",
        "hash": "1.2",
        "private_metadata": None,
        "close": None,
    }
    assert modals.with_notice(sent_by_slack, Message("", [])) == modal(
        ids.NOTICE_VIEW, MESSAGE.blocks, origin=""
    )


def test_slack_is_given_the_button_that_a_view_with_fields_must_have() -> None:
    shown = modals.form_view(ORIGIN)

    assert modals.with_notice(shown, Message("", []))["submit"] == shown["submit"]


ABOUT = modals.Origin(channel_id="C0", about=State(customer_id="cust_1", code="CODE1"))
ONE_LANGUAGE, NO_REPLACEMENT = kit.Choice({"en": "English"}, "en"), kit.Choice({}, "")


def reply_field(block_id: str) -> kit.Block:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Text for customer"),
        "element": {
            "type": "plain_text_input",
            "action_id": ids.INPUT,
            "multiline": True,
            "initial_value": "Hi,\n\nbye.",
        },
        "optional": False,
        "hint": plain("Click into the text, select all (Ctrl+A or ⌘A) and copy. Nothing is sent from here."),
    }


def test_a_text_for_the_customer_is_ready_to_copy() -> None:
    view = modals.reply_view(
        "Hi,\n\nbye.", Context(now=NOW), languages=ONE_LANGUAGE, replacements=NO_REPLACEMENT, origin=ABOUT
    )

    assert view == {
        **modal(ids.REPLY_VIEW, [reply_field("reply:en:")], title="Text for customer", submit="Done"),
        "private_metadata": '{"c":"C0","a":{"c":"cust_1","k":"CODE1"}}',
    }
    assert modals.preparing_view("cust_`1`") == modal(
        ids.REPLY_VIEW,
        [kit.section("⏳ *Looking up…*"), kit.context("Customer `cust_1`")],
        title="Text for customer",
    )


def test_where_there_are_several_the_language_and_the_replacement_are_chosen_from_menus() -> None:
    languages = kit.Choice({"en": "English", "ar": "Arabic"}, "ar")
    replacements = kit.Choice({"m1": "SUMMER10", "m2": "x" * 90}, "m2")
    view = modals.reply_view(
        "Hi,\n\nbye.", Context(now=NOW), languages=languages, replacements=replacements, origin=ABOUT
    )

    options = [
        {"text": plain("SUMMER10"), "value": "m1"},
        {"text": plain(f"{'x' * 74}…"), "value": "m2"},
    ]
    assert view["blocks"][1:] == [
        {
            "type": "input",
            "block_id": "reply_replacement:m2",
            "label": plain("Use this one instead"),
            "dispatch_action": True,
            "element": {
                "type": "static_select",
                "action_id": "reply_replacement",
                "options": options,
                "initial_option": options[1],
            },
        },
        # A field of another name shows another text.
        reply_field("reply:ar:m2"),
    ]
    assert view["blocks"][0]["element"]["initial_option"] == {"text": plain("Arabic"), "value": "ar"}


def test_a_notice_and_coupons_of_test_data_say_so_once_and_first() -> None:
    coupons = modals.results_view(Message("", [TEST_DATA, kit.section("coupons")]), modals.Origin())
    failure = Message("", [TEST_DATA, kit.section("no")])

    blocks = modals.with_notice(modals.with_notice(coupons, failure), failure)["blocks"]

    assert blocks[0] == TEST_DATA
    assert [block["text"]["text"] for block in blocks if block["type"] == "section"] == ["no", "coupons"]
    assert blocks.count(TEST_DATA) == 1
