import type { SuspensionReason } from '@ledger/domain/webhook/webhook.events.js';
import { EnumField, IdField, InstantField, IntegerField, ListField, TextField } from '../fields.js';
import { oneOf, type Shape } from '../shape.js';
import { WrittenDto } from '../written.dto.js';

const named = (form: RegExp, zh: string, en: string): Shape => ({
  accepts: (value) => typeof value === 'string' && form.test(value),
  zh,
  en,
  schema: { type: 'string', pattern: form.source },
});
const category = named(/^[a-z]{2,30}$/, '事件流类别，如 title', 'a category of streams: title');
const eventType = named(
  /^[A-Z][A-Za-z]{1,60}$/,
  '事件类型，如 PledgeRegistered',
  'an event type: PledgeRegistered',
);

const roles = [
  'manager',
  'registrar',
  'appraiser',
  'lender',
  'accountant',
  'operator',
  'auditor',
] as const;

/** What somebody wants to be told, and where. */
export class SubscribeWebhookDto {
  @TextField({
    max: 2_000,
    description:
      'Where events are posted: an https address without user name, password and fragment. Its ' +
      'name must lead to public addresses, which is checked at each connection.',
    example: 'https://hooks.bank.example/ledger',
  })
  url!: string;

  @ListField(category, {
    min: 1,
    max: 20,
    optional: true,
    description: 'Only streams of these categories.',
    example: ['title'],
  })
  categories?: string[];

  @ListField(eventType, {
    min: 1,
    max: 50,
    optional: true,
    description: 'Only events of these types.',
    example: ['PledgeRegistered', 'PledgeReleased', 'BarRaised'],
  })
  types?: string[];

  @TextField({
    max: 200,
    optional: true,
    description:
      'Why a lender looks at registers that others keep; without it he is told only of what he is ' +
      'himself a party to. It is recorded.',
    example: '贷后监测',
  })
  purpose?: string;
}

/** Where to begin once more. */
export class ReplayWebhookDto {
  @IntegerField({
    min: 0,
    max: 999_999_999_999_999,
    description: 'Everything after this position is sent again, under the ids it had.',
    example: 0,
  })
  fromPosition!: number;
}

/** A write that shows a secret. */
export class WebhookSecretDto extends WrittenDto {
  @TextField({
    max: 100,
    description:
      'Signs every delivery (Standard Webhooks). Shown in this answer only; nowhere is it kept.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw2vJmZ0aZ5bM=',
  })
  secret!: string;
}

/** A subscription as it stands. */
export class WebhookDto {
  @IdField({ description: 'Id of the subscription.' })
  id!: string;

  @TextField({ max: 2_000, description: 'Where events are posted.', example: 'https://a.example/' })
  url!: string;

  @ListField(oneOf(roles), {
    max: roles.length,
    description: 'Roles in which it reads: those of who subscribed.',
    example: ['lender'],
  })
  roles!: readonly string[];

  @ListField(category, { max: 20, optional: true, description: 'Categories.', example: ['title'] })
  categories?: readonly string[];

  @ListField(eventType, {
    max: 50,
    optional: true,
    description: 'Event types.',
    example: ['BarRaised'],
  })
  types?: readonly string[];

  @TextField({ max: 200, optional: true, description: 'Purpose stated.', example: '贷后监测' })
  purpose?: string;

  @EnumField(['live', 'suspended'], { description: 'Whether events are being sent.' })
  state!: 'live' | 'suspended';

  @EnumField(['owner', 'undeliverable', 'gone', 'succeeded'], {
    optional: true,
    description:
      'Why it stands still: its owner said so; nothing could be delivered for too long; the ' +
      'receiver answered 410; its owner was merged or divided, and its successor has not resumed it.',
  })
  suspendedReason?: SuspensionReason;

  @TextField({ max: 200, optional: true, description: 'The last failure.', example: '503' })
  suspendedDetail?: string;

  @InstantField({ optional: true, description: 'Since when it stands still.' })
  suspendedAt?: string;

  @InstantField({ optional: true, description: 'Up to when the secret before signs too.' })
  previousSecretUntil?: string;

  @IntegerField({ description: 'Events that wait to be delivered, up to 1,000.', example: 0 })
  pending!: number;

  @IntegerField({
    description: 'Position up to which the log has been looked at for it.',
    example: 42,
  })
  through!: number;

  @InstantField({ description: 'When it was made.' })
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Version; also the ETag.', example: 1 })
  version!: number;
}

/** One delivery. */
export class WebhookDeliveryDto {
  @IdField({ description: 'Id of the event and of the message: the same at every attempt.' })
  eventId!: string;

  @TextField({ max: 100, description: 'Event type.', example: 'PledgeRegistered' })
  type!: string;

  @IntegerField({ min: 1, description: 'Position in the log.', example: 42 })
  position!: number;

  @TextField({
    max: 200,
    description: 'What it is about: deliveries of one subject go out in order.',
    example: 'asset-3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  subject!: string;

  @EnumField(['pending', 'delivered'], { description: 'Whether the receiver has taken it.' })
  state!: 'pending' | 'delivered';

  @IntegerField({ description: 'Attempts so far.', example: 1 })
  attempts!: number;

  @IntegerField({ optional: true, description: 'Status of the last answer.', example: 200 })
  lastStatus?: number;

  @TextField({
    max: 200,
    optional: true,
    description: 'Why there was no answer.',
    example: 'ECONNREFUSED',
  })
  lastError?: string;

  @InstantField({ optional: true, description: 'When it was tried last.' })
  lastTriedAt?: string;

  @InstantField({ optional: true, description: 'When it is tried next.' })
  dueAt?: string;

  @InstantField({ optional: true, description: 'When the receiver took it.' })
  deliveredAt?: string;
}
