import {
  apiProtocols,
  type DeliveryMode,
  deliveryModes,
  encryptions,
  privacyTechnologies,
} from '@ledger/domain/offer/product.js';
import {
  BooleanField,
  DigestField,
  EnumField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { TimeSpanDto } from '../asset/asset-description.dto.js';
import { text } from '../shape.js';

const optional = true;

/** How one mode is provided. Each mode has members that it needs and members that it may state. */
export class DeliveryTermsDto {
  @EnumField(deliveryModes, {
    description:
      'api needs protocol, mediaTypes; file: mediaTypes; share: platform; privacyComputing: ' +
      'technology, output; sandbox: platform, isOutputReviewed; modelOutput: output.',
  })
  mode!: DeliveryMode;

  @EnumField(apiProtocols, { optional, description: 'api, modelOutput: how it is called.' })
  protocol?: (typeof apiProtocols)[number];

  @ListField(text({ max: 100 }), {
    ...{ min: 1, max: 10, optional },
    description: 'api, file, modelOutput: media types of what is handed over.',
    example: ['application/json'],
  })
  mediaTypes?: readonly string[];

  @IntegerField({
    ...{ min: 1, max: 1_000_000, optional, example: 50 },
    description: 'api: calls a second that are answered at least.',
  })
  callsPerSecondMax?: number;

  @DigestField({ optional, description: 'api: SHA-256 of the description of the interface.' })
  documentationDigest?: string;

  @EnumField(encryptions, { optional, description: 'file, share: how it is encrypted.' })
  encryption?: (typeof encryptions)[number];

  @TextField({
    ...{ max: 200, optional, example: '联合建模平台' },
    description: 'share, privacyComputing, sandbox: where.',
  })
  platform?: string;

  @TextField({
    ...{ max: 100, optional, example: 'CN' },
    description: 'share, privacyComputing, sandbox: `CN` or a division of GB/T 2260.',
  })
  region?: string;

  @EnumField(privacyTechnologies, { optional, description: 'privacyComputing: by what.' })
  technology?: (typeof privacyTechnologies)[number];

  @BooleanField({ optional, description: 'sandbox: whether what leaves it is looked at first.' })
  isOutputReviewed?: boolean;

  @TextField({
    ...{ max: 500, optional, example: '企业信用评分（0–1000）' },
    description: 'privacyComputing, modelOutput: the results that the buyer gets.',
  })
  output?: string;

  @TextField({
    ...{ max: 500, optional, example: '统一社会信用代码' },
    description: 'privacyComputing, modelOutput: what the buyer puts in.',
  })
  input?: string;
}

/** Which version of the data is sold. */
export class EditionDto {
  @TextField({
    max: 50,
    description: 'What the seller calls it; a label names one edition of the offer for good.',
    example: '2026年10月版',
  })
  label!: string;

  @DigestField({ optional, description: 'SHA-256 of the content; absent where it flows on.' })
  contentDigest?: string;

  @ObjectField(() => TimeSpanDto, { optional, description: 'The time that the data tells of.' })
  vintage?: TimeSpanDto;

  @BooleanField({
    optional,
    description:
      'Whether an order also gets the editions that follow within its term. Absent: it does not.',
    example: false,
  })
  followsUpdates?: boolean;
}
