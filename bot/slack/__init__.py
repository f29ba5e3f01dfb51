"""How an answer reaches a person in Slack. Knows nothing of coupons or Gameball."""
