import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import {
  BooleanField,
  DateField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import { oneOf } from '../shape.js';
import { alertGrounds } from './alert.dto.js';

/** An asset for the watch list. */
export class WatchAssetDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @TextField({ max: 200, description: 'Why; it is recorded.', example: '贷前跟踪' })
  purpose!: string;

  @TextField({ max: 200, optional: true, description: 'Note for oneself.', example: '拟授信' })
  note?: string;
}

export class UnwatchAssetDto {
  @TextField({ max: 200, description: 'Why.', example: '不再授信' })
  reason!: string;
}

/** Alerts that nobody has acknowledged and that are not cured, by severity. */
export class OpenAlertsDto {
  @IntegerField({ min: 0, description: 'For information.', example: 1 })
  info!: number;

  @IntegerField({ min: 0, description: 'Warnings.', example: 1 })
  warning!: number;

  @IntegerField({ min: 0, description: 'Critical ones.', example: 0 })
  critical!: number;
}

/** An asset that a party watches, or in which it has something at stake. */
export class WatchDto {
  @IdField({ description: 'Id of the watch.' })
  watchId!: string;

  @IdField({ description: 'Whose it is.' })
  partyId!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @BooleanField({ description: 'Whether it is on the list.' })
  listed!: boolean;

  @ListField(oneOf(alertGrounds), {
    max: 10,
    description: 'Why the party is told.',
    example: ['pledgee'],
  })
  grounds!: readonly AlertGround[];

  @InstantField({ description: 'Since when.' })
  since!: string;

  @ObjectField(() => OpenAlertsDto, { description: 'Open alerts.' })
  openAlerts!: OpenAlertsDto;

  @TextField({ max: 200, optional: true, description: 'The party’s note.', example: '拟授信' })
  note?: string;

  @DateField({
    optional: true,
    description: 'Day on which the clock alone may bring a reminder or an alert.',
  })
  nextOn?: string;

  @IntegerField({ min: 1, description: 'Version of the watch.', example: 2 })
  version!: number;
}

/** Filters of the watch list. */
export class WatchesQuery extends PageQuery {
  @IdField({ optional: true, description: 'Only of this asset.' })
  assetId?: string;

  @BooleanField({ optional: true, description: 'Only what is on the list (true) or not (false).' })
  listed?: boolean;
}
