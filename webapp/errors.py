"""Every error that a person can meet, as a sentence that says what to do next.

AfterwordError                 500
├── NotSignedIn                401   nobody is signed in, or a token is unknown
├── NotFound                   404   what you may not see does not exist
├── Forbidden                  403   you may see it, but not do this
├── Conflict                   409   it changed, or it is not in the state for this
├── Gone                       410   it was here and was withdrawn
├── TooLarge                   413   over a limit; the message names the number
├── BadInput                   422   what you sent cannot be read
│   └── ExpiredLink            410   a link that was used or is too old
├── TooManyTries               429   wait, then try again
└── ServiceUnavailable         503   a part of the machine is missing or busy; try again
"""

from __future__ import annotations


class AfterwordError(Exception):
    """An error with an HTTP status and a message for the person who meets it."""

    status = 500
    title = "Something went wrong"
    retryable = False

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotSignedIn(AfterwordError):
    status = 401
    title = "Sign in first"


class NotFound(AfterwordError):
    status = 404
    title = "Not found"


class Forbidden(AfterwordError):
    status = 403
    title = "Not allowed"


class Conflict(AfterwordError):
    status = 409
    title = "This changed in the meantime"


class Gone(AfterwordError):
    status = 410
    title = "Withdrawn"


class TooLarge(AfterwordError):
    status = 413
    title = "Too large"


class BadInput(AfterwordError):
    status = 422
    title = "This cannot be read"


class ExpiredLink(BadInput):
    status = 410
    title = "This link is no longer valid"


class TooManyTries(AfterwordError):
    status = 429
    title = "Too many tries"
    retryable = True


class ServiceUnavailable(AfterwordError):
    status = 503
    title = "Not available right now"
    retryable = True
