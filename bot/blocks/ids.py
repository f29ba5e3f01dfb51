"""Every name by which Slack calls this app back: commands, shortcuts, actions, blocks and views.

Each stands here once: listeners, buttons, help and the manifest take it from here."""

COMMAND = "/coupons"
COMMAND_USAGE = "<customerId> [code]"
COMMAND_DESCRIPTION = "Show a customer's Gameball coupons"

MESSAGE_SHORTCUT = "find_coupons"
MESSAGE_SHORTCUT_NAME = "Find coupons"
MESSAGE_SHORTCUT_DESCRIPTION = "Look up the customer and the code that a message is about"
GLOBAL_SHORTCUT = "customer_coupons"
GLOBAL_SHORTCUT_NAME = "Look up coupons"
GLOBAL_SHORTCUT_DESCRIPTION = "Look up a Gameball customer's coupons"

# Buttons that show coupons. What each shows is in its value (see state.py).
SHOW_ALL = "show_all"
SHOW_USABLE = "show_usable"
SHOW_UNCLEAR = "show_unclear"
SHOW_UNUSABLE = "show_unusable"
PREVIOUS_PAGE = "previous_page"
NEXT_PAGE = "next_page"
FIRST_PAGE = "first_page"
REFRESH = "refresh"
TRY_AGAIN = "try_again"
# Slack wants the action ids in one block to differ, so each button has its own.
NEAR_MATCHES = ("near_match_1", "near_match_2", "near_match_3")

# Buttons about one coupon, or about all that can be used.
SHARE = "share"
SHARE_USABLE = "share_usable"
REPLY_TEXT = "reply_text"
FAILS_AT_CHECKOUT = "fails_at_checkout"

# Menus in the window with a text for the customer.
REPLY_LANGUAGE = "reply_language"
REPLY_REPLACEMENT = "reply_replacement"

# Buttons that open the form for a customer id, or bring it back; the second one filled in with what its value says.
LOOK_UP = "look_up"
TRY_ANOTHER_ID = "try_another_id"

# A link. Slack opens it, and tells of the click.
FIND_IN_SHOP = "find_in_shop"

# Modals, and the blocks of the form.
FORM_VIEW = "look_up_form"
RESULTS_VIEW = "look_up_results"
REPLY_VIEW = "reply_text"
NOTICE_VIEW = "notice"
CUSTOMER_BLOCK = "customer"
CODE_BLOCK = "code"
REPLY_BLOCK = "reply"
INPUT = "input"

HOME_OPENED = "app_home_opened"
