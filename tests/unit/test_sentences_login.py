from skills.sentences.login import (
    BRING_BACK,
    LOG_IN_FIRST,
    LOGIN_FAILED,
    LOGIN_NOT_SET_UP,
    LOST_COOKIE,
    NO_IDENTITY,
    OTHER_ADDRESS,
    PROVIDER_UNREACHABLE,
    WHY_LOG_IN,
    left_in_browser,
    login_label,
    moved_to_account,
    no_such_assessment,
    whose,
    why_not_there,
    yours_alone,
)


def test_logging_in_is_explained() -> None:
    assert WHY_LOG_IN == (
        "Your assessments belong to your account, so you'll find them on every device. Only a "
        "hash of your account's id is stored with them, never your name or e-mail address."
    )
    assert LOG_IN_FIRST == "Log in first."
    assert OTHER_ADDRESS == "You can only log in at the main address of this app:"
    assert [login_label(""), login_label("work")] == ["Log in", "Log in with work"]


def test_somebody_not_logged_in_reads_why() -> None:
    assert LOGIN_FAILED == (
        "You aren't logged in: the login was cancelled or didn't work. Try again."
    )
    assert PROVIDER_UNREACHABLE == (
        "The login service can't be reached right now. Try again in a few minutes."
    )
    assert LOGIN_NOT_SET_UP == (
        "Logging in isn't set up correctly on this server. Its administrator can find the reason "
        "in the server's log."
    )
    assert NO_IDENTITY == (
        "The login service didn't say who you are, so nothing can be opened. Tell the "
        "administrator of this server."
    )


def test_a_lost_cookie_is_explained_with_what_helps() -> None:
    assert LOST_COOKIE == (
        "Did you clear your cookies, or change browsers? Only a cookie says that an assessment is "
        "yours, so this browser can't open it without that cookie."
    )
    assert BRING_BACK == (
        "If you saved a file with your answers (JSON, PDF, Excel or CSV), import it. If you "
        "didn't, send the address of this page to whoever runs this server: they can export your "
        "answers to such a file."
    )


def test_assessments_belong_to_a_browser_or_an_account() -> None:
    end = "without a link from you. Whoever runs this server can read and export them."
    assert whose(has_account=False) == (
        f"They belong to this browser: no other browser can open them {end}"
    )
    assert whose(has_account=True) == (
        f"They belong to your account: no other account can open them {end}"
    )
    assert no_such_assessment(has_account=False) == "This browser has no such assessment."
    assert no_such_assessment(has_account=True) == "Your account has no such assessment."
    assert why_not_there(has_account=False) == (
        "It may have been deleted, or it may belong to another browser."
    )
    assert why_not_there(has_account=True) == (
        "It may have been deleted, or it may belong to somebody else."
    )
    assert yours_alone(has_account=False) == (
        "No account. Nothing leaves this server, and deleting is final."
    )
    assert yours_alone(has_account=True) == (
        "Only a hash of your account's id is stored. Nothing leaves this server, and deleting is "
        "final."
    )


def test_what_a_browser_has_is_offered_and_its_move_confirmed() -> None:
    assert left_in_browser(1, 0) == (
        "This browser has 1 assessment from before you logged in. If it's yours, move it to your "
        "account."
    )
    assert left_in_browser(2, 1) == (
        "This browser has 2 assessments and 1 uploaded matrix from before you logged in. If "
        "they're yours, move them to your account."
    )
    assert left_in_browser(0, 2).startswith("This browser has 2 uploaded matrices from")
    assert moved_to_account(2, 0) == "2 assessments moved to your account."
    assert moved_to_account(0, 1) == "1 uploaded matrix moved to your account."
