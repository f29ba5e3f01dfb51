"""Who did what where, whether they may, and the one log line about it. Knows nothing of coupons."""
