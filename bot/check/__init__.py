"""The doctor: checks whether everything that the app needs is in place. Each check has an id that never changes."""
