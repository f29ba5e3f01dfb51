"""Stand-ins for Slack and Gameball, and a page to try the app in. Nothing in `bot/` knows of it."""
