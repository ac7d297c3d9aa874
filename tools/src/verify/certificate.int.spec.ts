import { canonical } from './canonical.js';
import { verifyCertificate } from './certificate.js';
import { sha256 } from './hash.js';
import { type Json, sampleCertificate, type Unsigned } from './testing/sample-certificate.js';

const sample = sampleCertificate();
const genuine = sample.signed(sample.unsigned);
const faultsOf = (bytes: Uint8Array) => verifyCertificate(bytes, sample.trust).faults;

/** The certificate with something changed, signed by the registry's own key: a lie of its own. */
const lie = (change: (unsigned: Unsigned) => void): readonly string[] => {
  const copy = structuredClone(sample.unsigned);
  change(copy);
  const { statement } = copy;
  statement['resultDigest'] = sha256(canonical(statement['result'])).toString('hex');
  return faultsOf(sample.signed(copy));
};
const titleIn = ({ statement }: Unsigned): Json => statement['result'].titles[0];

/** The same numbers in every run. */
const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

describe('a certificate', () => {
  it('is verified with nothing but its bytes and two keys', () => {
    const verdict = verifyCertificate(genuine, sample.trust);
    expect(verdict).toMatchObject({ faults: [], finding: 'encumbered' });
    expect(verdict.checkpoint).toContain('ledger.test/log\n');
  });

  it('of a larger log is, too', () => {
    const { unsigned, trust, signed } = sampleCertificate(40);
    expect(verifyCertificate(signed(unsigned), trust).faults).toEqual([]);
  });

  it('is of nobody whose key is not known', () => {
    const { trust } = sampleCertificate();
    expect(verifyCertificate(genuine, trust).faults).toEqual(['key_unknown']);
    const { logKeys } = trust;
    const half = { ...sample.trust, logKeys };
    expect(verifyCertificate(genuine, half).faults).toEqual(['checkpoint_not_signed']);
  });
});

describe('the registry itself', () => {
  it('cannot say "none" where something stands', () => {
    expect(lie(({ statement }) => (statement['finding'] = 'none'))).toContain(
      'finding_contradicted',
    );
    const silent = lie((unsigned) => {
      unsigned.statement['finding'] = 'none';
      titleIn(unsigned)['finding'] = 'none';
      for (const item of titleIn(unsigned)['items']) item.stands = false;
    });
    expect(silent).toContain('item_contradicted');
  });

  it('cannot leave out an item, its event, or both', () => {
    const withoutItem = lie((unsigned) => titleIn(unsigned)['items'].shift());
    expect(withoutItem).toEqual(['item_left_out']);
    const withoutEvent = lie(({ proof }) => proof['opened'].shift());
    expect(withoutEvent).toEqual(expect.arrayContaining(['event_not_opened', 'item_left_out']));
    const withoutBoth = lie((unsigned) => {
      titleIn(unsigned)['items'].shift();
      unsigned.proof['opened'].splice(0, 2);
    });
    expect(withoutBoth).toContain('event_not_opened');
    const withoutHeader = lie(({ proof }) => proof['headers'].splice(2, 1));
    expect(withoutHeader).toEqual(expect.arrayContaining(['headers_incomplete']));
  });

  it('cannot stop before what came last, nor call a later state the earlier one', () => {
    const cut = lie(({ proof }) => {
      proof['headers'].pop();
      proof['places'].pop();
    });
    expect(cut).toContain('state_not_proven');
    const earlier = lie((unsigned) => (titleIn(unsigned)['titleVersion'] = 5));
    expect(earlier).toContain('version_not_as_of_position');
    const later = lie((unsigned) => (titleIn(unsigned)['titleVersion'] = 12));
    expect(later).toContain('version_not_as_of_position');
  });

  it('cannot leave out an exclusive licence, end it, or call it a licence for anybody', () => {
    const licence = ({ statement }: Unsigned): Json => statement['result'].titles[0].items[3];
    const withoutIt = lie((unsigned) => titleIn(unsigned)['items'].splice(3, 1));
    expect(withoutIt).toEqual(['item_left_out']);
    const over = lie((unsigned) => (licence(unsigned)['stands'] = false));
    expect(over).toEqual(['item_contradicted']);
    const shared = lie((unsigned) => (licence(unsigned)['exclusive'] = false));
    expect(shared).toEqual(['item_contradicted']);
    const past = lie((unsigned) =>
      Object.assign(licence(unsigned), { until: '2026-11-19', stands: false }),
    );
    expect(past).toEqual(['item_contradicted']);
    const revived = lie((unsigned) => (titleIn(unsigned)['items'][4].stands = true));
    expect(revived).toEqual(['item_contradicted']);
  });

  it('says that a licence is over where the entry is, or the one that it descends from', () => {
    const licence = ({ statement }: Unsigned): Json => statement['result'].titles[0].items[3];
    const ended = lie((unsigned) => {
      licence(unsigned)['stands'] = false;
      titleIn(unsigned)['entries'] = [{ holdingId: 'h-1', stands: false }];
    });
    expect(ended).toEqual([]);
  });

  it('cannot rename an event so that it need not be opened', () =>
    expect(lie(({ proof }) => (proof['headers'][2].type = 'LenderAuthorised'))).toContain(
      'state_not_proven',
    ));

  it('cannot change what an event said, when, or where it stood', () => {
    const amount = lie(({ proof }) => (proof['opened'][0].data.terms.amount.amount = '1.00'));
    expect(amount).toContain('event_changed');
    const instant = lie(
      ({ proof }) => (proof['places'][0].recordedAt = '2026-11-18T00:00:00.000000Z'),
    );
    expect(instant).toContain('events_not_proven');
    const place = lie(({ proof }) => (proof['places'][0].leafIndex += 1));
    expect(place).toContain('events_not_proven');
    const ended = lie((unsigned) => (titleIn(unsigned)['items'][2].kind = 'pledge'));
    expect(ended).toContain('item_contradicted');
  });

  it('cannot answer for another asset than was asked', () =>
    expect(lie((unsigned) => (titleIn(unsigned)['assetId'] = 'another'))).toEqual([
      'result_of_another_asset',
    ]));
});

/** Every place of a JSON value. */
const placesOf = (value: unknown, at: readonly (string | number)[] = []): (typeof at)[] => {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, member]) => placesOf(member, [...at, name]));
};

const mutated = (value: unknown, next: () => number): unknown => {
  if (typeof value === 'number') return value + 1 + Math.floor(next() * 3);
  if (typeof value === 'boolean') return !value;
  const text = String(value);
  const at = Math.floor(next() * text.length);
  const other = text[at] === 'a' ? 'b' : 'a';
  return text === '' ? 'x' : text.slice(0, at) + other + text.slice(at + 1);
};

describe('10,000 mutated certificates', () => {
  it('are all rejected: any byte of the file, any value whoever signed it', () => {
    const next = random(20_261_122);
    const accepted: unknown[] = [];
    for (let n = 0; n < 8_000; n += 1) {
      const bytes = Buffer.from(genuine);
      const at = Math.floor(next() * bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(next() * 8));
      if (faultsOf(bytes).length === 0) accepted.push(['byte', at]);
    }
    // Free text of the registry's own rests on no event: only its signature vouches for it.
    const vouched =
      /^statement,(no|asOf|searchedAt|resultDigest|issuer)|pledgeePartyId|lapsesAfter/;
    const told = /items,[0-2],(from|until|secured)|items,[01],stands|^statement,query,kind/;
    const places = placesOf(sample.unsigned).filter(
      (at) => !vouched.test(at.join(',')) && !told.test(at.join(',')),
    );
    for (let n = 0; n < 2_000; n += 1) {
      const copy = structuredClone(sample.unsigned);
      const at = places[n % places.length] as readonly string[];
      const holder = at.slice(0, -1).reduce<Json>((json, name) => json[name], copy as Json);
      const name = at.at(-1) ?? '';
      holder[name] = mutated(holder[name], next);
      if (faultsOf(sample.signed(copy)).length === 0) accepted.push([...at, holder[name]]);
    }
    expect(accepted).toEqual([]);
  });
});
