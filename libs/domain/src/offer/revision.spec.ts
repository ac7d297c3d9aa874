import { specOf } from '../testing/decider-spec.js';
import { offerKind } from './offer.decider.js';
import type { OfferContent, OfferEvent } from './offer.events.js';
import { samplePolicy } from './sample.policy.js';
import { openGates, passed } from './testing/open-gates.js';
import {
  content,
  drafted,
  listed,
  meta,
  offerId,
  seller,
  stranger,
} from './testing/sample-offer.js';

const given = specOf(offerKind.decider);
const samples = { version: 1, content: samplePolicy.shipped!() };
const october = { label: '2026年10月版', contentDigest: 'a'.repeat(64) };
const sheet = { assetVersion: 9, proof: { right: 'operation' as const } };

const revise = (more: Partial<OfferContent>, gates = openGates, by = seller) => ({
  type: 'ReviseOffer' as const,
  data: { offerId, content: { ...content, ...more }, gates, samples, sheet },
  meta: meta(by),
});
const revised = (more: Partial<OfferContent>, evidence: object = {}): OfferEvent => ({
  type: 'OfferRevised',
  data: { offerId, content: { ...content, ...more }, ...evidence },
});
const declared = { bytes: 9, digest: 'd'.repeat(64), declaresNoPersonalInformation: true } as const;
const sampled: OfferEvent = {
  type: 'OfferSampleAttached',
  data: {
    offerId,
    sample: { fields: [{ name: '名称', type: 'text' }], rows: 1, ...declared },
    passed: { assetVersion: 4, policyVersion: 1 },
  },
};

describe('revising an offer', () => {
  it('changes a draft without asking the gates', () =>
    given(drafted())
      .when(revise({ edition: october }))
      .then(revised({ edition: october })));

  it('asks the gates again of a listed one, and keeps what the register says', () => {
    given(drafted(), listed())
      .when(revise({ edition: october }))
      .then(revised({ edition: october }, { passed, sheet }));
    const core = { ...openGates, label: { grade: 'core' as const } };
    given(drafted(), listed())
      .when(revise({ edition: october }, core))
      .thenRefused('core_data_not_tradable');
    given(drafted())
      .when(revise({ edition: october }, core))
      .then(revised({ edition: october }));
  });

  it('asks for the sample again where there is one', () => {
    const sensitive = {
      ...openGates,
      label: { grade: 'sensitive' as const },
      gates: { ...openGates.gates, opinionFor: [] },
    };
    given(drafted(), listed(), sampled)
      .when(revise({ edition: october }, sensitive))
      .thenRefused('sample_grade_barred');
    expect(
      given(drafted(), listed())
        .when(revise({ edition: october }, sensitive))
        .events(),
    ).toHaveLength(1);
  });

  it('says nothing when the same is said again', () =>
    given(drafted({ edition: october }))
      .when(revise({ edition: october }))
      .thenNothing());

  it('keeps of a listed one what the register says by now, once', () => {
    const [kept] = given(drafted(), listed()).when(revise({})).events();
    expect(kept).toEqual(revised({}, { passed, sheet }));
    given(drafted(), listed(), kept as OfferEvent)
      .when(revise({}))
      .thenNothing();
  });

  it('keeps what the authorisation rests on', () => {
    for (const more of [
      { assetId: 'eeeeeeee-eeee-5eee-8eee-eeeeeeeeeeee' },
      { holdingId: 'eeeeeeee-eeee-5eee-8eee-eeeeeeeeeeee' },
      { terms: { ...content.terms, sublicenceDepth: 1 } },
    ]) {
      const members = Object.keys(more);
      given(drafted()).when(revise(more)).thenRefused('offer_members_fixed', { offerId, members });
    }
  });

  it('calls each edition by a label of its own', () => {
    const other = { ...october, contentDigest: 'b'.repeat(64) };
    given(drafted({ edition: october }))
      .when(revise({ edition: other }))
      .thenRefused('edition_label_taken', { offerId, label: october.label });
    const november = { label: '2026年11月版' };
    const [next] = given(drafted({ edition: october }))
      .when(revise({ edition: november }))
      .events();
    given(drafted({ edition: october }), next as OfferEvent)
      .when(revise({ edition: october }))
      .thenRefused('edition_label_taken');
    // The same edition at another price is the same edition.
    const price = { ...content.price, vatIncluded: false };
    given(drafted({ edition: october }))
      .when(revise({ edition: october, price }))
      .then(revised({ edition: october, price }));
  });

  it('is the seller’s, and not of what was taken down', () => {
    const delisted: OfferEvent = { type: 'OfferDelisted', data: { offerId, reason: '改版' } };
    given(drafted())
      .when(revise({ edition: october }, openGates, stranger))
      .thenRefused('offer_not_found');
    given(drafted(), listed())
      .when(revise({ edition: october }, openGates, stranger))
      .thenRefused('not_the_seller');
    given(drafted(), listed(), delisted)
      .when(revise({ edition: october }))
      .thenRefused('offer_delisted');
  });
});
