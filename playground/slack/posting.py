"""Putting the app's messages into channels, once they pass Slack's checks."""

from typing import Any

from playground.slack.block_kit import Problem, validate_message
from playground.slack.block_tree import with_generated_ids
from playground.slack.delivery import Answer
from playground.slack.faults import Faults
from playground.slack.workspace import Message, Source, User, Workspace

Json = dict[str, Any]

SLACKBOT = User("USLACKBOT", "Slackbot")


class RefusedMessageError(Exception):
    """Slack does not show this message. `code` is Slack's word for it, such as "invalid_blocks"."""

    def __init__(self, code: str, problems: list[Problem]) -> None:
        super().__init__(code)
        self.code = code
        self.problems = problems


class Posting:
    def __init__(self, workspace: Workspace, *, bot: User, faults: Faults) -> None:
        self._workspace = workspace
        self._bot = bot
        self._faults = faults

    def post(
        self,
        raw: Json,
        *,
        channel_id: str,
        user_id: str,
        source: Source,
        round_trip_ms: float | None,
    ) -> Message:
        """Shows a message of the app: to `user_id` alone, unless it is `in_channel`."""
        self._check(raw)
        in_channel = raw.get("response_type") == "in_channel"
        message = Message(
            ts=self._workspace.new_ts(),
            channel_id=channel_id,
            thread_ts=raw.get("thread_ts"),
            kind="bot",
            user=self._bot,
            text=raw.get("text", ""),
            blocks=with_generated_ids(raw.get("blocks", [])),
            visible_to=None if in_channel else user_id,
            round_trip_ms=round_trip_ms,
            source=source,
            raw=raw,
        )
        return self._workspace.post(message)

    def replace(self, original: Message, raw: Json, *, round_trip_ms: float) -> Message:
        """Shows `raw` where `original` was; who can see it does not change."""
        self._check(raw)
        blocks = with_generated_ids(raw.get("blocks", []))
        changes: Json = {"text": raw.get("text", ""), "blocks": blocks, "raw": raw}
        return self._workspace.replace(
            original, **changes, source="response_url", round_trip_ms=round_trip_ms
        )

    def notice(
        self,
        text: str,
        *,
        channel_id: str,
        user_id: str,
        thread_ts: str | None = None,
        raw: Json | None = None,
        round_trip_ms: float | None = None,
    ) -> Message:
        """What Slack itself tells one user."""
        message = Message(
            ts=self._workspace.new_ts(),
            channel_id=channel_id,
            thread_ts=thread_ts,
            kind="notice",
            user=SLACKBOT,
            text=text,
            visible_to=user_id,
            source="slack",
            raw=raw or {},
            round_trip_ms=round_trip_ms,
        )
        return self._workspace.post(message)

    def show_reply(self, command: Json, answer: Answer) -> Answer:
        """Shows the answer to a slash command, or what Slack says where there is none to show."""
        name, channel_id, user_id = command["command"], command["channel_id"], command["user_id"]
        if answer.error is not None:
            text = f'{name} failed with the error "{answer.error}"'
            self.notice(text, channel_id=channel_id, user_id=user_id, round_trip_ms=answer.ms)
        elif answer.body.strip():
            raw = answer.json if isinstance(answer.json, dict) else {"text": answer.body}
            try:
                self.post(
                    raw,
                    channel_id=channel_id,
                    user_id=user_id,
                    source="http_response",
                    round_trip_ms=answer.ms,
                )
            except RefusedMessageError as refused:
                text = f'{name} failed with the error "{refused.code}"'
                text += "".join(f"\n{problem.pointer}: {problem.message}" for problem in refused.problems[:5])
                self.notice(text, channel_id=channel_id, user_id=user_id, round_trip_ms=answer.ms, raw=raw)
        return answer

    def show_failed_click(self, message: Message, user_id: str, answer: Answer) -> Answer:
        """What Slack says below a message where a click in it failed."""
        if answer.error is not None:
            self.notice(
                f'That button failed with the error "{answer.error}"',
                channel_id=message.channel_id,
                user_id=user_id,
                thread_ts=message.thread_ts,
                round_trip_ms=answer.ms,
            )
        return answer

    def _check(self, raw: Json) -> None:
        problems = validate_message(raw)
        if self._faults.refuse_cards:
            problems += [
                Problem(f"/blocks/{index}/type", "unsupported_type", "cards are refused")
                for index, block in enumerate(raw.get("blocks") or [])
                if isinstance(block, dict) and block.get("type") == "card"
            ]
        if problems:
            codes = {problem.code for problem in problems}
            whole = next(
                (code for code in ("no_text", "msg_too_long", "msg_blocks_too_long") if codes == {code}), None
            )
            raise RefusedMessageError(whole or "invalid_blocks", problems)
