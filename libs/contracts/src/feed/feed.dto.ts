import { BooleanField, Field, IntegerField, TextField } from '../fields.js';
import type { Shape } from '../shape.js';

const words = (form: RegExp, zh: string, en: string): Shape => ({
  accepts: (value) => typeof value === 'string' && value.length <= 1_000 && form.test(value),
  zh,
  en,
  schema: { type: 'string', pattern: form.source, maxLength: 1_000 },
});

/** Categories of streams, e.g. `asset,title`. */
export const categoryWords = words(
  /^[a-z]{2,30}(,[a-z]{2,30}){0,19}$/,
  '以逗号分隔的事件流类别，如 asset,title',
  'categories of streams, separated by commas, such as asset,title',
);

/** Event types, e.g. `PledgeRegistered,PledgeReleased`. */
export const typeWords = words(
  /^[A-Z][A-Za-z]{1,60}(,[A-Z][A-Za-z]{1,60}){0,19}$/,
  '以逗号分隔的事件类型，如 PledgeRegistered,PledgeReleased',
  'event types, separated by commas, such as PledgeRegistered,PledgeReleased',
);

/** Most events of one page. */
export const feedPageMax = 200;

/** Which events of the log, from where. */
export class FeedQuery {
  @IntegerField({
    min: 0,
    max: 999_999_999_999_999,
    optional: true,
    description:
      'Position after which to begin; 0 when absent. A position that is not there yet is waited ' +
      'for, or 503. The header Last-Event-ID says the same and wins.',
    example: 0,
  })
  after?: number;

  @Field(categoryWords, {
    optional: true,
    description: 'Only streams of these categories, separated by commas.',
    example: 'asset,title',
  })
  category?: string;

  @Field(typeWords, {
    optional: true,
    description: 'Only events of these types, separated by commas.',
    example: 'PledgeRegistered,PledgeReleased',
  })
  type?: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Only this stream.',
    example: 'title-3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  stream?: string;

  @TextField({
    max: 200,
    optional: true,
    description:
      'Why a lender looks at registers that others keep; without it he gets only what he is ' +
      'himself a party to. It is recorded.',
    example: '贷后监测',
  })
  purpose?: string;

  @IntegerField({
    min: 1,
    max: feedPageMax,
    optional: true,
    description: 'Most events of the page.',
    example: 100,
  })
  limit: number = 100;

  @BooleanField({
    optional: true,
    description: 'Whether the answer goes on with what is recorded later (NDJSON without end).',
    example: false,
  })
  follow: boolean = false;
}
