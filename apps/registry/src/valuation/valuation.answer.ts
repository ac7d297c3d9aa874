import type {
  RecordedResultDto,
  ValuationDto,
} from '@ledger/contracts/valuation/valuation-answer.dto.js';
import type { ApproachResult } from '@ledger/domain/valuation/valuation.events.js';
import { standingAt } from '@ledger/domain/valuation/valuation.reliance.js';
import type { RecordedValuation } from '@ledger/domain/valuation/valuation.state.js';
import type { ValuationView } from './valuation.view.js';

/** A report as it was recorded, with how it stands at an instant as far as known. */
export const valuationAnswer = (
  { appraisal, assetId, titleVersion, version }: ValuationView,
  known: RecordedValuation,
  now: string,
): ValuationDto => {
  const { valuationId: id, results, ...reported } = appraisal;
  const standing = standingAt(known, now);
  return {
    id,
    assetId,
    ...reported,
    results: results.map(resultAnswer),
    standing,
    validNow: standing === 'valid',
    ...(known.ended && { ended: known.ended }),
    titleVersion,
    version,
  };
};

/** Records that are older than the engine have no model: their figures are the report's own. */
const resultAnswer = (result: ApproachResult): RecordedResultDto => {
  const { model = 'external', modelVersion = 1, ...rest } = result;
  return { ...rest, model, modelVersion };
};
