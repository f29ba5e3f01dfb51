"""The payloads in which Slack tells an app what people did."""

from dataclasses import dataclass
from typing import Any

from playground.slack.workspace import Channel, Message, User

Json = dict[str, Any]


@dataclass(frozen=True)
class Installation:
    """The app as it is installed in the workspace."""

    app_id: str = "A0COUPONS01"
    bot_id: str = "B0COUPONS01"
    bot_user_id: str = "U0COUPONBOT"
    team_id: str = "T0PLAYGRND1"
    team_name: str = "Playground"
    team_domain: str = "playground"
    enterprise_id: str | None = None
    """Of the organisation that the workspace is in, if any."""
    is_enterprise_install: bool = False
    """Whether it is installed in all of that organisation: Slack names no workspace then."""
    verification_token: str = "deprecated-verification-token"  # noqa: S105 - Slack still sends one; apps ignore it


@dataclass(frozen=True)
class Actor:
    """Who does it, from which workspace and organisation, and the trigger_id that it brings."""

    user: User
    team_id: str
    enterprise_id: str | None
    trigger_id: str


class Payloads:
    def __init__(self, installation: Installation) -> None:
        self._app = installation

    def command(self, actor: Actor, *, command: str, text: str, channel: Channel, response_url: str) -> Json:
        enterprise = _enterprise(actor.enterprise_id)
        return {
            "token": self._app.verification_token,
            "team_id": actor.team_id,
            "team_domain": self._app.team_domain,
            **({f"enterprise_{name}": value for name, value in enterprise.items()} if enterprise else {}),
            "channel_id": channel.id,
            "channel_name": channel.name_for_apps,
            "user_id": actor.user.id,
            "user_name": actor.user.username,
            "command": command,
            "text": text,
            "api_app_id": self._app.app_id,
            "is_enterprise_install": str(self._app.is_enterprise_install).lower(),
            "response_url": response_url,
            "trigger_id": actor.trigger_id,
        }

    def message_click(
        self,
        actor: Actor,
        *,
        message: Message,
        channel: Channel,
        action: Json,
        state: Json,
        response_url: str,
    ) -> Json:
        """A click in a message. Slack does not send an ephemeral message back, only where it is."""
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        payload = self._interaction("block_actions", actor) | {
            "container": container | {"is_ephemeral": message.ephemeral},
            "channel": self._channel(channel),
            "state": {"values": state},
            "response_url": response_url,
            "actions": [action],
        }
        if message.thread_ts is not None:
            payload["container"]["thread_ts"] = message.thread_ts
        if not message.ephemeral:
            payload["message"] = self.message(message)
        return payload

    def view_click(self, actor: Actor, *, view: Json, action: Json) -> Json:
        return self._interaction("block_actions", actor, in_view=True) | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [action],
        }

    def message_shortcut(
        self,
        actor: Actor,
        *,
        callback_id: str,
        message: Message,
        channel: Channel,
        action_ts: str,
        response_url: str,
    ) -> Json:
        return self._interaction("message_action", actor) | {
            "callback_id": callback_id,
            "action_ts": action_ts,
            "message_ts": message.ts,
            "channel": self._channel(channel),
            "message": self.message(message),
            "response_url": response_url,
        }

    def global_shortcut(self, actor: Actor, *, callback_id: str, action_ts: str) -> Json:
        return self._interaction("shortcut", actor) | {"callback_id": callback_id, "action_ts": action_ts}

    def view_submission(self, actor: Actor, *, view: Json) -> Json:
        return self._interaction("view_submission", actor, in_view=True) | {"view": view, "response_urls": []}

    def app_home_opened(self, actor: Actor, *, view: Json | None, event_id: str, event_ts: str) -> Json:
        event = {
            "type": "app_home_opened",
            "user": actor.user.id,
            "channel": f"D{actor.user.id[1:]}",
            "tab": "home",
            "event_ts": event_ts,
        }
        return {
            "token": self._app.verification_token,
            "team_id": actor.team_id,
            **({"enterprise_id": actor.enterprise_id} if actor.enterprise_id else {}),
            "api_app_id": self._app.app_id,
            "event": event if view is None else event | {"view": view},
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(float(event_ts)),
            "authorizations": [
                {
                    "enterprise_id": self._app.enterprise_id,
                    "team_id": None if self._app.is_enterprise_install else self._app.team_id,
                    "user_id": self._app.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": self._app.is_enterprise_install,
                }
            ],
            "is_ext_shared_channel": False,
        }

    def url_verification(self, challenge: str) -> Json:
        return {"token": self._app.verification_token, "challenge": challenge, "type": "url_verification"}

    def message(self, message: Message) -> Json:
        """A message as Slack sends it to apps."""
        payload: Json = {"type": "message", "user": message.user.id, "text": message.text, "ts": message.ts}
        payload["team"] = self._app.team_id
        if message.kind == "bot":
            payload |= {"bot_id": self._app.bot_id, "app_id": self._app.app_id, "subtype": "bot_message"}
        if message.thread_ts is not None:
            payload["thread_ts"] = message.thread_ts
        if message.blocks:
            payload["blocks"] = list(message.blocks)
        return payload

    def _interaction(self, kind: str, actor: Actor, *, in_view: bool = False) -> Json:
        user = actor.user
        # In a view, all ids are the person's own; in a message, these two say where the app is installed.
        team_id = actor.team_id if in_view else self._app.team_id
        enterprise_id = actor.enterprise_id if in_view else self._app.enterprise_id
        return {
            "type": kind,
            "user": {
                "id": user.id,
                "username": user.username,
                "name": user.username,
                "team_id": actor.team_id,
            },
            "api_app_id": self._app.app_id,
            "token": self._app.verification_token,
            "team": None
            if self._app.is_enterprise_install
            else {"id": team_id, "domain": self._app.team_domain},
            "enterprise": _enterprise(enterprise_id),
            "is_enterprise_install": self._app.is_enterprise_install,
            "trigger_id": actor.trigger_id,
        }

    @staticmethod
    def _channel(channel: Channel) -> Json:
        return {"id": channel.id, "name": channel.name_for_apps}


def _enterprise(enterprise_id: str | None) -> dict[str, str] | None:
    return None if enterprise_id is None else {"id": enterprise_id, "name": "Playground Group"}
