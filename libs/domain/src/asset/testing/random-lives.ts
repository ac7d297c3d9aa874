import fc from 'fast-check';
import { addDays } from '../../calendar.js';
import type { SchemeName } from '../../policy/scheme.js';
import { Refused } from '../../refusal.js';
import type { AssetCommand } from '../asset.commands.js';
import { assetDecider } from '../asset.decider.js';
import type { AssetEvent } from '../asset.events.js';
import type { AssetState } from '../asset.state.js';
import * as national from './national.js';

/** Random lives of an asset: what anybody could ask, in any order and on any day. */

const { bank, registrar, rules, describing, command, by } = national;

/** Every command that there is on the life of an asset, at a day. */
export const commandsOn = (scheme: SchemeName, day: string): readonly AssetCommand[] => {
  const keeper = scheme === 'in-house' ? bank : registrar;
  const applicant = by('manager', bank, day);
  const clerk = by('registrar', keeper, day);
  const system = by('system', 'system', day);
  const said = describing(
    { content: '户号；用电量' },
    { scheme, registrarPartyId: keeper, externalNumber: 'DA-1' },
  );
  const { assetId: _, ...terms } = said;
  const { description } = said;
  const reason = '理由';
  return [
    command('DraftApplication', terms, applicant),
    command('SubmitApplication', terms, applicant),
    command('SubmitDraft', { parties: said.parties, rules }, applicant),
    command(
      'SupplementApplication',
      { description, rights: said.rights, parties: said.parties, rules },
      applicant,
    ),
    command('WithdrawApplication', {}, applicant),
    command('AcceptApplication', { rules }, clerk),
    command('ReturnApplication', { missing: ['证明'], rules }, clerk),
    command('RejectApplication', { ground: 'otherLaw', explanation: reason }, clerk),
    command('RejectApplication', { ground: 'supplementNotBrought', explanation: reason }, clerk),
    command('RequestSupplement', { missing: ['日志'], rules }, clerk),
    command('SupplementReview', { explanation: reason, evidenceDigests: [], rules }, applicant),
    command('PubliciseApplication', { rules }, clerk),
    command('ExtendReview', { rules, reason }, clerk),
    command('RaiseObjection', { rules, reasons: reason }, by('manager', national.outsider, day)),
    command(
      'AnswerObjection',
      { objectionNo: 1, accepts: false, statement: reason, evidenceDigests: [] },
      applicant,
    ),
    ...(['dismissed', 'rejection', 'change', 'cancellation'] as const).map((outcome) =>
      command('ResolveObjection', { rules, objectionNo: 1, outcome, reason }, clerk),
    ),
    command('RegisterAsset', { rules }, clerk),
    ...commandsOnceRegistered(said, { applicant, clerk, system }, day),
  ];
};

type Filed = ReturnType<typeof describing>;
type Actors = Readonly<Record<'applicant' | 'clerk' | 'system', AssetCommand['meta']>>;

const commandsOnceRegistered = (
  { description }: Filed,
  { applicant, clerk, system }: Actors,
  day: string,
): readonly AssetCommand[] => {
  const reason = '理由';
  const at = { barId: 'bar-1', ground: 'dispute', authority: '登记机构' } as const;
  return [
    command(
      'IssueCertificate',
      { rules, month: day.slice(0, 7), serial: 1, registeredOn: day },
      system,
    ),
    command(
      'RequestChange',
      { requestId: 'r-1', description: { ...description, limits: '仅限境内' }, reason, rules },
      applicant,
    ),
    command(
      'ChangeRegistration',
      { description: { ...description, limits: '仅限境内' }, reason, rules },
      clerk,
    ),
    command('RequestRenewal', { requestId: 'r-2', reason, rules }, applicant),
    command('RenewRegistration', { rules }, clerk),
    command('RefuseRequest', { requestId: 'r-1', reason }, clerk),
    command('WithdrawRequest', { requestId: 'r-2' }, applicant),
    command('SuspendRegistration', at, clerk),
    command('RestoreRegistration', { reason }, clerk),
    command('RequestCancellation', { requestId: 'c-1', ground: 'requested', reason }, applicant),
    command('DecideCancellation', { requestId: 'c-1' }, system),
    command(
      'DecideCancellation',
      { requestId: 'c-1', refused: { code: 'entry_in_use', obstacles: [] } },
      system,
    ),
    command('CancelExOfficio', { ground: 'law', reason }, clerk),
    command('RevokeRegistration', { ground: 'falseProof', reason }, clerk),
    ...correctionsOf(description, clerk),
    command(
      'AdjustCertificate',
      {
        transferId: 't-1',
        transferorPartyIds: [bank],
        transfereePartyIds: [registrar],
        fromHoldingId: 'holding-1',
        entries: [],
        titleVersion: 2,
        on: day,
      },
      system,
    ),
    command('SettleDue', {}, system),
  ];
};

/** Two that may be proposed, and what a colleague or the proposer himself makes of the first. */
const correctionsOf = (
  description: Filed['description'],
  clerk: AssetCommand['meta'],
): readonly AssetCommand[] => {
  const colleague = { ...clerk, actor: { ...clerk.actor, person: 'token-colleague' } };
  const named = (correctionId: string, englishName: string) =>
    command(
      'ProposeRegistrationCorrection',
      ...([
        {
          ...{ correctionId, correctedEvent: 1, reason: '录入错误', rules },
          description: { ...description, englishName },
        },
        clerk,
      ] as const),
    );
  return [
    named('k-1', 'X'),
    named('k-2', 'Y'),
    command('ApproveRegistrationCorrection', { correctionId: 'k-1', rules }, colleague),
    command('ApproveRegistrationCorrection', { correctionId: 'k-2', rules }, clerk),
    command('RejectRegistrationCorrection', { correctionId: 'k-2', reason: '无误' }, colleague),
  ];
};

export const decided = (one: AssetCommand, state: AssetState): readonly AssetEvent[] => {
  try {
    return assetDecider.decide(one, state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

export const schemes: readonly SchemeName[] = [
  'national-2026',
  'shenzhen',
  'beijing-data-ip',
  'in-house',
];

/** Steps of a life: which command (mostly one that does something), how many days after the last. */
export const steps = fc.array(
  fc.record({
    pick: fc.nat(),
    isIdle: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
    days: fc.oneof(fc.nat({ max: 8 }), fc.constantFrom(30, 400, 1_800)),
  }),
  { maxLength: 60 },
);

/** Walks a life, and tells each fact with the state before and after it. */
export const walk = (
  scheme: SchemeName,
  sequence: readonly {
    readonly pick: number;
    readonly isIdle: boolean;
    readonly days: number;
  }[],
  seen: (event: AssetEvent, before: AssetState, after: AssetState, day: string) => void,
): { readonly state: AssetState; readonly day: string } => {
  let state = assetDecider.initialState();
  let day = '2026-01-05';
  for (const { pick, isIdle, days } of sequence) {
    day = addDays(day, days);
    const all = commandsOn(scheme, day);
    const useful = isIdle ? [] : all.filter((one) => decided(one, state).length > 0);
    const commands = useful.length > 0 ? useful : all;
    const chosen = commands[pick % commands.length]!;
    for (const event of decided(chosen, state)) {
      const after = assetDecider.evolve(state, event);
      seen(event, state, after, day);
      state = after;
    }
  }
  return { state, day };
};
