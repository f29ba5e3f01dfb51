"""The doctor: is everything in place for the app to work? Each check has a stable id, a verdict, and the way to mend it."""
