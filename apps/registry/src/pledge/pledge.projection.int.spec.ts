import {
  act,
  as,
  assetId,
  cny,
  evidence,
  lender,
  opened,
  operation,
  otherLender,
  pledgeId,
  pledgeTerms,
  theBank,
  theLender,
  theSystem,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { pledgeFold } from './pledge.projection.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(pledgeFold);
});
afterAll(() => check.close());

const start = '2026-11-23T02:00:00.000Z';
const letIn = (lenderPartyId: string, purpose: 'inspect' | 'pledge') => {
  const until = '2027-12-31';
  const authorisationId = `authorisation-${lenderPartyId}`;
  return act('AuthoriseLender', {
    authorisationId,
    holdingId: operation,
    lenderPartyId,
    purpose,
    until,
  });
};
const register = (actor = theLender) =>
  act(
    'RegisterPledge',
    { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence },
    actor,
  );
const on = (ordinal: number) => ({ pledgeId: pledgeId(ordinal) });
const theOther = as('lender', otherLender);

describe('the table of pledges', () => {
  it('is the fold of the log, however it is cut and applied again', async () => {
    let now = start;
    const log = new InMemoryEventLog({ now: () => now });
    const handle = new CommandLoop(log, { now: () => now }).handler(titleKind);
    const run = async (command: TitleCommand) =>
      handle(`title-${assetId}`, command, { actor: command.meta.actor, correlationId: 'c' });
    await run({ ...act('OpenTitle', opened().data as never, theSystem) });
    await run(letIn(lender, 'pledge'));
    await run(letIn(otherLender, 'inspect'));
    await run(register());
    for (let n = 0; n < 4; n++) await run(register(theOther));
    const part = { ...on(1), amount: cny('400000.00'), reason: '部分清偿' };
    await run(act('ReleasePledge', part, theLender));
    await run(act('ConfirmPledge', { ...on(2), pledgorEvidence: evidence }, theBank));
    await run(act('DeclinePledge', { ...on(3), reason: '未约定' }, theBank));
    await run(act('ReleasePledge', { ...on(4), reason: '撤回' }, theOther));
    now = '2027-01-04T02:00:00.000Z';
    await run(act('LapseClaim', on(5), theSystem));

    const { events } = await log.readAll(0, 1_000);
    const expected = foldedRows(pledgeFold, events);
    await check.apply(events, 4, 1, 3);
    expect(await check.rows()).toEqual(expected);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
    const row = (ordinal: number) => expected.get(pledgeId(ordinal));
    expect(row(1)).toMatchObject({ state: 'registered', remainingMinor: '60000000' });
    expect(row(2)).toMatchObject({ state: 'registered', standsUntil: '2027-11-23' });
    expect(row(3)).toMatchObject({ state: 'declined', endedReason: '未约定' });
    expect(row(4)).toMatchObject({ state: 'released', remainingMinor: '0' });
    expect(row(5)).toMatchObject({ state: 'lapsed', standsUntil: '2026-12-21' });
  });
});
