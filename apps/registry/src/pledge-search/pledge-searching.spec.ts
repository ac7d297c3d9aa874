import {
  act,
  assetId,
  bank,
  evidence,
  lender,
  opened,
  operation,
  pledgeId,
  pledgeTerms,
  theLender,
  theSystem,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { wrappedLog } from '@ledger/event-store/testing/wrapped-log.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import type { ReadModels } from '@ledger/read-model/read-models.js';
import { PledgeSearching } from './pledge-searching.js';
import { pledgedTitlesMax, type PledgorTitles } from './pledgor-titles.js';

const at = '2026-11-23T02:00:00.000Z';
const clock = { now: () => at };

it('a search by pledgor holds nothing that was recorded after the position it names', async () => {
  const log = new InMemoryEventLog(clock);
  const handle = new CommandLoop(log, clock).handler(titleKind);
  const run = async (command: TitleCommand) =>
    handle(`title-${assetId}`, command, { actor: command.meta.actor, correlationId: 'c' });
  await run({ ...act('OpenTitle', opened().data as never, theSystem) });
  const letIn = { authorisationId: 'a', holdingId: operation, lenderPartyId: lender };
  await run(act('AuthoriseLender', { ...letIn, purpose: 'pledge', until: '2027-12-31' }));
  const pledged = { holdingId: operation, terms: pledgeTerms(), pledgorEvidence: evidence };
  await run(act('RegisterPledge', pledged, theLender));

  let isReleased = false;
  const busy = wrappedLog(log, async (call, work) => {
    const answer = await work();
    if (call === 'versions' && !isReleased) {
      isReleased = true;
      const release = { pledgeId: pledgeId(1), reason: '清偿' };
      await run(act('ReleasePledge', release, theLender));
    }
    return answer;
  });
  const loop = new CommandLoop(busy, clock);
  const reached = { caughtUp: () => Promise.resolve(true) } as unknown as ReadModels;
  const table = { of: () => Promise.resolve([assetId]) } as unknown as PledgorTitles;
  const door = new TitleDoor(loop);
  const standings = new Standings(loop, clock);
  const searching = new PledgeSearching(loop, busy, door, reached, table, standings);
  const reader = { partyId: lender, roles: ['auditor'] } as const;
  const query = { kind: 'pledgor', partyId: bank } as const;
  const before = await searching.find(query, reader, at);
  expect([before.asOf, before.finding]).toEqual([3, 'encumbered']);
  const after = await searching.find(query, reader, at);
  expect([after.asOf, after.finding]).toEqual([4, 'none']);
});

it('a search by pledgor is refused where his titles are more than one answer holds', async () => {
  const log = new InMemoryEventLog(clock);
  const loop = new CommandLoop(log, clock);
  const reached = { caughtUp: () => Promise.resolve(true) } as unknown as ReadModels;
  const assetIds = Array.from({ length: pledgedTitlesMax + 1 }, (_, n) => `asset-${n}`);
  const searchingOf = (count: number) => {
    const table = { of: () => Promise.resolve(assetIds.slice(0, count)) };
    const standings = new Standings(loop, clock);
    return new PledgeSearching(loop, log, new TitleDoor(loop), reached, table as never, standings);
  };
  const reader = { partyId: lender, roles: ['auditor'] } as const;
  const find = (count: number) =>
    searchingOf(count).find({ kind: 'pledgor', partyId: bank }, reader, at);
  await expect(find(pledgedTitlesMax + 1)).rejects.toMatchObject({
    ...{ code: 'pledge_search_too_wide', obstacles: { titles: pledgedTitlesMax } },
  });
  expect((await find(pledgedTitlesMax)).finding).toBe('none');
});
