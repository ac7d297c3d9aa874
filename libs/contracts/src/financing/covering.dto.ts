import type { RelianceWarning } from '@ledger/domain/valuation/valuation.reliance.js';
import { BooleanField, IdField, ListField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { RelianceWarningsField } from '../valuation/reliance-warnings.js';

/** A place of the facility’s pledges in the order of what an asset secures. */
export class CoveringRankDto {
  @MoneyField({ description: 'All that comes before it.' })
  ahead!: MoneyDto;

  @MoneyField({ description: 'Secured at it; after the claims were fixed, at most those.' })
  secured!: MoneyDto;
}

/** What one asset counts for. */
export class CoveringDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IdField({ optional: true, description: 'The appraisal that counts today; absent: none does.' })
  valuationId?: string;

  @IdField({ optional: true, description: 'Party id of the firm whose report it is.' })
  firmPartyId?: string;

  @BooleanField({
    optional: true,
    description: 'The lender chose it among the valid ones; otherwise it is the latest.',
    example: false,
  })
  chosen?: boolean;

  @RelianceWarningsField()
  warnings!: readonly RelianceWarning[];

  @MoneyField({ description: 'Its value, before the haircut; zero: nothing secures, or no value.' })
  value!: MoneyDto;

  @ListField(() => CoveringRankDto, {
    max: 5_000,
    description: 'Places of the facility’s pledges, best first; empty before acceptance.',
  })
  ranks!: readonly CoveringRankDto[];
}
