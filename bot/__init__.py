"""A Slack app that answers `/coupons <customerId>` with that Gameball customer's coupons."""

__version__ = "1.0.0"
