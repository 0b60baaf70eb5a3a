"""Words and traits of a report as bytes, as its row in the store holds them."""

import msgspec
import numpy as np

from communique.stories.live import Traits
from communique.stories.rarity import Words


class Packed(msgspec.Struct, array_like=True, frozen=True):
    """Traits, how many words there are of each part, and all their numbers and weights."""

    traits: Traits
    sizes: tuple[int, int, int]
    numbers: bytes


ENCODER, DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Packed)


def packed(words: Words, traits: Traits) -> bytes:
    """Words and traits as bytes; unpacked they are the same to the last digit."""
    return ENCODER.encode(Packed(traits, words.sizes, words.keys.tobytes() + words.weights.tobytes()))


def unpacked(packed: bytes) -> tuple[Words, Traits]:
    """Words and traits from bytes. Raises msgspec.DecodeError for other bytes than `packed` gives."""
    its = DECODER.decode(packed)
    keys, weights = np.frombuffer(its.numbers, np.int32), np.frombuffer(its.numbers, np.float32)
    words = sum(its.sizes)
    return Words(keys[:words], weights[words:], its.sizes), its.traits
