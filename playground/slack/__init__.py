"""A stand-in for Slack. Knows nothing of Gameball, of the page, or of the app's code."""
