"""Verifies an audit export with the standard library alone, after docs/audit.md. Usage: verify-export.py EXPORT PUBLIC_KEY_PEM"""
import base64, hashlib, json, sys

# Ed25519, RFC 8032.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P != 0:
        x = x * ROOT % P
    if (x * x - xx) % P != 0 or (x == 0 and sign):
        raise ValueError("not a point")
    return P - x if x & 1 != sign else x


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    q, r, s, t = f - e, h - g, h + g, f + e
    return (q * r % P, s * t % P, r * s % P, q * t % P)


def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, sign)
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(point_of(signature[:32]), times(h, point_of(key)))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P


def canonical(value):
    """RFC 8785, for what the trail holds: whole numbers, and ASCII keys."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data):
    return hashlib.sha256(data).digest()


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\x01" + root(leaves[:half]) + root(leaves[half:]))


def main(export, pem):
    der = base64.b64decode("".join(line for line in open(pem) if "-----" not in line))
    key, key_id = der[-32:], hashlib.sha256(der).hexdigest()[:16]
    heads, expected, leaves, seal, previous, ended, events = {}, [], [], None, None, None, 0
    for number, line in enumerate(open(export, encoding="utf-8"), 1):
        item = json.loads(line)
        kind, data = item["type"].split(".")[-2], item["data"]
        assert ended is None, f"line {number}: after the end"
        if kind == "event":
            place = (data["writer"], data["sequence"])
            events += 1
            before = heads.get(place[0]) or sha(b"customer-graph audit writer\n" + place[0].encode())
            hash = sha(b"\x00" + before + canonical(data))
            assert hash.hex() == item["audithash"], f"changed: {place[0]}#{place[1]}"
            heads[place[0]] = hash
            if seal is None:
                continue
            assert expected and expected.pop(0) == place, f"out of place: {place[0]}#{place[1]}"
            leaves.append(hash)
            if not expected:
                assert root(leaves).hex() == seal["root"], f"root of seal {seal['number']}"
                seal = None
            continue
        assert not expected, f"missing: {expected[0][0]}#{expected[0][1]}"
        if kind == "end":
            ended = data
            continue
        record, signature = data["record"], base64.urlsafe_b64decode(data["signature"] + "==")
        assert record["keyId"] == key_id, f"unknown key {record['keyId']}"
        assert is_signed(key, b"\x02" + canonical(record), signature), f"signature: line {number}"
        if kind != "seal":
            continue
        assert previous is None or record["previous"] == previous, f"seal {record['number']} follows another"
        previous = sha(b"\x02" + canonical(record)).hex()
        seal, leaves = record, []
        for part in record["ranges"]:
            assert part["first"] == 1 or part["writer"] not in heads or heads[part["writer"]].hex() == part["before"]
            if part["first"] > 1:
                heads[part["writer"]] = bytes.fromhex(part["before"])
            expected += [(part["writer"], at) for at in range(part["first"], part["last"] + 1)]
    assert ended is not None and ended["events"] == events, "truncated"
    print(f"WHOLE {events}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (AssertionError, ValueError, KeyError) as error:
        print(f"TAMPERED {error}")
        sys.exit(1)
