"""What the app says: values in, Block Kit out. Knows nothing of HTTP, and asks nobody."""
