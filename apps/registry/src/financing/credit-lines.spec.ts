import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import type { ReadModels } from '@ledger/read-model/read-models.js';
import type { DataSource } from 'typeorm';
import { CreditLines } from './credit-lines.js';
import type { FinancingEvidence } from './financing.evidence.js';

const clock = { now: () => '2026-11-23T02:00:00.000Z' };
const party = '0d1f6a7e-7c53-4a7f-9a3e-2f1f0c9d8e7a';
const caller = { person: 'p', partyId: party, roles: ['auditor'] } as unknown as Caller;

/** A portfolio of so many assets, of which no title is in the log. */
const linesOf = (count: number): CreditLines => {
  const loop = new CommandLoop(new InMemoryEventLog(clock), clock);
  const row = { base: null, title: null, valuations: null, certified: true, core: false };
  const rows = Array.from({ length: count }, (_, n) => ({ ...row, assetId: `a-${n}` }));
  const dataSource = { query: () => Promise.resolve([{ asOf: '7', rows }]) };
  const reached = { caughtUp: () => Promise.resolve(true) };
  const terms = { haircut: '0', ratioMax: '0.5' };
  const evidence = { lending: () => Promise.resolve({ version: 1, terms }) };
  return new CreditLines(
    loop,
    clock,
    dataSource as unknown as DataSource,
    reached as unknown as ReadModels,
    evidence as unknown as FinancingEvidence,
    new Standings(loop, clock),
  );
};

describe('the line on a whole portfolio', () => {
  it('is refused where there are more assets than one answer holds', async () => {
    await expect(linesOf(501).of(party, caller, undefined)).rejects.toMatchObject({
      ...{ code: 'credit_line_too_wide', obstacles: { assets: 500 } },
    });
    expect(await linesOf(500).of(party, caller, undefined)).toMatchObject({ asOf: 7, items: [] });
  });
});
