"""Writes sharding-queues.tsv: keys, their hash codes and their queues of 8, 3 and 1, computed without Java.

Usage: python3 sharding-queues.py > sharding-queues.tsv

The hash code is that of a Java string: h = 31 * h + c over its UTF-16 code units, as a signed number of 32 bits.
The queue is |h| modulo the number of queues, where |-2147483648| counts as 0.
"""
import random

MIN, MAX = -2**31, 2**31 - 1


def units(key):
    data = key.encode("utf-16-be", "surrogatepass")
    return [data[i] << 8 | data[i + 1] for i in range(0, len(data), 2)]


def hash_code(key):
    h = 0
    for unit in units(key):
        h = (31 * h + unit) & 0xFFFFFFFF
    return h - 2**32 if h > MAX else h


def queue(h, queues):
    return (0 if h == MIN else abs(h)) % queues


def with_hash(prefix, wanted):
    """The prefix and seven more characters, 0 to N, that give the wanted hash code."""
    h = hash_code(prefix) * 31**7 + sum(48 * 31**i for i in range(7))
    rest = (wanted - h) % 2**32
    digits = []
    for _ in range(7):
        rest, digit = divmod(rest, 31)
        digits.append(chr(48 + digit))
    key = prefix + "".join(reversed(digits))
    assert hash_code(key) == wanted
    return key


def keys():
    rnd = random.Random(20)
    yield from ["polygenelubricants", "GydZG_", "DESIGNING WORKHOUSES", "f5a5a608", "a", "A", "0", "-", "order-7"]
    yield from [" ", "  ", " a", "a ", "a b", "\t", "\n", "\r\n", "\0", "\0\0", "\u00a0", "\u3000", "\ufeff"]
    yield from ["\u00fc", "u\u0308", "\u00df", "\u8ba2\u5355", "\u8ba2\u5355-1", "\u0440\u0443\u0441", "\u05e9\u05dc"]
    yield from ["\U0001f600", "\U0001f600" * 9, "a\U0001f600b", "\U0010ffff", "\U00010000", "\U00020bb7\u91ce\u5bb6"]
    yield from ["\ud83d", "\ude00", "\ude00\ud83d", "\uffff", "\uffff" * 40]
    yield from ["x" * 1000, "order-" * 500, "\U0001f600" * 700, "".join(chr(33 + i % 90) for i in range(5000))]
    for prefix in ["", "k", "order-", "tenant/17:", "\u8ba2\u5355-", "\U0001f600", " ", "x" * 300]:
        for wanted in [MIN, MIN + 1, MAX, MAX - 1, -1, 0, 1, -8, -3, 8, 24, -24]:
            yield with_hash(prefix, wanted)
    for i in range(100):
        yield "order-%d" % i
    for _ in range(60):
        yield "%08x-%04x-%04x" % (rnd.getrandbits(32), rnd.getrandbits(16), rnd.getrandbits(16))
    alphabet = "abc\u00e4\u00f6\u00fc\u4e2d\u6587\U0001f600\U0001f680 _-%|"
    for _ in range(60):
        yield "".join(rnd.choice(alphabet) for _ in range(rnd.randint(1, 40)))


def escaped(key):
    return "".join(chr(u) if 33 <= u <= 126 and u != 92 else "\\u%04x" % u for u in units(key))


print("# key\thash\tof 8\tof 3\tof 1")
for key in dict.fromkeys(keys()):
    h = hash_code(key)
    print(escaped(key), h, queue(h, 8), queue(h, 3), queue(h, 1), sep="\t")
