"""Sentences about logging in, and about what belongs to an account instead of a browser."""

from __future__ import annotations

from typing import Final

from skills.sentences.formats import listed, plural

WHY_LOG_IN: Final = (
    "Your assessments belong to your account, so you'll find them on every device. Only a hash "
    "of your account's id is stored with them, never your name or e-mail address."
)

LOG_IN_FIRST: Final = "Log in first."

LOGIN_FAILED: Final = "You aren't logged in: the login was cancelled or didn't work. Try again."

PROVIDER_UNREACHABLE: Final = (
    "The login service can't be reached right now. Try again in a few minutes."
)

LOGIN_NOT_SET_UP: Final = (
    "Logging in isn't set up correctly on this server. Its administrator can find the reason in "
    "the server's log."
)

NO_IDENTITY: Final = (
    "The login service didn't say who you are, so nothing can be opened. Tell the administrator of "
    "this server."
)

OTHER_ADDRESS: Final = "You can only log in at the main address of this app:"


def login_label(provider: str) -> str:
    """Return the label of the button that logs in; with "", there is only one provider."""
    return f"Log in with {provider}" if provider else "Log in"


def whose(*, has_account: bool) -> str:
    """Return whom assessments belong to, and who else can read them."""
    owner, other = ("your account", "account") if has_account else ("this browser", "browser")
    return (
        f"They belong to {owner}: no other {other} can open them without a link from you. Whoever "
        "runs this server can read and export them."
    )


def no_such_assessment(*, has_account: bool) -> str:
    """Return that an assessment is not there, or somebody else's."""
    return f"{'Your account' if has_account else 'This browser'} has no such assessment."


def why_not_there(*, has_account: bool) -> str:
    """Return what may be the reason that an assessment is not there."""
    other = "somebody else" if has_account else "another browser"
    return f"It may have been deleted, or it may belong to {other}."


LOST_COOKIE: Final = (
    "Did you clear your cookies, or change browsers? Only a cookie says that an assessment is "
    "yours, so this browser can't open it without that cookie."
)

BRING_BACK: Final = (
    "If you saved a file with your answers (JSON, PDF, Excel or CSV), import it. If you didn't, "
    "send the address of this page to whoever runs this server: they can export your answers to "
    "such a file."
)


def yours_alone(*, has_account: bool) -> str:
    """Return what the start page promises about privacy."""
    first = "Only a hash of your account's id is stored." if has_account else "No account."
    return f"{first} Nothing leaves this server, and deleting is final."


def left_in_browser(assessments: int, matrices: int) -> str:
    """Offer to move what a browser had before the person logged in."""
    it = "it's yours, move it" if assessments + matrices == 1 else "they're yours, move them"
    return (
        f"This browser has {_amount(assessments, matrices)} from before you logged in. If {it} to "
        "your account."
    )


def moved_to_account(assessments: int, matrices: int) -> str:
    """Confirm that what a browser had is now in the account."""
    return f"{_amount(assessments, matrices)} moved to your account."


def _amount(assessments: int, matrices: int) -> str:
    parts = [
        plural(assessments, "assessment") if assessments else "",
        plural(matrices, "uploaded matrix", "uploaded matrices") if matrices else "",
    ]
    return listed([each for each in parts if each])
