import fc from 'fast-check';
import { addDays } from '../calendar.js';
import { Refused } from '../refusal.js';
import type { AssetCommand } from './asset.commands.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import type { AssetState } from './asset.state.js';
import { asOf } from './clock.rules.js';
import type { AssetStep } from './life.graph.js';
import { openObjections, possibleOn } from './possible-steps.js';
import * as national from './testing/national.js';
import { commandsOn, schemes, steps, walk } from './testing/random-lives.js';

const { assetId, fact, filed, registrar, rules, command, by } = national;

const after = (...events: readonly AssetEvent[]): AssetState =>
  events.reduce(assetDecider.evolve, assetDecider.initialState());

const submitted = (): AssetEvent => {
  const { assetId: _, rules: _rules, ...terms } = filed();
  return fact('ApplicationSubmitted', {
    ...terms,
    scheme: { name: 'national-2026', version: 1 },
    warnings: [],
    procedure: {
      ...{ acceptBy: '2026-01-08', hasPublicity: true, takesObjections: true },
      ...{ isRenewable: true, renewalWindowMonths: 6, extendsReview: true, calendarVersion: 1 },
    },
  });
};
const accepted = fact('ApplicationAccepted', { reviewBy: '2026-01-22' });
const asked = fact('SupplementRequested', {
  ...{ missing: ['日志'], on: '2026-01-12', supplementBy: '2026-01-19' },
  ...{ reviewBy: '2026-01-29', calendarVersion: 1 },
});
const published = fact('ApplicationPublicised', {
  ...{ from: '2026-01-12', until: '2026-01-19', reviewBy: '2026-01-29', calendarVersion: 1 },
});
const objected = fact('ObjectionRaised', {
  ...{ objectionNo: 1, objectorPartyId: national.outsider, stage: 'publicity', reasons: '有争议' },
  ...{ on: '2026-01-19', investigateBy: '2026-02-02', calendarVersion: 1 },
} as const);
const registered = fact('AssetRegistered', {
  ...{ registrarPartyId: registrar, applicantPartyId: national.bank, rights: filed().rights },
  validUntil: '2031-01-19',
});

describe('the steps possible now', () => {
  const review = [submitted(), accepted];

  it('leave out a renewal outside its window, first and last day inside', () => {
    const state = after(...review, published, registered);
    const takes = (date: string) => possibleOn(state, date).includes('renewal');
    expect(['2030-07-18', '2030-07-19', '2031-01-18', '2031-01-19'].map(takes)).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it('keep a renewal that was asked for in time to the last day of the registration', () => {
    const request = { requestId: 'r-1', request: 'renewal', reason: '续期' } as const;
    const state = after(...review, published, registered, fact('RequestFiled', request));
    expect(possibleOn(state, '2031-01-19')).toContain('renewal');
    expect(possibleOn(asOf(state, assetId, '2031-01-20'), '2031-01-20')).toEqual([]);
  });

  it('leave out an objection after the last day of publicity, unless one is to be decided', () => {
    const state = after(...review, published);
    expect(possibleOn(state, '2026-01-19')).toContain('objections');
    expect(possibleOn(state, '2026-01-20')).not.toContain('objections');
    expect(possibleOn(after(...review, published, objected), '2026-01-20')).toContain('objections');
  });

  it('leave out registration during publicity and while an objection is open', () => {
    const state = after(...review, published);
    expect(possibleOn(state, '2026-01-19')).not.toContain('registration');
    expect(possibleOn(state, '2026-01-20')).toContain('registration');
    const disputed = after(...review, published, objected);
    expect(possibleOn(disputed, '2026-01-20')).not.toContain('registration');
  });

  it('leave out what waits for a supplement, up to its last day', () => {
    const state = after(...review, asked);
    expect(possibleOn(state, '2026-01-19')).toEqual([
      ...['review-supplement', 'rejection', 'withdrawal'],
    ]);
    expect(possibleOn(state, '2026-01-20')).toEqual([
      ...['publication', 'review-supplement', 'review-extension', 'rejection', 'withdrawal'],
    ]);
  });

  it('leave out an extension once the review’s last day is over', () => {
    const state = after(...review);
    expect(possibleOn(state, '2026-01-22')).toContain('review-extension');
    expect(possibleOn(state, '2026-01-23')).not.toContain('review-extension');
  });

  it('leave out a second return', () => {
    const returned = fact('ApplicationReturned', { missing: ['证明'], calendarVersion: 1 });
    const { assetId: _, rules: _rules, description, rights, parties } = filed();
    const brought = { description, rights, parties, warnings: [] };
    const again = fact('ApplicationSupplemented', { ...brought, applicantPartyId: national.bank });
    expect(possibleOn(after(submitted()), '2026-01-06')).toContain('return');
    expect(possibleOn(after(submitted(), returned, again), '2026-01-06')).not.toContain('return');
  });
});

/** Which step each command takes; those of our own processes take none. */
const stepOf: Partial<Record<AssetCommand['type'], AssetStep>> = {
  DraftApplication: 'draft',
  SubmitApplication: 'submission',
  SubmitDraft: 'submission',
  SupplementApplication: 'supplement',
  WithdrawApplication: 'withdrawal',
  AcceptApplication: 'acceptance',
  ReturnApplication: 'return',
  RejectApplication: 'rejection',
  RequestSupplement: 'supplement-request',
  SupplementReview: 'review-supplement',
  PubliciseApplication: 'publication',
  ExtendReview: 'review-extension',
  RaiseObjection: 'objections',
  AnswerObjection: 'objections',
  ResolveObjection: 'objections',
  RegisterAsset: 'registration',
  RequestChange: 'change',
  ChangeRegistration: 'change',
  RequestRenewal: 'renewal',
  RenewRegistration: 'renewal',
  SuspendRegistration: 'suspension',
  RestoreRegistration: 'restoration',
  RequestCancellation: 'cancellation',
  CancelExOfficio: 'cancellation',
  RevokeRegistration: 'revocation',
  ProposeRegistrationCorrection: 'corrections',
};

/** What a command does: facts, nothing because it is so already, or a refusal. */
const outcomeOf = (one: AssetCommand, state: AssetState): 'done' | 'so already' | 'refused' => {
  try {
    return assetDecider.decide(one, state).length > 0 ? 'done' : 'so already';
  } catch (error) {
    if (error instanceof Refused) return 'refused';
    throw error;
  }
};

/** Commands that say what fits this asset: the objections and descriptions that it has. */
const fittingOn = (state: AssetState, day: string, keeper: string): readonly AssetCommand[] => {
  const clerk = by('registrar', keeper, day);
  const { description = filed().description } = state.application ?? {};
  const correctedEvent = state.describedAt?.at(-1) ?? 0;
  return [
    ...openObjections(state).flatMap((objectionNo) =>
      (['dismissed', 'rejection', 'change', 'cancellation'] as const).map((outcome) =>
        command('ResolveObjection', { rules, objectionNo, outcome, reason: '查明' }, clerk),
      ),
    ),
    command(
      'RaiseObjection',
      { rules, reasons: '另有理由' },
      by('manager', `objector-${openObjections(state).length}`, day),
    ),
    command(
      'ProposeRegistrationCorrection',
      {
        ...{ correctionId: 'k-new', correctedEvent, reason: '录入错误', rules },
        description: { ...description, englishName: 'Set right' },
      },
      clerk,
    ),
  ];
};

describe.each(schemes)('at any moment of a life under %s', (scheme) => {
  it('are those that somebody may take then, and no others', () => {
    const keeper = scheme === 'in-house' ? national.bank : registrar;
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, fc.nat({ max: 200 }), (sequence, later) => {
        const walked = walk(scheme, sequence, () => undefined);
        const day = addDays(walked.day, later);
        const state = asOf(walked.state, assetId, day);
        const possible = possibleOn(state, day);
        const commands = [...commandsOn(scheme, day), ...fittingOn(state, day, keeper)];
        const outcomes = new Map<AssetStep, Set<string>>();
        for (const one of commands) {
          const step = stepOf[one.type];
          if (step === undefined) continue;
          outcomes.set(step, (outcomes.get(step) ?? new Set()).add(outcomeOf(one, state)));
        }
        for (const [step, found] of outcomes) {
          const isPossible = possible.includes(step);
          const isTaken = isPossible
            ? found.has('done') || found.has('so already')
            : found.has('done');
          expect([scheme, state.status, day, step, isTaken]).toEqual([
            ...[scheme, state.status, day, step, isPossible],
          ]);
          reached.add(`${step} ${isPossible}`);
        }
      }),
      { numRuns: 300 },
    );
    expect(reached.size).toBeGreaterThan(20);
  });
});
