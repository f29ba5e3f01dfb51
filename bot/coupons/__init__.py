"""A customer's coupons, judged, sorted and looked up. Knows nothing of Slack or HTTP."""
