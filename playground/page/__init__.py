"""The page at which a person uses both stand-ins. Knows nothing of the app's code."""
