import type { Label } from '../classification/classification.events.js';
import { faultsOf } from '../policy/policy.shape.js';
import { Refused } from '../refusal.js';
import type { Assessment, OfferContent } from './offer.events.js';
import { type GateEvidence, passGates } from './trading-gates.js';
import { type TradingGates, tradingGatesPolicy } from './trading-gates.policy.js';

const now = '2026-03-02T02:00:00.000Z';
const shipped = tradingGatesPolicy.shipped!();
const content = { assetId: 'a', delivery: 'api' } as OfferContent;
const opinion: Assessment = {
  assessmentId: 'x',
  assessorPartyId: 'p',
  scope: '来源与授权链',
  heads: { basicInformation: 'conforming', lawfulness: 'conforming', tradability: 'conforming' },
  opinion: 'positive',
  reportDigest: 'a'.repeat(64),
  issuedOn: '2026-03-01',
  validUntil: '2026-03-02',
};
const evidence = (label: Partial<Label>, more: Partial<GateEvidence> = {}): GateEvidence => ({
  assetVersion: 4,
  status: 'registered',
  label,
  gates: shipped,
  policyVersion: 1,
  ...more,
});

/** The refusal's code, or what the gates passed on. */
const at = (
  found: GateEvidence,
  assessment?: Assessment,
  changes: Partial<OfferContent> = {},
): unknown => {
  const offer = {
    offerId: 'o',
    content: { ...content, ...changes },
    ...(assessment && { assessments: [assessment] }),
  };
  try {
    return passGates(offer, found, now);
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

const passed = { assetVersion: 4, policyVersion: 1 };

describe('what may be traded', () => {
  it('lets ordinary data through, also where nothing is known beside the title', () => {
    expect(at(evidence({ grade: 'general', origin: 'enterprise' }))).toEqual(passed);
    expect(at(evidence({}))).toEqual(passed);
    const { status: _, ...unknown } = evidence({});
    expect(at(unknown)).toEqual(passed);
  });

  it('wants a registration in force, to its last day', () => {
    expect(at(evidence({}, { validUntil: '2026-03-02' }))).toEqual(passed);
    expect(at(evidence({}, { validUntil: '2026-03-01' }))).toBe('asset_not_in_force_for_trade');
    for (const status of ['suspended', 'cancelled', 'revoked', 'expired'] as const) {
      expect(at(evidence({}, { status }))).toBe('asset_not_in_force_for_trade');
    }
  });

  it('never lets core data through, whatever the opinion', () => {
    expect(at(evidence({ grade: 'core' }), opinion)).toBe('core_data_not_tradable');
  });

  it('wants an opinion that is positive and stands, of sensitive data', () => {
    const sensitive = evidence({ grade: 'sensitive', origin: 'enterprise' });
    expect(at(sensitive)).toBe('opinion_required');
    expect(at(sensitive, { ...opinion, opinion: 'negative' })).toBe('opinion_negative');
    expect(at(sensitive, { ...opinion, validUntil: '2026-03-01' })).toBe('opinion_expired');
    expect(at(sensitive, opinion)).toEqual({ ...passed, assessmentId: 'x' });
  });

  it('shuts on a negative opinion, whether one was needed or not, until another is given', () => {
    const general = evidence({ grade: 'general' });
    expect(at(general, { ...opinion, opinion: 'negative' })).toBe('opinion_negative');
    const lapsed = { ...opinion, opinion: 'negative', validUntil: '2026-03-01' } as const;
    expect(at(general, lapsed)).toBe('opinion_negative');
    expect(at(general, { ...opinion, validUntil: '2026-03-01' })).toEqual(passed);
  });

  it('wants an opinion on the edition that is sold, whatever was found of another', () => {
    const october = { ...opinion, edition: '2026年10月版' };
    const november = { edition: { label: '2026年11月版' } };
    const sensitive = evidence({ grade: 'sensitive', origin: 'enterprise' });
    const sold = { edition: { label: '2026年10月版' } };
    expect(at(sensitive, october, sold)).toEqual({ ...passed, assessmentId: 'x' });
    expect(at(sensitive, october, november)).toBe('opinion_of_another_edition');
    expect(at(sensitive, opinion, november)).toEqual({ ...passed, assessmentId: 'x' });
    expect(at(evidence({}), october, november)).toEqual(passed);
    // Nobody gets round what was found not to conform by another label.
    const against = { ...october, opinion: 'negative' } as const;
    expect(at(evidence({}), against, november)).toBe('opinion_negative');
    const personal = evidence({ grade: 'general', origin: 'personal' });
    expect(at(personal, { ...october, isAnonymised: true }, november)).toBe(
      'opinion_of_another_edition',
    );
  });

  it('wants a risk assessment of important data besides (Regulation art. 31)', () => {
    const important = evidence({ grade: 'important', origin: 'enterprise' });
    expect(at(important, opinion)).toBe('risk_assessment_required');
    const assessed = { ...opinion, riskAssessmentDigest: 'b'.repeat(64) };
    expect(at(important, assessed)).toEqual({ ...passed, assessmentId: 'x' });
  });

  it('wants a basis of personal data, or that nobody can be told from it', () => {
    const personal = { grade: 'general', origin: 'personal' } as const;
    expect(at(evidence(personal), opinion)).toBe('personal_basis_required');
    const anonymised = { ...opinion, isAnonymised: true };
    expect(at(evidence(personal), anonymised)).toEqual({ ...passed, assessmentId: 'x' });
    const lapsed = { ...anonymised, validUntil: '2026-03-01' };
    expect(at(evidence(personal), lapsed)).toBe('opinion_expired');
    const consented = { ...personal, personalBasis: 'consent' } as const;
    expect(at(evidence(consented))).toBe('opinion_required');
    const gates = { ...shipped, opinionForPersonal: false };
    expect(at(evidence(consented, { gates }))).toEqual(passed);
    // Where nothing but the finding carries it, it rests on the opinion whatever the policy says.
    const found = evidence(personal, { gates });
    expect(at(found, anonymised)).toEqual({ ...passed, assessmentId: 'x' });
    expect(at(found, lapsed)).toBe('opinion_expired');
  });

  it('hands public data over in no way that shows it', () => {
    const found = evidence({ grade: 'general', origin: 'public' });
    for (const delivery of ['file', 'share'] as const) {
      expect(at(found, undefined, { delivery })).toBe('public_data_mode_barred');
    }
    for (const delivery of ['api', 'privacyComputing', 'sandbox', 'modelOutput'] as const) {
      expect(at(found, undefined, { delivery })).toEqual(passed);
    }
  });

  it('asks an opinion of ordinary data where the exchange wants one', () => {
    const gates: TradingGates = { ...shipped, opinionFor: ['general'] };
    expect(at(evidence({}, { gates }))).toBe('opinion_required');
  });

  it('ships a policy of its own shape', () => {
    expect(faultsOf(tradingGatesPolicy.shape, shipped)).toEqual([]);
  });
});
