import fc from 'fast-check';
import { Refused } from '../refusal.js';
import type { OfferContent } from './offer.events.js';
import { deliveryModes, type DeliveryTerms, modesOf } from './product.js';
import { checkProduct, membersOf, orderedContent } from './product.rules.js';
import { content, offerId } from './testing/sample-offer.js';

const refusal = (run: () => unknown): unknown => {
  try {
    run();
    return 'nothing';
  } catch (error) {
    return error instanceof Refused ? [error.code, error.obstacles] : error;
  }
};
const check = (more: Partial<OfferContent>) => refusal(() => checkProduct({ ...content, ...more }));

/** Every member that some mode takes, each with a value that it may have. */
const whole: Required<Omit<DeliveryTerms, 'mode'>> = {
  protocol: 'rest',
  mediaTypes: ['application/json'],
  callsPerSecondMax: 50,
  documentationDigest: 'a'.repeat(64),
  encryption: 'sm4',
  platform: '联合建模平台',
  region: 'CN',
  technology: 'mpc',
  isOutputReviewed: true,
  output: '评分',
  input: '企业名称',
};
const pick = (mode: DeliveryTerms['mode'], members: readonly string[]): DeliveryTerms => ({
  mode,
  ...Object.fromEntries(Object.entries(whole).filter(([name]) => members.includes(name))),
});

describe('delivery modes', () => {
  it.each(deliveryModes)('%s states what it needs, may state more, and nothing else', (mode) => {
    const { needs, may } = membersOf[mode];
    const delivery = { delivery: mode };
    expect(check({ ...delivery, modes: [pick(mode, needs)] })).toBe('nothing');
    expect(check({ ...delivery, modes: [pick(mode, [...needs, ...may])] })).toBe('nothing');
    for (const missing of needs) {
      const rest = needs.filter((member) => member !== missing);
      expect(check({ ...delivery, modes: [pick(mode, rest)] })).toEqual([
        'delivery_terms_wrong',
        { mode, missing: [missing], misplaced: [] },
      ]);
    }
    const others = Object.keys(whole).filter((name) => ![...needs, ...may].some((m) => m === name));
    expect(check({ ...delivery, modes: [pick(mode, [...needs, ...others])] })).toEqual([
      'delivery_terms_wrong',
      { mode, missing: [], misplaced: others },
    ]);
  });

  it('name the principal one, and each once', () => {
    const file = pick('file', ['mediaTypes']);
    const api = pick('api', membersOf.api.needs);
    expect(check({ delivery: 'api', modes: [api, file] })).toBe('nothing');
    for (const modes of [[file], [api, file, file]]) {
      expect(check({ delivery: 'api', modes })).toMatchObject(['delivery_modes_inconsistent', {}]);
    }
  });

  it('hand a data API over as one', () => {
    expect(check({ product: 'dataApi', delivery: 'api' })).toBe('nothing');
    expect(check({ product: 'dataApi', delivery: 'file' })).toMatchObject([
      'delivery_contradicts_product',
      { product: 'dataApi' },
    ]);
    expect(check({ product: 'dataSet', delivery: 'file' })).toBe('nothing');
  });
});

describe('an edition', () => {
  it('tells of a time that does not end before it begins', () => {
    const edition = (until: string) => ({ label: '一', vintage: { from: '2026-01-01', until } });
    expect(check({ edition: edition('2026-01-01') })).toBe('nothing');
    expect(check({ edition: edition('2025-12-31') })).toMatchObject([
      'edition_vintage_reversed',
      {},
    ]);
  });
});

describe('what an order pins', () => {
  const offer = (more: Partial<OfferContent> = {}) => ({
    ...{ offerId, version: 4 },
    content: { ...content, ...more },
  });

  it('is the content as it stands, where nothing is asked for', () =>
    expect(orderedContent(offer())).toEqual(content));

  it('is the version that the buyer has looked at, or nothing', () => {
    expect(orderedContent(offer(), { offerVersion: 4 })).toEqual(content);
    expect(refusal(() => orderedContent(offer(), { offerVersion: 3 }))).toEqual([
      'offer_has_changed',
      { offerId, version: 4, offerVersion: 3 },
    ]);
  });

  it('is one of the modes offered, alone', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...deliveryModes), { minLength: 1 }),
        fc.constantFrom(...deliveryModes),
        (offered, delivery) => {
          const [principal = 'api'] = offered;
          const modes = offered.map((mode) => pick(mode, membersOf[mode].needs));
          const of = offer({ delivery: principal, modes });
          expect(modesOf(of.content)).toEqual(offered);
          if (!offered.includes(delivery)) {
            expect(refusal(() => orderedContent(of, { delivery }))).toEqual([
              'delivery_mode_not_offered',
              { offerId, delivery, offered },
            ]);
            return;
          }
          const pinned = orderedContent(of, { delivery });
          expect(modesOf(pinned)).toEqual([delivery]);
          expect(check(pinned)).toBe('nothing');
        },
      ),
    ));
});
