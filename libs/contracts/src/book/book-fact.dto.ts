import { type SettlementRole, settlementRoles } from '@ledger/domain/book/book.terms.js';
import { DateField, DigestsField, EnumField, IdField, IntegerField, TextField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';

export const exampleDay = '2026-11-20';

export const bookSources = ['purchased', 'selfMade', 'other'] as const;

/** Opens a unit of account: one entity, one lot. */
export class OpenBookDto {
  @TextField({
    max: 200,
    description: 'What it is called in the accounts.',
    example: '企业征信数据集',
  })
  name!: string;

  @TextField({
    max: 100,
    optional: true,
    description: 'Tells lots of the same resource apart.',
    example: '2026-11 批次',
  })
  lot?: string;

  @EnumField(bookSources, {
    description:
      'Column of the statutory tables: purchased; selfMade (developed or processed); other ' +
      '(contributed, received for a debt or in an exchange, granted).',
  })
  source!: (typeof bookSources)[number];

  @IdField({ optional: true, description: 'A registered asset of the entity that it is about.' })
  assetId?: string;

  @IdField({ optional: true, description: 'The order of the exchange that suggested it.' })
  orderId?: string;
}

/** What every fact says beside its own matter. */
export class BookFactDto {
  @DateField({ description: 'Accounting date.', example: exampleDay })
  on!: string;

  @TextField({
    max: 200,
    optional: true,
    description: 'Words of the voucher; made from the fact when absent.',
    example: '购入数据集',
  })
  note?: string;

  @DigestsField({
    max: 50,
    optional: true,
    description: 'SHA-256 of each paper behind it, hex.',
  })
  attachments?: readonly string[];
}

/** One way in which an amount was paid or received. */
export class SettlementDto {
  @EnumField(settlementRoles, { description: 'Account of the other side.' })
  by!: SettlementRole;

  @MoneyField({ description: 'Amount, above zero.' })
  amount!: MoneyDto;
}

export const settlementText =
  'How it was paid or received; adds up to the whole, tax included. Absent: all by the usual ' +
  'account of the fact.';

export const settlementExample = [{ by: 'bank', amount: { amount: '636000.00', currency: 'CNY' } }];

/** Links the book to a registered asset of the entity. */
export class LinkAssetDto {
  @IdField({ description: 'The asset; an entry of the entity stands in its title.' })
  assetId!: string;
}

/** Takes an earlier fact back, with red entries. */
export class ReverseFactDto extends BookFactDto {
  @IntegerField({ min: 1, description: 'Version of the fact in its book.', example: 2 })
  version!: number;

  @TextField({ max: 500, description: 'What was wrong.', example: '金额录入错误' })
  reason!: string;
}
