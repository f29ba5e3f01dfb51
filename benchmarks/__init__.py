"""How fast the bot is, side by side with what else could be built. `make bench` runs it all."""
