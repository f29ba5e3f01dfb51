"""How people set the app up: the Slack manifest, and the pages that a browser sees."""
