"""The headers by which a mail says that nobody wrote it (RFC 3834 and its forerunners)."""

from intake.classification.contents import Contents

_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder")


def find_automatic_header(contents: Contents) -> str | None:
    """Find the header that marks an automatic reply; ``X-Autoreply`` does so with nothing in it."""
    signs = {
        "Auto-Submitted": contents.header("Auto-Submitted").startswith("auto-replied"),
        "Precedence": contents.header("Precedence") in ("auto_reply", "auto-reply"),
    } | {name: contents.has_header(name) and contents.header(name) not in ("no", "false") for name in _HEADERS}
    return next((name for name, holds in signs.items() if holds), None)
