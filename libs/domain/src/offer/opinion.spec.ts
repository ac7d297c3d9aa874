import type { Assessment, OfferContent, OfferEvent } from './offer.events.js';
import { offerKind } from './offer.decider.js';
import { deliveredContent, isFoundAnonymised, opinionOn, withAssessment } from './opinion.js';
import { content, drafted, offerId } from './testing/sample-offer.js';

const today = '2026-03-02';
const found = (assessmentId: string, more: Partial<Assessment> = {}): Assessment => ({
  assessmentId,
  assessorPartyId: 'p',
  scope: '来源与授权链',
  heads: { basicInformation: 'conforming', lawfulness: 'conforming', tradability: 'conforming' },
  opinion: 'positive',
  reportDigest: 'a'.repeat(64),
  issuedOn: '2026-03-01',
  validUntil: today,
  ...more,
});
const october = { edition: { label: '2026年10月版' } };
const november = { edition: { label: '2026年11月版' } };
const [ofOctober, ofNovember] = ['2026年10月版', '2026年11月版'].map((edition) => ({ edition }));

describe('an opinion', () => {
  it('counts for its edition and no other; one on whichever there is for each', () => {
    const first = found('x', ofOctober);
    expect(opinionOn([first], october)).toBe(first);
    expect(opinionOn([first], november)).toBeUndefined();
    expect(opinionOn([first], {})).toBeUndefined();
    const general = found('z');
    for (const sold of [october, november, {}]) {
      expect(opinionOn([first, general], sold)).toBe(general);
    }
    expect(opinionOn([general, first], october)).toBe(first);
    expect(opinionOn([general, first], november)).toBe(general);
  });

  it('takes the place of the one before it of the same edition', () => {
    const [first, other, again] = [
      found('x', ofOctober),
      found('y', ofNovember),
      found('z', ofOctober),
    ];
    expect([first, other, again].reduce(withAssessment, [])).toEqual([other, again]);
  });

  it('that does not name its edition was on the one that stood when it was recorded', () => {
    const { edition: _, ...data } = found('x');
    const assessed: OfferEvent = { type: 'OfferAssessed', data: { offerId, ...data } };
    const { evolve, initialState } = offerKind.decider;
    const after = (...log: readonly OfferEvent[]) => log.reduce(evolve, initialState());
    expect(after(drafted(october), assessed)?.assessments).toEqual([{ ...data, ...ofOctober }]);
    expect(after(drafted(), assessed)?.assessments).toEqual([data]);
  });
});

describe('the finding that nobody can be told from the data', () => {
  it('is of an edition, positive, and stands to its last day', () => {
    const anonymised = { ...ofOctober, isAnonymised: true };
    const isFound = (more: Partial<Assessment>, sold: Pick<OfferContent, 'edition'> = october) =>
      isFoundAnonymised([found('x', { ...anonymised, ...more })], sold, today);
    expect(isFound({})).toBe(true);
    expect(isFound({}, november)).toBe(false);
    expect(isFound({ validUntil: '2026-03-01' })).toBe(false);
    expect(isFound({ opinion: 'negative' })).toBe(false);
    expect(isFound({ isAnonymised: false })).toBe(false);
  });
});

describe('what is delivered', () => {
  it('is the edition that was ordered, or the one on offer where the order gets those too', () => {
    const pinned = { ...content, ...october };
    expect(deliveredContent(pinned, november)).toBe(pinned);
    const following = { ...content, edition: { ...october.edition, followsUpdates: true } };
    expect(deliveredContent(following, november)).toEqual({ ...content, ...november });
    expect(deliveredContent(following, {})).toEqual(content);
    expect(deliveredContent(following, undefined)).toBe(following);
  });
});
