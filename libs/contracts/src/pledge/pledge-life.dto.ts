import type { EnforcementMethod } from '@ledger/domain/title/pledge-action.js';
import type { ClaimPart, FixingGround } from '@ledger/domain/title/pledge-life.events.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { oneOf } from '../shape.js';
import { fixingGrounds } from './pledge-answer.dto.js';
import { ExternalRegistrationDto, PledgeIdField } from './pledge.dto.js';

const claimParts = ['costs', 'interest', 'principal'] as const satisfies readonly ClaimPart[];
const methods = ['agreedPrice', 'auction', 'sale'] as const satisfies readonly EnforcementMethod[];

/** Other terms of a pledge, or more of it. */
export class AmendPledgeDto {
  @MoneyField({ optional: true, description: 'By how much more is secured: a tranche of its own.' })
  increase?: MoneyDto;

  @BooleanField({
    optional: true,
    description:
      'The increase ranks with what stands; every junior must have consented. Default no.',
    example: false,
  })
  ranksAsExisting?: boolean;

  @DigestField({ optional: true, description: 'SHA-256 of the contract that holds from now on.' })
  contractDigest?: string;

  @ObjectField(() => ExternalRegistrationDto, {
    optional: true,
    description: 'Registration elsewhere.',
    example: { registered: false },
  })
  externalRegistration?: ExternalRegistrationDto;

  @BooleanField({ optional: true, description: 'Whether ordinary licensing may go on.' })
  licensingStaysOpen?: boolean;

  @TextField({ max: 500, description: 'Why.', example: '补充协议' })
  reason!: string;
}

/** A later last day. */
export class ExtendPledgeDto {
  @DateField({ description: 'New inclusive last day.', example: '2099-12-31' })
  until!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the agreement.' })
  contractDigest?: string;
}

/** The claim goes to another lender, and the pledge with it. */
export class AssignPledgeDto {
  @IdField({ description: 'Party id of the assignee.' })
  toPartyId!: string;

  @DigestField({ description: 'SHA-256 of the assignment.' })
  contractDigest!: string;
}

/** Lets another pledge go before one’s own. */
export class SubordinatePledgeDto {
  @PledgeIdField('The pledge that goes first from now on.')
  toPledgeId!: string;

  @DigestField({ description: 'SHA-256 of the agreement.' })
  contractDigest!: string;
}

/** Fixes the claims of a maximum-amount pledge. */
export class FixClaimsDto {
  @EnumField(fixingGrounds, {
    description: 'Ground of Civil Code art. 423.',
    example: 'noNewClaims',
  })
  ground!: FixingGround;

  @MoneyField({ description: 'What is owed on this day.' })
  claims!: MoneyDto;

  @DigestField({ optional: true, description: 'SHA-256 of the statement.' })
  documentDigest?: string;
}

/** A demand or objection of the pledgor’s. */
export class PledgorSaysDto {
  @TextField({ max: 500, description: 'Why.', example: '主债权已清偿' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of what shows it.' })
  documentDigest?: string;
}

/** A document of an authority. */
export class AuthorityOrderDto {
  @TextField({ max: 200, description: 'The authority.', example: '某市中级人民法院' })
  authority!: string;

  @DigestField({ description: 'SHA-256 of the document.' })
  documentDigest!: string;

  @TextField({ max: 100, optional: true, description: 'Its number.', example: '(2026)1号' })
  documentNumber?: string;
}

/** An order that ends a pledge. */
export class CancelPledgeDto extends AuthorityOrderDto {
  @TextField({ max: 500, description: 'What it says.', example: '生效判决撤销质权登记' })
  reason!: string;
}

/** What is owed to one pledgee. */
export class ClaimDueDto {
  @PledgeIdField('The pledge.')
  pledgeId!: string;

  @MoneyField({ description: 'Costs of enforcement.' })
  costs!: MoneyDto;

  @MoneyField({ description: 'Interest, penalty, damages.' })
  interest!: MoneyDto;

  @MoneyField({ description: 'Principal.' })
  principal!: MoneyDto;

  @ListField(oneOf([...claimParts]), {
    min: 3,
    max: 3,
    optional: true,
    description: 'Agreed otherwise than costs, interest, principal.',
    example: ['costs', 'principal', 'interest'],
  })
  order?: readonly ClaimPart[];
}

/** How the object was turned into money, and what is owed to whom. */
export class EnforcementSaidDto {
  @TextField({ max: 500, description: 'What entitles to it.', example: '债务人到期未履行' })
  ground!: string;

  @EnumField(methods, { description: 'How; Civil Code art. 410, 436.', example: 'auction' })
  method!: EnforcementMethod;

  @MoneyField({ description: 'Proceeds.' })
  proceeds!: MoneyDto;

  @ListField(() => ClaimDueDto, {
    min: 1,
    max: 5_000,
    description: 'What is owed: one’s own, and that of others as far as known.',
  })
  claims!: readonly ClaimDueDto[];

  @DigestField({ description: 'SHA-256 of the agreement or record of the sale.' })
  documentDigest!: string;
}

/** The object was turned into money. */
export class EnforcePledgeDto extends EnforcementSaidDto {
  @ObjectField(() => AuthorityOrderDto, {
    optional: true,
    description: 'An authority’s order; it clears what ranks after, and passes bars.',
  })
  order?: AuthorityOrderDto;
}
