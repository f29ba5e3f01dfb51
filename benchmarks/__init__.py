"""How fast the bot is, side by side with two other ways to build it. `make bench` runs it all."""
