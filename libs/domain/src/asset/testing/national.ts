import type { Meta, Role } from '../../decider.js';
import { type RuleBook, shippedRuleBook } from '../../policy/rule-book.js';
import type { AssetCommand } from '../asset.commands.js';
import type { AssetEvent } from '../asset.events.js';
import type { SubmitApplication } from '../life.commands.js';
import { application, assetId, bank, partner } from './application.js';

/** A life under the national scheme, for specs to vary: a registrar other than the bank. */
export const registrar = '5f2a1b0c-3333-5333-8333-333333333333';
export const outsider = '6f2a1b0c-4444-5444-8444-444444444444';

export const rules: RuleBook = {
  ...shippedRuleBook(),
  registrar: {
    versions: [
      {
        version: 1,
        from: '2026-01-01',
        reason: '列入名单',
        content: {
          schemes: ['national-2026', 'shenzhen', 'beijing-data-ip'],
          region: '44',
          digit: '1',
        },
      },
    ],
  },
};

/** Somebody at ten in the morning, Shanghai, of a day. */
export const by = (role: Role, partyId: string, day: string): Meta => ({
  actor: { person: `token-${role}`, partyId, role },
  now: `${day}T02:00:00.000Z`,
});
export const applicantOn = (day: string): Meta => by('manager', bank, day);
export const registrarOn = (day: string): Meta => by('registrar', registrar, day);
export const systemOn = (day: string): Meta => by('system', 'system', day);

type Filed = SubmitApplication['data'];

/** An application that the national scheme takes. */
export const filed = (more: Partial<Filed> = {}): Filed =>
  application({
    scheme: 'national-2026',
    registrarPartyId: registrar,
    rules,
    description: {
      ...application().description,
      industry: 'D44',
      territory: 'provincial',
      timeSpan: { from: '2024-01-01', until: '2025-12-31' },
      updateFrequency: 'monthly',
      volume: { records: '1200000' },
      structure: 'structured',
      limits: '无',
    },
    ...more,
  });

export const describing = (
  description: Partial<Filed['description']>,
  more: Partial<Filed> = {},
): Filed => filed({ description: { ...filed().description, ...description }, ...more });

type Of<Type extends AssetEvent['type']> = Extract<AssetEvent, { readonly type: Type }>;

/** A fact of the sample asset. */
export const fact = <Type extends AssetEvent['type']>(
  type: Type,
  data: Omit<Of<Type>['data'], 'assetId'>,
): Of<Type> => ({ type, data: { assetId, ...data } }) as unknown as Of<Type>;

/** A command on the sample asset. */
export const command = <Type extends AssetCommand['type']>(
  type: Type,
  data: Omit<Extract<AssetCommand, { readonly type: Type }>['data'], 'assetId'>,
  meta: Meta,
): AssetCommand => ({ type, data: { assetId, ...data }, meta }) as unknown as AssetCommand;

export { assetId, bank, partner };
