"""Signing in, with a password, a link or an invitation, and signing out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from webapp.accounts.access import begin_session
from webapp.accounts.addresses import own_page
from webapp.accounts.forms import AcceptForm, NameForm, SignInForm
from webapp.accounts.invite import accept_invitation, invitation_behind
from webapp.accounts.sign_in import person_behind, sign_in_by_link, sign_in_by_password
from webapp.accounts.views import bp
from webapp.db import now
from webapp.errors import BadInput, TooManyTries
from webapp.security import public

Answer = str | Response | tuple[str, int]


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Answer:
    """Sign in by e-mail and password."""
    form = SignInForm(next=request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(own_page(form.next.data))
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form), (422 if form.errors else 200)
    try:
        address = request.remote_addr or ""
        user = sign_in_by_password(form.email.data, form.password.data, address=address, at=now())
    except (BadInput, TooManyTries) as problem:
        return render_template("accounts/sign_in.html", form=form, problem=problem.message), problem.status
    begin_session(user)
    return redirect(own_page(form.next.data))


@bp.route("/sign-in/<key>", methods=["GET", "POST"])
@public
def use_link(key: str) -> Answer:
    """Sign in by a link. Only the button uses it up, because mail and chat programs open links to look at them."""
    user = person_behind(key, at=now())
    form = NameForm(obj=user) if user.signed_in_at is None else None
    if request.method == "GET" or (form and not form.validate()):
        return render_template("accounts/use_link.html", form=form, user=user), (422 if form and form.errors else 200)
    try:
        user = sign_in_by_link(key, name=form.name.data if form else None, at=now())
    except BadInput as problem:
        if problem.status == BadInput.status:
            return render_template("accounts/use_link.html", form=form, user=user, problem=problem.message), 422
        raise
    begin_session(user)
    return redirect("/")


@bp.route("/invitations/<key>", methods=["GET", "POST"])
@public
def accept(key: str) -> Answer:
    """Accept an invitation with a name and a password."""
    invitation = invitation_behind(key, at=now())
    form = AcceptForm()
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("accounts/accept.html", form=form, invitation=invitation), status
    try:
        user = accept_invitation(key, name=form.name.data, password=form.password.data, at=now())
    except BadInput as problem:
        if problem.status == BadInput.status:
            return render_template(
                "accounts/accept.html", form=form, invitation=invitation, problem=problem.message
            ), 422
        raise
    begin_session(user)
    return redirect("/")


@bp.post("/sign-out")
@public
def sign_out() -> Answer:
    """End this session."""
    logout_user()
    session.clear()
    flash("You are signed out.")
    return redirect(url_for("accounts.sign_in"))
