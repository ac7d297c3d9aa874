import { IdField, IntegerField } from './fields.js';

/** What every write answers; a route's own answer extends it. */
export class WrittenDto {
  @IdField({ description: 'Id of the resource that was written.' })
  id!: string;

  @IntegerField({
    min: 1,
    description: 'Version of the stream that the resource lives in; also the ETag.',
    example: 1,
  })
  version!: number;

  @IntegerField({
    min: 1,
    description: 'Position in the whole log; give it as `?after=` to read your write.',
    example: 42,
  })
  position!: number;
}
