import type { Meta } from '../../decider.js';
import { shippedRuleBook } from '../../policy/rule-book.js';
import type { SubmitApplication } from '../asset.commands.js';
import type { AssetEvent, RightStatement } from '../asset.events.js';

/** One application that the in-house scheme takes, for specs to vary. */
export const assetId = '0190a000-0000-7000-8000-000000000001';
export const bank = '3f2a1b0c-1111-5111-8111-111111111111';
export const partner = '4f2a1b0c-2222-5222-8222-222222222222';
export const digest = 'ab'.repeat(32);

export const managerMeta: Meta = {
  actor: { person: 'token-1', partyId: bank, role: 'manager' },
  now: '2026-11-21T02:00:00.000Z',
};
export const registrarMeta: Meta = {
  actor: { person: 'token-2', partyId: bank, role: 'registrar' },
  now: '2026-11-21T02:10:00.000Z',
};
export const systemMeta: Meta = {
  actor: { person: 'process', partyId: 'process', role: 'system' },
  now: '2026-11-21T02:20:00.000Z',
};

export const holding: RightStatement = {
  holdingId: 'holding-1',
  right: 'holding',
  holders: [{ partyId: bank }],
  basis: '数据采购合同',
  from: '2026-01-01',
};
export const processing: RightStatement = {
  ...holding,
  holdingId: 'holding-2',
  right: 'processing',
};
export const operation: RightStatement = {
  ...holding,
  holdingId: 'holding-3',
  right: 'operation',
  proofDigest: digest,
};

type Application = SubmitApplication['data'];

export const application = (more: Partial<Application> = {}): Application => ({
  assetId,
  scheme: 'in-house',
  registrarPartyId: bank,
  applicantPartyId: bank,
  externalNumber: 'EXT-0001',
  description: {
    name: '小微企业用电信息',
    summary: '按合同取得的小微企业月度用电量，用于授信评估。',
    source: 'agreement',
    form: 'table',
  },
  rights: [holding, processing],
  parties: [{ partyId: bank, version: 1 }],
  rules: shippedRuleBook(),
  ...more,
});

export const described = (
  description: Partial<Application['description']>,
  more: Partial<Application> = {},
): Application =>
  application({ description: { ...application().description, ...description }, ...more });

/** What the in-house scheme makes of an application that it takes. */
export const submitted = (
  { scheme, rules: _, sourcesRead: _read, ...data }: Application = application(),
  warnings: readonly { readonly field: string; readonly rule: string }[] = [],
): AssetEvent => ({
  type: 'ApplicationSubmitted',
  data: { ...data, scheme: { name: scheme, version: 1 }, warnings },
});
