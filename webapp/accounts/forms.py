"""What the pages of accounts ask for."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from webapp.accounts.passwords import SHORTEST
from webapp.accounts.roles import Role

LONG_ENOUGH = f"At least {SHORTEST} characters. Four unrelated words make a good one."
ROLES = [SelectChoice(role.value, f"{role.label}: {role.explained}") for role in Role]


class SignInForm(FlaskForm):
    """E-mail and password."""

    email = EmailField("E-mail", [InputRequired("Write your e-mail address.")], render_kw={"autocomplete": "username"})
    password = PasswordField(
        "Password", [InputRequired("Write your password.")], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


class NameForm(FlaskForm):
    """A person's own name."""

    name = StringField(
        "Your name",
        [InputRequired("Write the name your colleagues know you by.")],
        description="As your colleagues know you. It stands beside your caret and in the history.",
        render_kw={"autocomplete": "name", "maxlength": 120},
    )


class AcceptForm(NameForm):
    """Name and password of somebody who was invited."""

    password = PasswordField(
        "Password",
        [InputRequired("Choose a password.")],
        description=LONG_ENOUGH,
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST},
    )


class InviteForm(FlaskForm):
    """Whom to invite, and as what."""

    email = EmailField("E-mail", [InputRequired("Write the e-mail address.")], render_kw={"autocomplete": "off"})
    role = SelectField("Role", choices=ROLES, default=Role.EDITOR.value, coerce=Role)


class PasswordForm(FlaskForm):
    """A new password, and the current one where there is one."""

    current = PasswordField("Current password", render_kw={"autocomplete": "current-password"})
    new = PasswordField(
        "New password",
        [InputRequired("Choose a new password.")],
        description=LONG_ENOUGH,
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST},
    )


class TokenForm(FlaskForm):
    """What a token is for."""

    name = StringField(
        "What is it for?",
        [InputRequired("Name what the token is for.")],
        description="For example: nightly export.",
        render_kw={"maxlength": 120, "autocomplete": "off"},
    )
