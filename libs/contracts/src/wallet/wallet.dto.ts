import { creditGrounds, debitGrounds, holdGrounds } from '@ledger/domain/wallet/wallet.events.js';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';

/** Money that comes into a wallet. */
export class CreditWalletDto {
  @MoneyField({ description: 'How much.' })
  amount!: MoneyDto;

  @EnumField(creditGrounds, {
    description: 'topUp: paid in; refund: given back; correction: of a debit that was none.',
  })
  ground!: (typeof creditGrounds)[number];

  @TextField({
    max: 200,
    description: 'Of the payment at the bank; of a correction, its reason.',
    example: '银行流水 20261120-0001',
  })
  reference!: string;

  @IdField({ optional: true, description: 'The debit that a correction undoes.' })
  corrects?: string;
}

/** Money that leaves a wallet. */
export class DebitWalletDto {
  @MoneyField({ description: 'How much; no more than is available.' })
  amount!: MoneyDto;

  @EnumField(debitGrounds, {
    description: 'payOut: paid back to the party; correction: of a credit that was none.',
  })
  ground!: (typeof debitGrounds)[number];

  @TextField({
    max: 200,
    description: 'Of the payment at the bank; of a correction, its reason.',
    example: '银行流水 20261120-0002',
  })
  reference!: string;

  @IdField({ optional: true, description: 'The credit that a correction undoes.' })
  corrects?: string;
}

/** Money to be held for an order. */
export class HoldFundsDto {
  @IdField({ description: 'An order of the wallet’s owner that goes on.' })
  orderId!: string;

  @EnumField(holdGrounds, {
    description:
      'deposit: security for the order (订金); prepaid: a package paid for as it is used.',
  })
  ground!: (typeof holdGrounds)[number];

  @MoneyField({ description: 'How much; no more than is available.' })
  amount!: MoneyDto;

  @InstantField({
    optional: true,
    description: 'When it lapses unless it was captured or voided; absent: as the policy says.',
    example: '2026-12-20T02:00:00.000000Z',
  })
  expiresAt?: string;
}

/** Money to be taken out of a hold. */
export class CaptureHoldDto {
  @MoneyField({ description: 'How much; no more than is still held.' })
  amount!: MoneyDto;

  @BooleanField({
    optional: true,
    description: 'Whether what is left is free again; otherwise it stays held. False when absent.',
  })
  isFinal?: boolean;
}

/** Ends a hold. */
export class VoidHoldDto {
  @TextField({ max: 200, description: 'Why.', example: '交易取消' })
  reason!: string;
}

/** Money held for an order. */
export class HoldDto {
  @IdField({ description: 'Id of the hold.' })
  id!: string;

  @IdField({ description: 'The order.' })
  orderId!: string;

  @EnumField(holdGrounds, { description: 'What for.' })
  ground!: (typeof holdGrounds)[number];

  @MoneyField({ description: 'What is still held.' })
  remaining!: MoneyDto;

  @InstantField({ description: 'When it lapses.' })
  expiresAt!: string;
}

/** A wallet as it stands now. */
export class WalletDto {
  @IdField({ description: 'Party id of its owner.' })
  partyId!: string;

  @MoneyField({ description: 'What may be spent; holds whose time is over are free again.' })
  available!: MoneyDto;

  @MoneyField({ description: 'What is held for orders.' })
  held!: MoneyDto;

  @ListField(() => HoldDto, { max: 1_000, description: 'Open holds.' })
  holds!: readonly HoldDto[];

  @IntegerField({ description: 'Version of the wallet; also the ETag; 0: never used.', example: 3 })
  version!: number;
}

const walletEntryTypes = [
  'WalletCredited',
  'WalletDebited',
  'FundsHeld',
  'HoldCaptured',
  'HoldVoided',
  'HoldLapsed',
] as const;

/** One movement of a wallet. */
export class WalletEntryDto {
  @EnumField(walletEntryTypes, { description: 'What happened.' })
  type!: (typeof walletEntryTypes)[number];

  @MoneyField({ description: 'What came in, went out, was held, captured, or is free again.' })
  amount!: MoneyDto;

  @MoneyField({
    optional: true,
    description: 'Of a final capture, what is free again.',
  })
  freed?: MoneyDto;

  @TextField({ max: 20, optional: true, description: 'Ground.', example: 'topUp' })
  ground?: string;

  @TextField({ max: 200, optional: true, description: 'Reference.', example: '银行流水 0001' })
  reference?: string;

  @IdField({ optional: true, description: 'The order.' })
  orderId?: string;

  @IdField({ optional: true, description: 'The hold.' })
  holdId?: string;

  @IntegerField({ min: 1, description: 'Its place in the wallet.', example: 1 })
  version!: number;

  @IntegerField({ min: 1, description: 'Its position in the log.', example: 42 })
  position!: number;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;
}

/** Filters of the entries. */
export class WalletEntriesQuery extends PageQuery {}
