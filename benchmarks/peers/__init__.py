"""What the bot is compared with."""
