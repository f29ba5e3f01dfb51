"""Slack's request signature, version v0, from Slack's side."""

import hashlib
import hmac


def sign(body: bytes, *, secret: str, timestamp: int | str) -> dict[str, str]:
    """The two headers by which an app recognises Slack. `timestamp` is in Unix seconds."""
    message = b"v0:" + str(timestamp).encode() + b":" + body
    digest = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}
