"""Compound files [MS-CFB], which .doc, .xls and .msg are: what stands in the root, and how to make one."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16s6H10I")
_ENTRY = 128
_DIFAT_ENTRIES = 109
_MOST_DIRECTORY_SECTORS = 256
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_SECTOR, _MINI_SECTOR, _MINI_CUTOFF = 4096, 64, 4096
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SHIFTS = (9, 12)
_LONGEST_NAME = 31


def list_root_names(data: bytes) -> frozenset[str]:
    """Return the names of what stands in the root, which tell what the file is; empty for a broken file.

    What stands deeper does not: a mail with a Word file attached holds a Word file's streams.
    """
    try:
        return frozenset(_walk_root(_read_directory(data)))
    except (struct.error, IndexError):
        return frozenset()


def _read_directory(data: bytes) -> list[bytes]:
    """Return the directory's entries, as far as its chain of sectors goes."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in _SHIFTS:
        return []
    size = 1 << shift
    difat = struct.unpack_from(f"<{_DIFAT_ENTRIES}I", data, 76)
    sector, seen, pieces = struct.unpack_from("<I", data, 48)[0], set[int](), list[bytes]()
    while sector not in seen and len(seen) < _MOST_DIRECTORY_SECTORS and (sector + 2) * size <= len(data) + size:
        seen.add(sector)
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        table, at = divmod(sector, size // 4)
        if table >= _DIFAT_ENTRIES:
            break
        (sector,) = struct.unpack_from("<I", data, (difat[table] + 1) * size + at * 4)
    directory = b"".join(pieces)
    return [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _walk_root(entries: list[bytes]) -> Iterator[str]:
    """Yield the names in the tree of siblings below the root."""
    pending, seen = [struct.unpack_from("<I", entries[0], 76)[0]], set[int]()
    while pending:
        index = pending.pop()
        if index in seen or index >= len(entries):
            continue
        seen.add(index)
        entry = entries[index]
        length, _, _, left, right = struct.unpack_from("<HBBII", entry, 64)
        yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        pending += (left, right)


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream to be written."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Storage:
    """One folder to be written, with what stands in it."""

    name: str
    inside: tuple["Storage | Stream", ...]


def write_compound(inside: tuple[Storage | Stream, ...]) -> bytes:
    """Return a compound file of version 4, whose sectors are large enough for one header to name them all."""
    return _Writer().write(Storage("Root Entry", inside))


class _Writer:
    """Lays out streams, directory and the table of sectors, in this order."""

    def __init__(self) -> None:
        self._sectors: list[bytes] = []
        self._table: list[int] = []
        self._mini: list[bytes] = []
        self._mini_table: list[int] = []
        self._entries: list[bytearray] = []

    def write(self, root: Storage) -> bytes:
        self._add(root, _ROOT)
        mini = b"".join(self._mini)
        struct.pack_into("<IQ", self._entries[0], 116, self._chain(mini), len(mini))
        mini_table = struct.pack(f"<{len(self._mini_table)}I", *self._mini_table)
        mini_start, mini_sectors = self._chain(mini_table, fill=b"\xff"), -(-len(mini_table) // _SECTOR)
        directory = self._chain(b"".join(self._entries), fill=_make_entry("", 0))
        return self._finish(directory, mini_start, mini_sectors)

    def _finish(self, directory: int, mini_start: int, mini_sectors: int) -> bytes:
        per_table = _SECTOR // 4
        tables = -(-len(self._table) // (per_table - 1))
        if tables > _DIFAT_ENTRIES:
            raise ValueError("A compound file of more than 400 MB is not written.")
        first = len(self._sectors)
        rows = [*self._table, *[_FAT] * tables]
        rows += [_FREE] * (-len(rows) % per_table)
        difat = [*range(first, first + tables), *[_FREE] * (_DIFAT_ENTRIES - tables)]
        sizes = (0x3E, 4, 0xFFFE, 12, 6, 0)
        folders = -(-len(self._entries) * _ENTRY // _SECTOR)
        starts = (0, folders, tables, directory, 0, _MINI_CUTOFF, mini_start, mini_sectors, _END, 0)
        head = _HEADER.pack(SIGNATURE, bytes(16), *sizes, *starts) + struct.pack(f"<{_DIFAT_ENTRIES}I", *difat)
        return b"".join((head.ljust(_SECTOR, b"\0"), *self._sectors, struct.pack(f"<{len(rows)}I", *rows)))

    def _add(self, node: Storage | Stream, kind: int) -> int:
        """Add an entry and all below it; return its number."""
        number = len(self._entries)
        entry = _make_entry(node.name, kind)
        self._entries.append(entry)
        if isinstance(node, Stream):
            self._place(entry, node.data)
            return number
        children = [self._add(c, _STREAM if isinstance(c, Stream) else _STORAGE) for c in _sort(node.inside)]
        struct.pack_into("<I", entry, 76, self._link(children))
        return number

    def _link(self, numbers: list[int]) -> int:
        """Link siblings, sorted by name, as a balanced tree; return its root."""
        if not numbers:
            return _NONE
        middle = len(numbers) // 2
        left, right = self._link(numbers[:middle]), self._link(numbers[middle + 1 :])
        struct.pack_into("<II", self._entries[numbers[middle]], 68, left, right)
        return numbers[middle]

    def _place(self, entry: bytearray, data: bytes) -> None:
        if len(data) >= _MINI_CUTOFF:
            start = self._chain(data)
        else:
            start = _extend(self._mini, self._mini_table, data, _MINI_SECTOR)
        struct.pack_into("<IQ", entry, 116, start, len(data))

    def _chain(self, data: bytes, *, fill: bytes | bytearray = b"\0") -> int:
        padding = -len(data) % _SECTOR
        return _extend(self._sectors, self._table, data + bytes(fill * padding)[:padding], _SECTOR)


def _extend(sectors: list[bytes], table: list[int], data: bytes, size: int) -> int:
    """Put data at the end of the sectors as one chain; return where it begins."""
    if not data:
        return _END
    first = len(sectors)
    pieces = [data[at : at + size].ljust(size, b"\0") for at in range(0, len(data), size)]
    sectors += pieces
    table += [*range(first + 1, first + len(pieces)), _END]
    return first


def _make_entry(name: str, kind: int) -> bytearray:
    entry = bytearray(_ENTRY)
    encoded = name[:_LONGEST_NAME].encode("utf-16-le", "replace")
    entry[: len(encoded)] = encoded
    struct.pack_into("<HBB3I", entry, 64, len(encoded) + 2 if kind else 0, kind, 1, _NONE, _NONE, _NONE)
    return entry


def _sort(nodes: tuple[Storage | Stream, ...]) -> list[Storage | Stream]:
    """Sort as the tree wants it: shorter names first, then by upper case ([MS-CFB] 2.6.4)."""
    return sorted(nodes, key=lambda node: (len(node.name), node.name.upper()))
