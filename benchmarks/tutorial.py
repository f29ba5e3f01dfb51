"""The tutorials' way: Bolt without async, in Flask under gunicorn: acknowledge, ask Gameball, `respond()`.

With the bot's own reading and cards. Tutorials call `httpx.get`, which makes a new client for each lookup. With
`kept`, one client is made at the start and kept, as httpx's documentation advises."""

import os
from typing import Any
from urllib.parse import quote

import httpx
from flask import Flask, Response, request
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient

from benchmarks.cards import draw, read


def create_app(*, kept: bool) -> Flask:
    app = App(
        client=WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]),
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
    )
    customers = f"{os.environ['GAMEBALL_API_URL']}/api/v4.0/integrations/customers"
    keys = {"apikey": os.environ["GAMEBALL_API_KEY"], "secretkey": os.environ["GAMEBALL_SECRET_KEY"]}
    get = httpx.Client().get if kept else httpx.get

    @app.command("/coupons")
    def coupons(ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        ack()
        customer_id = command["text"]
        answer = get(f"{customers}/{quote(customer_id, safe='')}/coupons", headers=keys)
        respond(**draw(customer_id, read(answer.content)))

    handler = SlackRequestHandler(app)
    flask = Flask(__name__)

    @flask.post("/slack/events")
    def events() -> Response:
        return handler.handle(request)

    return flask
