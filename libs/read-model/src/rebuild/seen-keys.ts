/** Bits of the filter per key expected: one unseen key in a few hundred is then taken for seen. */
const bitsPerKey = 12;
const bitsMin = 2 ** 16;
/** 32 MiB: beyond 22 million keys the filter errs more often, which costs time and nothing else. */
const bitsMax = 2 ** 28;
const hashes = 4;

/**
 * Remembers which keys were there before, in bounded memory: a key it does not know is certainly
 * new; one that it knows may be new all the same (a Bloom filter).
 */
export class SeenKeys {
  private readonly bits: Uint32Array;
  private readonly mask: number;

  constructor(expected: number) {
    const wanted = Math.min(Math.max(expected * bitsPerKey, bitsMin), bitsMax);
    const size = 2 ** Math.ceil(Math.log2(wanted));
    this.bits = new Uint32Array(size / 32);
    this.mask = size - 1;
  }

  /** Adds a key; answers whether it may have been there. */
  add(key: string): boolean {
    // FNV-1a, and a second hash of other constants: the n-th bit is their n-th combination.
    let [one, two] = [0x811c9dc5, 0x9747b28c];
    for (let index = 0; index < key.length; index++) {
      const unit = key.charCodeAt(index);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two ^ unit, 0x5bd1e995);
      two ^= two >>> 15;
    }
    two |= 1;
    let wasThere = true;
    for (let turn = 0; turn < hashes; turn++) {
      const bit = (one + Math.imul(turn, two)) & this.mask;
      const [word, flag] = [bit >>> 5, 1 << (bit & 31)];
      if ((this.bits[word]! & flag) === 0) wasThere = false;
      this.bits[word]! |= flag;
    }
    return wasThere;
  }
}
