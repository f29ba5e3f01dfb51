"""The connections of the process: the port that it listens on, and those to Gameball and Slack."""
