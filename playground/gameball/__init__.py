"""A stand-in for Gameball. Knows nothing of Slack, of the page, or of the app's code."""
