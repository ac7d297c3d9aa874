import {
  BooleanField,
  EnumField,
  IntegerField,
  ObjectField,
  TextField,
} from '@ledger/contracts/fields.js';

/** The last rebuild of a projection, run by `npm run rebuild`. */
export class RebuildDto {
  @EnumField(
    [
      ...(['replaying', 'comparing', 'swapping', 'swapped', 'equal'] as const),
      ...(['different', 'cancelled', 'failed', 'interrupted'] as const),
    ],
    {
      description:
        'Where it is, or how it ended: `swapped` is in place; `equal` and `different` left the ' +
        'live table; `interrupted` lost its process, and the next one cleans up.',
      example: 'replaying',
    },
  )
  state!: string;

  @IntegerField({ description: 'Position up to which it has replayed.', example: 350_000 })
  position!: number;

  @IntegerField({ description: 'Position of the live table when it last looked.', example: 1_000 })
  target!: number;

  @IntegerField({ description: 'Events replayed.', example: 120_000 })
  events!: number;

  @IntegerField({
    optional: true,
    description: 'Rows that differed from the live table; absent: they were not compared.',
    example: 0,
  })
  differences?: number;

  @TextField({ max: 30, description: 'When it began.', example: '2026-11-21T08:00:00.000Z' })
  beganAt!: string;

  @TextField({
    max: 30,
    description: 'When it last said where it is.',
    example: '2026-11-21T08:00:40.000Z',
  })
  updatedAt!: string;
}

/** A table derived from the log, as this service sees it. */
export class ProjectionDto {
  @TextField({ max: 100, description: 'Projection.', example: 'asset' })
  name!: string;

  @EnumField(['stopped', 'standby', 'running', 'failed'], {
    description:
      '`standby`: another process keeps it; `failed`: it stopped at an event it cannot take.',
    example: 'running',
  })
  state!: string;

  @IntegerField({ description: 'Everything up to this position is in it.', example: 4_711 })
  position!: number;

  @IntegerField({ description: 'Positions between it and the head of the log.', example: 0 })
  lag!: number;

  @TextField({
    max: 2_000,
    optional: true,
    description: 'Why it stopped, or what it is waiting out.',
    example: 'CoinsPut at position 3 (till-1/3): Error: cannot',
  })
  reason?: string;

  @BooleanField({
    description:
      'Whether its rows are of an older rule than this release’s: then it is being made anew.',
  })
  isOutdated!: boolean;

  @ObjectField(() => RebuildDto, { optional: true, description: 'Its last rebuild.' })
  rebuild?: RebuildDto;
}
