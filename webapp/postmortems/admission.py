"""Who may join the live editing of a postmortem: Flask's own session and access code, asked for a socket.

The socket endpoint holds no rules of its own: it hands over the scope of the upgrade request, and cookies, tokens and
`readable_by` mean on this path what they mean on every other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from webapp.accounts import identify
from webapp.collab.socket import Admission, Refusal
from webapp.postmortems.readers import readable_by

if TYPE_CHECKING:
    from flask import Flask

PATH = re.compile(r"/collab/(\d{1,12})")


def admission_for(app: Flask) -> Callable[[Any], Admission | Refusal]:
    """Return the function that decides, for the ASGI scope of a WebSocket, who joins which room."""

    def admit(scope: Any) -> Admission | Refusal:
        match = PATH.fullmatch(scope["path"])
        if match is None:
            return Refusal(4404, "There is no such room. Open a postmortem from the home page.")
        with app.app_context():
            return _admit(app, scope, int(match[1]))

    return admit


def _admit(app: Flask, scope: Any, number: int) -> Admission | Refusal:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
    cookie, authorization = headers.get("cookie", ""), headers.get("authorization", "")
    user = identify(app, cookie=cookie, authorization=authorization, token=token)
    if user is None:
        return Refusal(4401, "Sign in again to go on editing. What you typed is kept on this device.")
    postmortem = readable_by(user).get(number)
    if postmortem is None:
        return Refusal(4403, "You may not open this postmortem. Ask its owner to add you to its readers.")
    return Admission(postmortem.room_id, user.id, user.name, user.color, user.may_write)
