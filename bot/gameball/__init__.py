"""Gameball's API as this app needs it. Knows nothing of Slack."""
