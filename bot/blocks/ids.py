"""Every name by which Slack calls this app back: commands, shortcuts, actions, blocks and views.

They exist here once; the listeners, the cards, the help and the manifest's test derive from them."""

COMMAND = "/coupons"
COMMAND_USAGE = "<customerId>"
COMMAND_DESCRIPTION = "Show a customer's Gameball coupons"

MESSAGE_SHORTCUT = "find_coupons"
GLOBAL_SHORTCUT = "customer_coupons"

# Buttons under a list of coupons. The target of each is in its value (see state.py).
SHOW_ALL = "show_all"
SHOW_USABLE = "show_usable"
SHOW_UNUSABLE = "show_unusable"
PREVIOUS_PAGE = "previous_page"
NEXT_PAGE = "next_page"
REFRESH = "refresh"
TRY_AGAIN = "try_again"
