"""A zip archive, looked through before any reader sees it.

Workbooks are zip archives whose readers believe what the archive says of itself: they go on
after a wrong checksum, take one of two members of the same name, and unpack a bomb. Here the
directory is judged first, and every member that matters is unpacked once, bounded, and tested.
"""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plut_audit.i18n import N_
from plut_audit.ingest.sheets.guard.errors import (
    CUT_SHORT,
    damaged_file,
    file_error,
    limit_error,
    unreadable_file,
    unsafe_file,
)
from plut_audit.ingest.sheets.guard.limits import Limits

_CHUNK = 128 * 1024
SMALL = 512 * 1024
"""Bytes of a member that is unpacked at once."""
_LARGE = 10_000_000
"""Bytes below which a member's ratio does not matter: it cannot hurt."""
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")


_LOCAL = struct.Struct("<4s5H3L2H")


class Member(NamedTuple):
    """One member as the archive's directory describes it; sizes in bytes."""

    name: str
    packed: int
    unpacked: int
    method: int
    checksum: int
    offset: int


class Archive:
    """The members of a zip archive that lies in memory."""

    def __init__(self, content: bytes, file: str, limits: Limits) -> None:
        self.content, self.file, self.limits = content, file, limits
        self.plain = True
        """Laid out as ordinary programs do, so that every reader finds the same members."""
        entries = self._directory()
        self.plain = self.plain and not any("\\" in member.name for member in entries)
        self._judge(entries)
        self.members = {member.name: member for member in entries}

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def names(self) -> list[str]:
        """The members' names; folders are left out."""
        return [name for name in self.members if not name.endswith("/")]

    def _directory(self) -> list[Member]:
        end = self.content.rfind(b"PK\x05\x06", max(0, len(self.content) - 66_000))
        if end < 0 or end + _END.size > len(self.content):
            raise damaged_file(self.file, CUT_SHORT)
        _, _, _, _, count, size, start, comment = _END.unpack_from(self.content, end)
        begins_here = not count or self.content[start : start + 4] == b"PK\x01\x02"
        self.plain = (
            start + size == end and end + _END.size + comment == len(self.content) and begins_here
        )
        return self._entries(start, count) if self.plain else self._entries_of_odd_archive()

    def _entries(self, at: int, count: int) -> list[Member]:
        entries = []
        for _ in range(count):
            if self.content[at : at + 4] != b"PK\x01\x02" or at + _ENTRY.size > len(self.content):
                raise damaged_file(self.file, CUT_SHORT)
            entry = _ENTRY.unpack_from(self.content, at)
            flags, method, checksum, packed, unpacked = entry[5], entry[6], *entry[9:12]
            name_size, extra, comment, offset = entry[12], entry[13], entry[14], entry[18]
            if flags & 1:
                raise file_error("FIL-03", self.file)
            at += _ENTRY.size
            raw = self.content[at : at + name_size]
            name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
            entries.append(Member(name, packed, unpacked, method, checksum, offset))
            at += name_size + extra + comment
        return entries

    def _entries_of_odd_archive(self) -> list[Member]:
        """Zip64, something before or behind the archive: the standard library knows how."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as opened:
                infos = opened.infolist()
        except Exception as fault:
            raise damaged_file(self.file, CUT_SHORT) from fault
        if any(info.flag_bits & 1 for info in infos):
            raise file_error("FIL-03", self.file)
        return [
            Member(
                info.orig_filename,
                info.compress_size,
                info.file_size,
                info.compress_type,
                info.CRC,
                info.header_offset,
            )
            for info in infos
        ]

    def _judge(self, entries: list[Member]) -> None:
        limits = self.limits
        if len(entries) > limits.members:
            raise limit_error(self.file, "members", len(entries), limits.members)
        unpacked = sum(member.unpacked for member in entries)
        if unpacked > limits.unpacked_bytes:
            raise limit_error(self.file, "unpacked_bytes", unpacked, limits.unpacked_bytes)
        if sum(member.packed for member in entries) > len(self.content):
            raise unsafe_file(self.file, N_("members of the archive overlap"))
        for member in entries:
            ratio = member.unpacked // max(1, member.packed)
            if member.unpacked > _LARGE and ratio > limits.unpack_ratio:
                raise limit_error(self.file, "unpack_ratio", ratio, limits.unpack_ratio)
        self._judge_names([member.name for member in entries])

    def _judge_names(self, names: list[str]) -> None:
        if len(set(map(str.lower, names))) < len(names):
            twice = Counter(map(str.lower, names)).most_common(1)[0][0]
            raise unsafe_file(self.file, N_("the archive holds '{member}' twice"), member=twice)

    def with_members(self, contents: Mapping[str, bytes]) -> "Archive":
        """The same archive with the content of some members replaced; only of a plain archive.

        The new contents are stored behind the members, before a directory of its own.
        """
        assert self.plain
        packed, members = bytearray(self.content[: self._directory_start()]), dict(self.members)
        for name, content in contents.items():
            size, checksum = len(content), zlib.crc32(content)
            members[name] = Member(name, size, size, zipfile.ZIP_STORED, checksum, len(packed))
            packed += _local_header(members[name]) + content
        start = len(packed)
        for member in members.values():
            packed += _directory_entry(member)
        count, size = len(members), len(packed) - start
        packed += _END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0)
        return Archive(bytes(packed), self.file, self.limits)

    def _directory_start(self) -> int:
        end = self.content.rfind(b"PK\x05\x06", max(0, len(self.content) - 66_000))
        return int(_END.unpack_from(self.content, end)[6])

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member unpacked piece by piece; its size and checksum are tested at the end."""
        member = self.members[name]
        if member.unpacked <= SMALL:
            yield self.read(name)
            return
        size = checksum = 0
        for chunk in self._unpacked(member):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
            if size > member.unpacked:
                break
        self._test(member, size, checksum)

    def read(self, name: str) -> bytes:
        """A whole member, unpacked and tested; empty when the archive has none of that name."""
        member = self.members.get(name)
        if member is None:
            return b""
        if member.unpacked > SMALL:
            return b"".join(self.chunks(name))
        content = next(self._unpacked(member), b"")
        self._test(member, len(content), zlib.crc32(content))
        return content

    def _test(self, member: Member, size: int, checksum: int) -> None:
        if size != member.unpacked or checksum != member.checksum:
            raise damaged_file(
                self.file, N_("the checksum of '{member}' is wrong"), member=member.name
            )

    def _unpacked(self, member: Member) -> Iterator[bytes]:
        """The member in pieces; a small one in one, with one byte more than it should have."""
        packed = self._packed(member)
        step = SMALL if member.unpacked <= SMALL else _CHUNK
        if member.method == zipfile.ZIP_STORED:
            for at in range(0, len(packed), step):
                yield bytes(packed[at : at + step])
        elif member.method == zipfile.ZIP_DEFLATED:
            yield from self._inflated(packed, member)
        else:
            raise unreadable_file(self.file, N_("it is packed in a way that is not read"))

    def _inflated(self, packed: memoryview, member: Member) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-15)
        at_once = member.unpacked <= SMALL
        step = len(packed) if at_once else _CHUNK // 8
        most = member.unpacked + 1 if at_once else 8 * _CHUNK
        try:
            for at in range(0, len(packed), step):
                piece: bytes | memoryview = packed[at : at + step]
                while piece:
                    yield inflater.decompress(piece, most)
                    piece = inflater.unconsumed_tail
        except zlib.error as fault:
            raise damaged_file(
                self.file, N_("'{member}' cannot be unpacked"), member=member.name
            ) from fault

    def _packed(self, member: Member) -> memoryview:
        at, content = member.offset, self.content
        if content[at : at + 4] != b"PK\x03\x04" or at + 30 > len(content):
            raise damaged_file(self.file, N_("'{member}' is missing"), member=member.name)
        name_size, extra = struct.unpack_from("<HH", content, at + 26)
        begin = at + 30 + name_size + extra
        if begin + member.packed > len(content):
            raise damaged_file(self.file, CUT_SHORT)
        return memoryview(content)[begin : begin + member.packed]


def _directory_entry(member: Member) -> bytes:
    """The entry of a member in the archive's directory."""
    name = member.name.encode()
    versions, flags = (20, 0, 20, 0), 0x800
    sizes = (member.checksum, member.packed, member.unpacked)
    rest = (len(name), 0, 0, 0, 0)
    head = (b"PK\x01\x02", *versions, flags, member.method, 0, 0, *sizes, *rest)
    return _ENTRY.pack(*head, 0, member.offset) + name


def _local_header(member: Member) -> bytes:
    """What stands before the content of a member."""
    name = member.name.encode()
    sizes = (member.checksum, member.packed, member.unpacked, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", 20, 0x800, member.method, 0, 0, *sizes) + name
