import type { Meta } from '../decider.js';
import { isDate, shanghaiDate } from '../calendar.js';
import type { InForce } from '../policy/in-force.js';
import { refuse } from '../refusal.js';
import type { OfferEvent } from './offer.events.js';
import type { DraftedOffer } from './offer.state.js';
import { isFoundAnonymised } from './opinion.js';
import { type PersonalTrace, personalTraces } from './personal-traces.js';
import type { SampleTerms } from './sample.policy.js';
import type { SampleField } from './sample.js';
import type { GateEvidence } from './trading-gates.js';

/** The records themselves, as they are checked; the log keeps their digest only. */
export interface SampleRecords {
  readonly fields: readonly SampleField[];
  readonly records: readonly (readonly string[])[];
  /** The seller says that none of it is personal information, and answers for it. */
  readonly declaresNoPersonalInformation: boolean;
}

/** What samples are judged by (evidence: rule pattern 2). */
export interface SampleEvidence {
  readonly gates: GateEvidence;
  readonly samples: InForce<SampleTerms>;
}

/** The seller shows records of what he offers. */
export type AttachSample = {
  readonly type: 'AttachSample';
  readonly data: SampleRecords &
    SampleEvidence & {
      readonly offerId: string;
      readonly digest: string;
      readonly bytes: number;
      readonly standsFor?: readonly string[];
    };
  readonly meta: Meta;
};

/** The seller, or the operator of an offer that has been in the open, takes the sample away. */
export type RemoveSample = {
  readonly type: 'RemoveSample';
  readonly data: {
    readonly offerId: string;
    readonly reason: string;
    readonly standsFor?: readonly string[];
  };
  readonly meta: Meta;
};

export const attachSample = ({ data, meta }: AttachSample, offer: DraftedOffer): OfferEvent[] => {
  const { offerId, fields, records, digest, bytes, gates, samples } = data;
  if (offer.stage === 'delisted') return refuse('offer_delisted', { offerId });
  if (offer.sample?.digest === digest) return [];
  checkRecords(data, bytes, samples.content);
  checkSampled(offer, data, meta.now);
  const declared = { declaresNoPersonalInformation: true } as const;
  const sample = { fields, rows: records.length, digest, bytes, ...declared };
  const relied = { assetVersion: gates.assetVersion, policyVersion: samples.version };
  return [{ type: 'OfferSampleAttached', data: { offerId, sample, passed: relied } }];
};

export const removeSample = ({ data }: RemoveSample, offer: DraftedOffer): OfferEvent[] => {
  const { offerId, reason } = data;
  const digest = offer.sample?.digest;
  return digest === undefined
    ? []
    : [{ type: 'OfferSampleRemoved', data: { offerId, digest, reason } }];
};

/** Whether a sample of such data may be shown at all; asked again at every listing. */
export const checkSampled = (
  { offerId, content, assessments = [] }: Pick<DraftedOffer, 'offerId' | 'content' | 'assessments'>,
  { gates, samples }: SampleEvidence,
  now: string,
): void => {
  const { grade = 'general', origin } = gates.label;
  if (grade === 'core' || !samples.content.grades.includes(grade)) {
    refuse('sample_grade_barred', { offerId, grade });
  }
  // Personal data is shown only where an assessor found that nobody can be told from it.
  if (origin === 'personal' && !isFoundAnonymised(assessments, content, shanghaiDate(now))) {
    refuse('sample_of_personal_data', { offerId });
  }
  // A sample is a file: public data that may not be handed over as one is not sampled either.
  if (origin === 'public' && !gates.gates.publicDataModes.includes('file')) {
    refuse('sample_of_public_data', { offerId });
  }
};

/** Refuses records that are no sample: undeclared, too large, uneven, or with traces of persons. */
export const checkRecords = (
  { fields, records, declaresNoPersonalInformation }: SampleRecords,
  bytes: number,
  { rowsMax, bytesMax }: SampleTerms,
): void => {
  if (!declaresNoPersonalInformation) refuse('sample_not_declared');
  const rows = records.length;
  if (rows > rowsMax || bytes > bytesMax) {
    refuse('sample_too_large', { rows, rowsMax, bytes, bytesMax });
  }
  const names = fields.map(({ name }) => name);
  const uneven = records.findIndex((record) => record.length !== fields.length);
  if (uneven >= 0 || new Set(names).size !== names.length) {
    refuse('sample_records_uneven', { row: uneven + 1, fields: names.length });
  }
  const wrong = fields.filter(({ type }, at) =>
    records.some((record) => !isOfType[type](record[at] ?? '')),
  );
  if (wrong.length > 0) {
    refuse('sample_value_of_other_type', { fields: wrong.map(({ name }) => name) });
  }
  const traces = tracesIn(fields, records);
  if (traces.length > 0) {
    const shown = traces.map(({ name }) => name);
    refuse('sample_shows_personal_information', { fields: shown, traces });
  }
};

const tracesIn = (
  fields: readonly SampleField[],
  records: readonly (readonly string[])[],
): readonly { readonly name: string; readonly kinds: readonly PersonalTrace[] }[] =>
  fields
    .map(({ name, description = '' }, at) => {
      const texts = [name, description, ...records.map((record) => record[at] ?? '')];
      return { name, kinds: [...new Set(texts.flatMap(personalTraces))] };
    })
    .filter(({ kinds }) => kinds.length > 0);

/** An empty value is no value, whatever the type. */
const isOfType: Readonly<Record<SampleField['type'], (value: string) => boolean>> = {
  text: () => true,
  integer: (value) => /^(?:-?\d{1,40})?$/u.test(value),
  decimal: (value) => /^(?:-?\d{1,40}(?:\.\d{1,40})?)?$/u.test(value),
  boolean: (value) => ['', 'true', 'false'].includes(value),
  date: (value) => value === '' || isDate(value),
};
