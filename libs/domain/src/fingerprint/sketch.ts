/**
 * A similarity sketch of an asset: MinHash over what the application says of the content. Two
 * sketches tell, without the content, about how much of two descriptions is the same.
 *
 * Features (set): 3-grams of code points of the normalised name (weight 2) and summary (weight 1),
 * each normalised field name (weight 4), each digest of a sample (weight 8). A weight is that many
 * numbered copies. Normalised: NFKC, lower case, without space, punctuation and symbols. Each
 * feature is hashed with FNV-1a (32 bit) over its UTF-16 code units; the i-th value of the sketch
 * is the least of `mix(hash XOR seed_i)`; seeds come from one constant. The part of places where
 * two sketches agree estimates the Jaccard similarity of the two sets.
 *
 * What is written here is version 1 and never changes; another way of doing it is another version.
 */
export const sketchVersion = 1;

const valuesCount = 128;
const rowsPerBand = 4;
const gramLength = 3;
/** What stands in a sketch before anything was said. */
const nothing = 0xffffffff;
const weights = { name: 2, summary: 1, field: 4, sample: 8 } as const;

/** What the sketch is made from. */
export type SketchSource = {
  readonly name: string;
  readonly summary: string;
  /** Names of fields or columns. */
  readonly fields?: readonly string[];
  /** SHA-256 (hex) of sample records, as the applicant normalises them. */
  readonly sampleDigests?: readonly string[];
};

/** 128 unsigned 32-bit numbers. */
export type Sketch = readonly number[];

export const sketchOf = (source: SketchSource): Sketch => {
  const least = new Uint32Array(valuesCount).fill(nothing);
  for (const feature of featuresOf(source)) {
    const hash = fnv1a(feature);
    for (let i = 0; i < valuesCount; i++) {
      const value = mix(hash ^ (seeds[i] ?? 0));
      if (value < (least[i] ?? 0)) least[i] = value;
    }
  }
  return [...least];
};

/** Estimated similarity in thousandths, 0 to 1000, rounded down. What says nothing is like nothing. */
export const similarityPermille = (a: Sketch, b: Sketch): number => {
  const isSame = (value: number, index: number) => value !== nothing && value === b[index];
  const same = a.filter(isSame).length;
  return Math.floor((same * 1_000) / valuesCount);
};

/**
 * 32 numbers (signed 32 bit, as a database keeps them), one per band of four values: sketches that
 * are alike share at least one. At a similarity of 0.8 all but one in ten million do, at 0.3 one in
 * four does.
 */
export const bandsOf = (sketch: Sketch): readonly number[] =>
  Array.from({ length: valuesCount / rowsPerBand }, (_, band) => {
    const rows = sketch.slice(band * rowsPerBand, (band + 1) * rowsPerBand);
    return fnv1a(`${band}:${rows.join(',')}`) | 0;
  });

/** A sketch as text: 8 hex digits a value. */
export const sketchText = (sketch: Sketch): string =>
  sketch.map((value) => value.toString(16).padStart(8, '0')).join('');

export const sketchFromText = (text: string): Sketch =>
  Array.from({ length: text.length / 8 }, (_, index) =>
    Number.parseInt(text.slice(index * 8, index * 8 + 8), 16),
  );

const featuresOf = ({ name, summary, fields, sampleDigests }: SketchSource): Set<string> => {
  const features = new Set<string>();
  const add = (kind: string, weight: number, parts: readonly string[]): void => {
    for (const part of parts) {
      for (let copy = 0; copy < weight; copy++) features.add(`${kind}${copy}:${part}`);
    }
  };
  add('n', weights.name, gramsOf(normal(name)));
  add('s', weights.summary, gramsOf(normal(summary)));
  add('f', weights.field, (fields ?? []).map(normal));
  add(
    'd',
    weights.sample,
    (sampleDigests ?? []).map((digest) => digest.toLowerCase()),
  );
  return features;
};

const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');

/** A text shorter than a gram is one. */
const gramsOf = (text: string): readonly string[] => {
  const points = [...text];
  if (points.length === 0) return [];
  const count = Math.max(points.length - gramLength + 1, 1);
  return Array.from({ length: count }, (_, at) => points.slice(at, at + gramLength).join(''));
};

const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
};

/** The finaliser of MurmurHash3: every bit of the input changes half of the output. */
const mix = (input: number): number => {
  let value = input;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/** Fixed seeds: the Weyl sequence of the golden ratio, mixed. */
const seeds: readonly number[] = Array.from({ length: valuesCount }, (_, index) =>
  mix(Math.imul(index + 1, 0x9e3779b9)),
);
