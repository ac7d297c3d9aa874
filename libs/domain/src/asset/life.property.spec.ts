import fc from 'fast-check';
import { addDays } from '../calendar.js';
import type { SchemeName } from '../policy/scheme.js';
import { Refused } from '../refusal.js';
import type { AssetCommand } from './asset.commands.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import { type AssetState, possibleNow } from './asset.state.js';
import { type CaseTask, tasksAfter } from './case.tasks.js';
import { asOf, dueBy, nextDue } from './clock.rules.js';
import { assetStatuses, lifeGraph, possibleSteps } from './life.graph.js';
import * as national from './testing/national.js';

const { assetId, bank, registrar, rules, describing, command, by } = national;

/** Every command that there is on the life of an asset, at a day. */
const commandsOn = (scheme: SchemeName, day: string): readonly AssetCommand[] => {
  const keeper = scheme === 'in-house' ? bank : registrar;
  const applicant = by('manager', bank, day);
  const clerk = by('registrar', keeper, day);
  const system = by('system', 'system', day);
  const said = describing({ content: '户号；用电量' }, { scheme, registrarPartyId: keeper });
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

const decided = (one: AssetCommand, state: AssetState): readonly AssetEvent[] => {
  try {
    return assetDecider.decide(one, state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

const schemes: readonly SchemeName[] = ['national-2026', 'shenzhen', 'beijing-data-ip', 'in-house'];

/** Steps of a life: which command (mostly one that does something), how many days after the last. */
const steps = fc.array(
  fc.record({
    pick: fc.nat(),
    isIdle: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
    days: fc.oneof(fc.nat({ max: 8 }), fc.constantFrom(30, 400, 1_800)),
  }),
  { maxLength: 60 },
);

/** Walks a life, and tells each fact with the state before and after it. */
const walk = (
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

/** Tasks by what tells them apart; what an objection led to is in no state. */
const toDo = (tasks: readonly CaseTask[]): readonly string[] =>
  tasks
    .filter(({ task, requestId }) => task !== 'change' || requestId !== undefined)
    .map(({ task, dueBy, requestId, objectionNo }) =>
      [task, requestId ?? objectionNo ?? dueBy ?? 'undated'].join(' '),
    )
    .sort();

/** What is to be done, by the state alone. */
const expected = (state: AssetState): readonly string[] => {
  const { status, procedure, returned, supplement, reviewBy } = state;
  const { objections = [], requests = {} } = state;
  const isAlive = status === 'registered' || status === 'suspended';
  const isReviewed = status === 'accepted' || status === 'publicised';
  const open = objections.flatMap(({ outcome }, index) =>
    outcome === undefined ? [`objection ${index + 1}`] : [],
  );
  const undecided = Object.values(state.corrections ?? {}).flatMap(
    ({ correctionId, decided: as }) => (as === undefined ? [correctionId] : []),
  );
  // An objection that is upheld ends the application with the next fact.
  const isHeldUp = open.length > 0 || objections.some(({ outcome }) => outcome === 'rejection');
  return [
    ...(status === 'submitted' && procedure?.acceptBy ? [`acceptance ${procedure.acceptBy}`] : []),
    ...(status === 'returned' ? [`supplement ${returned?.supplementBy ?? 'undated'}`] : []),
    ...(status === 'accepted' && supplement
      ? [`supplement ${supplement.supplementBy ?? 'undated'}`]
      : []),
    ...(isReviewed && reviewBy ? [`review ${isHeldUp ? 'undated' : reviewBy}`] : []),
    ...(isAlive || status === 'publicised' ? open : []),
    ...(isAlive ? Object.entries(requests).map((request) => request.join(' ')) : []),
    ...(isAlive ? undecided.map((correctionId) => `correction ${correctionId}`) : []),
  ].sort();
};

describe.each(schemes)('any sequence of commands under %s', (scheme) => {
  it('never leaves the state graph', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (sequence) => {
        walk(scheme, sequence, (event, before, after) => {
          const { from, to } = lifeGraph[event.type];
          expect([event.type, from.includes(before.status)]).toEqual([event.type, true]);
          expect(after.status).toBe(to === 'same' ? before.status : to);
          reached.add(after.status);
        });
      }),
      { numRuns: 100, seed: 20260212 },
    );
    expect(reached.size).toBeGreaterThan(6);
  });

  it('registers nothing with an objection open or before publicity is over', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        walk(scheme, sequence, (event, before, _, day) => {
          if (event.type !== 'AssetRegistered') return;
          const open = (before.objections ?? []).filter(({ outcome }) => outcome === undefined);
          expect(open).toEqual([]);
          if (before.publicity !== undefined) expect(day > before.publicity.until).toBe(true);
          expect(before.procedure?.hasPublicity === true).toBe(before.publicity !== undefined);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('leaves to be done what its state says, and nothing else', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let tasks: readonly CaseTask[] = [];
        walk(scheme, sequence, (event, _before, after, day) => {
          tasks = tasksAfter(tasks, event, day);
          expect([event.type, toDo(tasks)]).toEqual([event.type, expected(after)]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('says by the clock what the sweep would write, at any later day', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 4_000 }), (sequence, later) => {
        const { state, day } = walk(scheme, sequence, () => undefined);
        const then = addDays(day, later);
        const seen = asOf(state, assetId, then);
        const settle = command('SettleDue', {}, by('system', 'system', then));
        const written = decided(settle, state).reduce(assetDecider.evolve, state);
        expect(written).toEqual(seen);
        expect(dueBy(seen, assetId, then)).toEqual([]);
        const next = nextDue(state);
        const isDue = next !== undefined && next.on <= then;
        expect(seen.status).toBe(isDue ? next.status : state.status);
      }),
      { numRuns: 100 },
    );
  });
});

/** What may happen while an application is made public: by type, and how many days after the last. */
const inPublicity = fc.array(
  fc.record({
    type: fc.constantFrom<AssetCommand['type']>(
      'RaiseObjection',
      'ResolveObjection',
      'ExtendReview',
      'RegisterAsset',
    ),
    pick: fc.nat({ max: 3 }),
    days: fc.nat({ max: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe.each(schemes.filter((scheme) => scheme !== 'in-house'))('publicity under %s', (scheme) => {
  const first = '2026-01-05';
  const published = (['SubmitApplication', 'AcceptApplication', 'PubliciseApplication'] as const)
    .map((type) => commandsOn(scheme, first).find((one) => one.type === type)!)
    .reduce<AssetState>(
      (state, one) => decided(one, state).reduce(assetDecider.evolve, state),
      assetDecider.initialState(),
    );

  it('ends in no registration while an objection is open, whenever it was raised', () => {
    const seen = { waited: 0, registered: 0 };
    fc.assert(
      fc.property(inPublicity, (sequence) => {
        let [state, day] = [published, first];
        for (const { type, pick, days } of sequence) {
          day = addDays(day, days);
          const commands = commandsOn(scheme, day).filter((one) => one.type === type);
          const events = decided(commands[pick % commands.length]!, state);
          const isOver = day > (state.publicity?.until ?? day);
          const isOpen = (state.objections ?? []).some(({ outcome }) => outcome === undefined);
          if (events.some((event) => event.type === 'AssetRegistered')) {
            expect([isOver, isOpen]).toEqual([true, false]);
            seen.registered += 1;
          } else if (type === 'RegisterAsset' && isOver && isOpen) seen.waited += 1;
          state = events.reduce(assetDecider.evolve, state);
        }
      }),
      { numRuns: 300, seed: 20260224 },
    );
    // Both were tried, and not once.
    expect(Math.min(seen.waited, seen.registered)).toBeGreaterThan(5);
  });
});

describe('the state graph', () => {
  it('has for every status the steps of a reader’s drawing', () => {
    for (const status of assetStatuses) expect(possibleSteps[status]).toBeDefined();
    expect(assetStatuses.filter((status) => possibleSteps[status].length === 0)).toEqual([
      'expired',
      'cancelled',
      'revoked',
    ]);
  });

  it('offers no step that its scheme does not know', () => {
    const inHouse: AssetState = { status: 'registered' };
    expect(possibleNow(inHouse)).toEqual([
      'change',
      'suspension',
      'cancellation',
      'revocation',
      'corrections',
    ]);
  });
});
