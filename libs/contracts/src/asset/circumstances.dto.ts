import type { Circumstances } from '@ledger/domain/asset/circumstances.js';
import {
  BooleanField,
  DateField,
  DigestField,
  IdField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { uuid } from '../shape.js';

const partyId = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';

/** 受托处理. */
export class EntrustedDto {
  @DigestField({
    optional: true,
    description: 'SHA-256 of the contract by which the rights are the processor’s all the same.',
  })
  agreedRightsDigest?: string;
}

/** A participant’s consent to an operation right. */
export class FusionConsentDto {
  @IdField({ description: 'Who consents.', example: partyId })
  partyId!: string;

  @DigestField({ description: 'SHA-256 of the consent.' })
  digest!: string;
}

/** 融合. */
export class JointFusionDto {
  @ListField(uuid, {
    min: 2,
    max: 20,
    description: 'All participants.',
    example: [partyId, '4a3b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5d'],
  })
  participantPartyIds!: string[];

  @BooleanField({ description: 'Whether the contract says who has the operation right.' })
  contractAllocates!: boolean;

  @ListField(() => FusionConsentDto, {
    max: 20,
    description: 'Consents of the others, where the contract is silent.',
  })
  consents!: FusionConsentDto[];
}

/** 公共数据授权运营. */
export class AuthorisedOperationDto {
  @TextField({
    max: 100,
    optional: true,
    description: 'Number of the product on the public-data registration platform.',
    example: 'GGSJ-2026-000123',
  })
  platformRegistrationNo?: string;
}

/** A product that does not replace the source’s. */
export class NotSubstitutingDto {
  @TextField({
    max: 1_000,
    description: 'Why it does not.',
    example: '仅提供统计指数，不含原始记录',
  })
  statement!: string;

  @DigestField({ description: 'SHA-256 of the evidence.' })
  digest!: string;
}

/** How the data came about, where the right to register depends on it (guide art. 15, 21). */
export class CircumstancesDto implements Circumstances {
  @ObjectField(() => EntrustedDto, {
    optional: true,
    description: 'Processed for somebody else (受托处理).',
  })
  entrusted?: EntrustedDto;

  @ObjectField(() => JointFusionDto, { optional: true, description: 'Made together (融合).' })
  jointFusion?: JointFusionDto;

  @ObjectField(() => AuthorisedOperationDto, {
    optional: true,
    description: 'A product of authorised operation of public data.',
  })
  authorisedOperation?: AuthorisedOperationDto;

  @ObjectField(() => NotSubstitutingDto, {
    optional: true,
    description: 'Of data gathered by automated means: a product that replaces nothing.',
  })
  notSubstituting?: NotSubstitutingDto;

  @DateField({ optional: true, description: 'Last day of the agreement the data came by.' })
  sourceAgreementUntil?: string;
}
