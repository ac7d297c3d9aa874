import { ApiProperty } from '@nestjs/swagger';
import {
  IdField,
  InstantField,
  IntegerField,
  DateField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';

/** Who acted: a random token of the person, the organisation, the role used. */
export class ActorDto {
  @TextField({ max: 100, description: 'Random token of the person.', example: 'p-7f3a' })
  person!: string;

  @TextField({
    max: 100,
    description: 'Organisation.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  partyId!: string;

  @TextField({ max: 20, description: 'Role used; `system` is a process.', example: 'manager' })
  role!: string;
}

/** One fact in the life of an asset. */
export class AssetHistoryEventDto {
  @IdField({ description: 'Event id.' })
  eventId!: string;

  @TextField({ max: 100, description: 'What happened.', example: 'ApplicationSubmitted' })
  type!: string;

  @IntegerField({ min: 1, description: 'Place in the life of the asset.', example: 1 })
  version!: number;

  @IntegerField({ min: 1, description: 'Place in the whole log.', example: 42 })
  position!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;

  @DateField({ description: 'From which day it counts.' })
  effectiveOn!: string;

  @ObjectField(() => ActorDto, { description: 'Who acted.' })
  actor!: ActorDto;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the fact says.',
    example: { assetId: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c' },
  })
  data!: Record<string, unknown>;
}

/** The life of an asset, oldest first. */
export class AssetHistoryDto {
  @ListField(() => AssetHistoryEventDto, { max: 1_000, description: 'Events in order.' })
  events!: AssetHistoryEventDto[];
}
