"""Headers that hold addresses, written by hand: the policies of ``email`` break names in two where they fold them.

'Anne Ås (konstitueret)' came out as 'Anne Ås (kons titueret)', and a comma may end up outside the encoded word.
"""

from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.utils import formataddr

_LONGEST_NAME = "Reply-To"
_FOLD = "\r\n "


def write_addresses(name: str, addresses: Sequence[Address]) -> str:
    """Return a header with its addresses, a line each (RFC 5322 §2.2.3), or nothing where there are none."""
    return f"{name}: {f',{_FOLD}'.join(map(_write_address, addresses))}\r\n" if addresses else ""


def _write_address(address: Address) -> str:
    name = address.display_name
    if not name or name.isascii():
        return formataddr((name, address.addr_spec))
    # RFC 2047 §5 (3): a name as encoded words, each whole in its line.
    encoded = Header(name, "utf-8", header_name=_LONGEST_NAME).encode(linesep="\r\n")
    return f"{encoded} <{address.addr_spec}>"
