import type { RelianceWarning } from '@ledger/domain/valuation/valuation.reliance.js';
import { ListField } from '../fields.js';
import { oneOf } from '../shape.js';

const relianceWarnings = [
  'madeForAnotherPurpose',
  'moreRightsValued',
  'notMarketValue',
  'anotherFirmLower',
] as const satisfies readonly RelianceWarning[];

/** What a lender who relies on an appraisal is warned of. */
export const RelianceWarningsField = (): PropertyDecorator =>
  ListField(oneOf(relianceWarnings), {
    max: 5,
    description:
      'Why to look twice: another purpose than a pledge, more rights, no market value, another ' +
      'firm’s valid report of the same that says less.',
  });
