from slack_sdk.signature import Clock, SignatureVerifier

from playground.slack.signing import sign


class _At(Clock):
    def now(self) -> float:
        return 1_800_000_000.0


def test_slacks_own_verifier_accepts_the_signature() -> None:
    body = "text=ü&command=%2Fcoupons"
    headers = sign(body.encode(), secret="s3cret", timestamp=1_800_000_000)

    assert SignatureVerifier("s3cret", clock=_At()).is_valid_request(body, headers)
    assert not SignatureVerifier("other", clock=_At()).is_valid_request(body, headers)
