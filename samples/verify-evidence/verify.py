#!/usr/bin/env python3
"""Verifies an evidence pack (FORMAT.md, versions 1 and 2) with Python's standard library alone: no network, no database, nothing to install.

    python3 verify.py PACK.zip [VKEY ...]

VKEY is a public key as `cpt log key show` prints it; without one the pack is held against the key it brings along, which proves that it fits
itself and not whose it is. Prints one JSON document and ends with 0 where all fits, 3 where something does not, 2 for bad usage.
"""

import base64
import hashlib
import json
import stat
import struct
import sys
import uuid
import zipfile
import zlib

FORMAT = "customer-performance-tracker/evidence"
LISTED = ["checkpoint.txt", "key.txt", "seals.json", "journal.ndjson", "signals.ndjson", "proofs.json", "chain.json", "report.html"]
ALL = ["manifest.json", "manifest.note"] + LISTED
MAX_ZIP, MAX_FILE, MAX_FILES = 256 << 20, 64 << 20, 160 << 20
KINDS = ["impression", "click", "visit", "conversion", "refund", "spend", "contact", "churn", "survey_answer", "sentiment", "retraction", "rate",
         "survey_sent", "survey_seen"]
SENTENCES_KEPT = 3


class Wrong(Exception):
    """Something that does not fit."""


# --- bytes, JSON, Merkle trees (RFC 6962 and RFC 9162) ---

def b64(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError as e:
        raise Wrong("not base64") from e
    if base64.b64encode(data).decode() != text:
        raise Wrong("not base64")
    return data


def load(data):
    def once(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise Wrong("a property stands twice")
        return dict(pairs)
    return json.loads(data.decode("utf-8"), object_pairs_hook=once)


def whole(number):
    if type(number) is not int:
        raise Wrong("not a whole number")
    return number


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def included(index, size, leaf, root, proof):
    if not 0 <= index < size or any(len(h) != 32 for h in proof):
        return False
    at, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


# --- ECDSA on NIST P-256 with SHA-256 (FIPS 186-5) ---

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


def add(one, other):
    if one is None or other is None:
        return other if one is None else one
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P) if one == other else (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def times(k, point):
    total = None
    while k:
        if k & 1:
            total = add(total, point)
        point, k = add(point, point), k >> 1
    return total


def public_point(spki):
    if len(spki) != len(SPKI) + 64 or not spki.startswith(SPKI):
        raise Wrong("the key is none of NIST P-256")
    x, y = int.from_bytes(spki[-64:-32], "big"), int.from_bytes(spki[-32:], "big")
    if x >= P or y >= P or (y * y - x * x * x + 3 * x - B) % P:
        raise Wrong("the key is no point of the curve")
    return x, y


def der_integers(der):
    def integer(data):
        if len(data) < 3 or data[0] != 2 or data[1] == 0 or len(data) < 2 + data[1]:
            raise Wrong("no DER signature")
        body = data[2:2 + data[1]]
        if body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
            raise Wrong("no DER signature")
        return int.from_bytes(body, "big"), data[2 + data[1]:]
    if len(der) < 2 or der[0] != 0x30 or der[1] != len(der) - 2:
        raise Wrong("no DER signature")
    r, rest = integer(der[2:])
    s, rest = integer(rest)
    if rest:
        raise Wrong("no DER signature")
    return r, s


def ecdsa_fits(spki, message, signature):
    try:
        r, s = der_integers(signature)
    except Wrong:
        return False
    if not (0 < r < N and 0 < s < N):
        return False
    digest, inverse = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    point = add(times(digest * inverse % N, G), times(r * inverse % N, public_point(spki)))
    return point is not None and point[0] % N == r


# --- signed notes and verifier keys (c2sp.org/signed-note), signature type 2 ---

def is_name(name):
    return name != "" and "+" not in name and not any(c.isspace() or ord(c) < 0x20 for c in name)


def read_key(text):
    parts = text.split("+", 2)
    if len(parts) != 3 or not is_name(parts[0]):
        raise Wrong("no verifier key")
    key = b64(parts[2])
    if key[:1] != b"\x02" or hashlib.sha256(key[1:]).hexdigest()[:8] != parts[1]:
        raise Wrong("the id of the verifier key is not that of its key")
    public_point(key[1:])
    return parts[0], bytes.fromhex(parts[1]), key[1:]


def read_note(data):
    if len(data) > 1_000_000:
        raise Wrong("a signed note is not so long")
    note = data.decode("utf-8")
    if any(ord(c) < 0x20 and c != "\n" for c in note) or not note.endswith("\n") or "\n\n" not in note:
        raise Wrong("no signed note")
    end = note.rindex("\n\n")
    lines = note[end + 2:].split("\n")[:-1]
    if not 1 <= len(lines) <= 100:
        raise Wrong("a signed note has 1 to 100 signatures")
    signatures = []
    for line in lines:
        parts = line[2:].split(" ")
        if not line.startswith("\u2014 ") or len(parts) != 2 or not is_name(parts[0]):
            raise Wrong("no line of a signature")
        signature = b64(parts[1])
        if len(signature) < 5:
            raise Wrong("a signature is too short")
        signatures.append((parts[0], signature[:4], signature[4:]))
    return note[:end + 1], signatures


def check_note(data, keys, file, report):
    text, signatures = read_note(data)
    verified = False
    for name, key_id, signature in signatures:
        for _, _, spki in [key for key in keys if key[:2] == (name, key_id)]:
            if not ecdsa_fits(spki, text.encode(), signature):
                report("signature_wrong", f"the signature of {file} does not fit")
                return text
            verified = True
    if not verified:
        report("key_unknown", f"{file} is signed by no key that is trusted")
    return text


# --- leaves ---

def read_seal(data):
    fixed = 3 + 58
    if len(data) < fixed or data[0] != 1 or len(data) != fixed + struct.unpack(">H", data[1:3])[0]:
        raise Wrong("no seal of version 1")
    number, log, history, first, count, recorded = struct.unpack(">iBBqiq", data[-58:-32])
    if log not in (1, 2) or history > 1:
        raise Wrong("a seal of no log there is")
    return data[3:-58].decode("utf-8"), {"number": number, "log": log, "first": first, "count": count, "root": data[-32:]}


def read_signal(leaf):
    rest = memoryview(leaf)

    def take(count):
        nonlocal rest
        if count > len(rest):
            raise Wrong("a signal's bytes end too early")
        taken, rest = bytes(rest[:count]), rest[count:]
        return taken

    def varint():
        value = 0
        for shift in range(0, 35, 7):
            byte = take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                if value > 0xFFFFFFFF or (byte == 0 and shift > 0):
                    raise Wrong("a number is not written as short as can be")
                return value
        raise Wrong("a number is too long")

    def flag():
        byte = take(1)[0]
        if byte > 1:
            raise Wrong("a flag is neither 0 nor 1")
        return byte == 1

    def fixed():
        return struct.unpack(">q", take(8))[0]

    def content():
        length = varint()
        return take(length - 1) if length else None

    if take(1) != b"\x01":
        raise Wrong("no signal of version 1")
    fields = {"id": str(uuid.UUID(bytes=take(16)))}
    kind = take(1)[0]
    if not 1 <= kind <= len(KINDS):
        raise Wrong("a signal of no kind there is")
    fields["kind"] = KINDS[kind - 1]
    for name in ["campaign", "message", "touchpoint", "channel", "segment", "kpi", "currency"]:
        text = content()
        if text is not None:
            fields[name] = text.decode("utf-8", "replace")
    customer, count, score = varint(), varint(), varint()
    if customer:
        fields["customer"] = customer
    fields["count"] = count
    if score:
        fields["score"] = score - 1
    fields["occurredAt"] = fixed()
    if flag():
        fields["receivedAt"] = fixed()
    if flag():
        fields["amount"] = fixed()
    if flag():
        fields["corrects"] = str(uuid.UUID(bytes=take(16)))
    fields["comment"] = content() is not None
    attributes = content()
    if attributes is not None:
        fields["attributes"] = attributes.decode("utf-8", "replace")
    if len(rest):
        raise Wrong("a signal's bytes go on behind its end")
    return fields


# --- the pack ---

class Pack:
    def __init__(self, trusted):
        self.trusted, self.groups, self.seals = trusted, {}, {}
        self.root, self.signals, self.journal, self.version = b"", 0, 0, 1

    def report(self, kind, what, log="seals", seal=None, position=None):
        """Of rows one problem a seal and kind, else one a kind, so that none hides what comes behind it."""
        key = (kind, log, None if log == "seals" else seal)
        group = self.groups.setdefault(key, {"kind": kind, "log": log, "seal": seal, "position": position, "last": position, "what": []})
        group["what"].append(what)
        if position is not None:
            group["last"] = max(group["last"], position)

    @property
    def problems(self):
        return [self.problem(**group) for group in self.groups.values()]

    @staticmethod
    def problem(kind, log, seal, position, last, what):
        more = f"; and {len(what) - SENTENCES_KEPT:,} more of this kind" if len(what) > SENTENCES_KEPT else ""
        return {"kind": kind, "log": log, "seal": seal, "position": position, "lastPosition": last, "count": len(what), "what": "; ".join(what[:SENTENCES_KEPT]) + more}

    def guarded(self, file, kind, check, *arguments):
        try:
            return check(*arguments)
        except (Wrong, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, struct.error) as e:
            self.report(kind, f"{file} is not what it has to be: {e}")
            return None

    def read(self, path):
        files, total = {}, 0
        try:
            with open(path, "rb") as file:
                if file.seek(0, 2) > MAX_ZIP:
                    self.report("pack_too_large", f"the pack has more than {MAX_ZIP >> 20} MiB")
                    return files
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if entry.orig_filename not in ALL:
                        self.report("file_unexpected", f"the pack has a file {entry.orig_filename[:80]!r} that belongs to none")
                    elif entry.orig_filename in files:
                        self.report("file_twice", f"the pack has {entry.filename} twice")
                    elif stat.S_ISLNK(entry.external_attr >> 16):
                        self.report("file_is_link", f"{entry.filename} is a link")
                    else:
                        limit = min(MAX_FILE, MAX_FILES - total)
                        with archive.open(entry) as content:
                            data = content.read(limit + 1)
                        if len(data) > limit:
                            self.report("file_too_large", f"{entry.filename} unpacks to more than is allowed")
                        else:
                            files[entry.orig_filename], total = data, total + len(data)
        except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile) as e:
            self.report("pack_unreadable", f"the pack is no zip file that can be read: {e}")
        return files

    def run(self, path):
        files = self.read(path)
        for name in ALL:
            if name not in files:
                self.report("file_missing", f"the pack has no {name} that can be read")
        if not self.groups:
            self.guarded("manifest.json", "manifest_wrong", self.check, files)

    def check(self, files):
        manifest = load(files["manifest.json"])
        self.version = whole(manifest["version"])
        if manifest["format"] != FORMAT or self.version not in (1, 2):
            raise Wrong("it is of another format")
        if [file["name"] for file in manifest["files"]] != LISTED:
            raise Wrong("the manifest does not list the files that belong to a pack")
        for file in manifest["files"]:
            data = files[file["name"]]
            if whole(file["size"]) != len(data) or file["sha256"] != hashlib.sha256(data).hexdigest():
                self.report("file_changed", f"{file['name']} is not what the manifest lists")
        workspace = manifest["workspace"]
        origin = "customer-performance-tracker/" + workspace
        key = read_key(files["key.txt"].decode("utf-8").rstrip("\n"))
        if key[0] != origin:
            raise Wrong(f"the key is of {key[0]}, not of workspace {workspace}")
        keys = self.trusted or [key]
        text = check_note(files["manifest.note"], keys, "manifest.note", self.report)
        digest = base64.b64encode(hashlib.sha256(files["manifest.json"]).digest()).decode()
        if text != f"{FORMAT}@v{self.version}\n{origin}\n{digest}\n":
            self.report("signature_wrong", "manifest.note was signed over another manifest")
        self.guarded("checkpoint.txt", "checkpoint_wrong", self.proofs, files, workspace, origin, keys)

    def proofs(self, files, workspace, origin, keys):
        if b"\n\n" in files["checkpoint.txt"]:
            text = check_note(files["checkpoint.txt"], keys, "checkpoint.txt", self.report)
        else:
            text = files["checkpoint.txt"].decode("utf-8")
            self.report("checkpoint_unsigned", "the checkpoint is not signed")
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or "" in lines[:-1] or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
            raise Wrong("it has not origin, size and root")
        size, self.root = int(lines[1]), b64(lines[2])
        if len(self.root) != 32:
            raise Wrong("it has not origin, size and root")
        if lines[0] != origin:
            self.report("checkpoint_foreign", f"the checkpoint is of {lines[0]}, not of workspace {workspace}")
        self.guarded("seals.json", "seals_wrong", self.read_seals, files["seals.json"], workspace, size)
        self.guarded("proofs.json", "proofs_wrong", self.read_rows, files)

    def read_seals(self, data, workspace, size):
        for record in load(data)["seals"]:
            leaf = b64(record["data"])
            of, seal = read_seal(leaf)
            number = seal["number"]
            proven = included(number - 1, size, leaf_hash(leaf), self.root, [b64(h) for h in record["proof"]])
            if not proven or of != workspace or whole(record["number"]) != number or number in self.seals:
                self.report("seal_not_proven", f"the record of seal {record['number']} is not proven to be in the checkpoint's tree", seal=record["number"])
            else:
                self.seals[number] = seal

    def read_rows(self, files):
        proofs = load(files["proofs.json"])
        self.journal = self.rows("journal", 2, files["journal.ndjson"], proofs["journal"], self.entry_hash)
        self.signals = self.rows("signals", 1, files["signals.ndjson"], proofs["signals"], lambda line: leaf_hash(self.signal(line)))

    def entry_hash(self, line):
        """Of an entry whose text is withheld (version 2) the line holds the hash; no entry has only that property."""
        if self.version == 2:
            told = load(line)
            if list(told) == ["withheld"]:
                return b64(told["withheld"])
        return leaf_hash(line)

    @staticmethod
    def signal(line):
        told = load(line)
        leaf = b64(told["leaf"])
        if set(told) != {"leaf", "fields"} or json.dumps(told["fields"]) != json.dumps(read_signal(leaf)):
            raise Wrong("the fields of a signal are not those of its bytes")
        return leaf

    def rows(self, name, log, data, proofs, hash_of):
        if data and not data.endswith(b"\n"):
            raise Wrong("its last line has no end")
        lines = data.split(b"\n")[:-1]
        if len(lines) != len(proofs):
            raise Wrong(f"it has {len(proofs)} proofs for {len(lines)} rows")
        met = set()
        for line, proof in zip(lines, proofs):
            position, number = whole(proof["position"]), whole(proof["seal"])
            seal = self.seals.get(number)
            proven = seal is not None and seal["log"] == log and position not in met and included(
                position - seal["first"], seal["count"], hash_of(line), seal["root"], [b64(h) for h in proof["proof"]])
            met.add(position)
            if not proven:
                self.report("row_not_proven", f"the row at position {position} is not proven to be in seal {number}", name, number, position)
        return len(lines)


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        trusted = [read_key(key) for key in arguments[1:]]
    except (Wrong, ValueError) as e:
        print(f"A key is not one: {e}", file=sys.stderr)
        return 2
    pack = Pack(trusted)
    pack.run(arguments[0])
    print(json.dumps({
        "ok": not pack.problems, "seals": len(pack.seals), "signals": pack.signals, "journal": pack.journal,
        "root": base64.b64encode(pack.root).decode(), "problems": pack.problems}, indent=2))
    return 3 if pack.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
