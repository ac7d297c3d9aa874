import { exportKind } from '@ledger/domain/cross-border/cross-border.decider.js';
import { crossBorderPolicy } from '@ledger/domain/cross-border/cross-border.policy.js';
import { exportStream } from '@ledger/domain/cross-border/cross-border.state.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ExportYears } from './export-years.js';

const clock = { now: () => '2026-03-02T02:00:00.000Z' };
const codes = ['SG:201912345K', 'SG:201912346K', 'SG:201912347K'] as const;
const [gone, heir, other] = codes.map((code) => partyIdOf('foreign', code)) as [
  string,
  string,
  string,
];
let log: InMemoryEventLog;
let years: ExportYears;

const context = (partyId: string) => ({
  actor: { person: 'token', partyId, role: 'registrar' as const },
  correlationId: 'correlation',
});

const declare = (loop: CommandLoop, exporter: string, persons: number) => {
  const data = {
    ...{ exportId: `of ${exporter}`, year: 2026, on: '2026-03-01', destination: 'HK' },
    ...{ receiver: '境外接收方', basis: 'belowThreshold' as const, isImportant: false },
    ...{ persons, sensitivePersons: 0 },
    policy: { version: 1, content: crossBorderPolicy.shipped!() },
  };
  const stream = exportStream(exporter, 2026);
  return loop.handler(exportKind)(stream, { type: 'DeclareExport', data }, context(exporter));
};

beforeEach(async () => {
  log = new InMemoryEventLog(clock);
  const loop = new CommandLoop(log, clock);
  years = new ExportYears(loop, new Standings(loop, clock));
  const handle = loop.handler(partyKind);
  for (const value of codes) {
    const partyId = partyIdOf('foreign', value);
    const identifier = { kind: 'foreign', value } as const;
    const data = { partyId, identifier, name: '某机构', partyClass: 'enterprise' } as const;
    await handle(`party-${partyId}`, { type: 'RegisterParty', data }, context(partyId));
  }
  await declare(loop, gone, 700);
  await declare(loop, other, 20);
  const merged = { kind: 'merger', on: '2026-03-02' } as const;
  const successorEvidence = [{ partyId: heir, version: 1 }];
  const data = { ...merged, partyId: gone, successors: [{ partyId: heir }], successorEvidence };
  await handle(`party-${gone}`, { type: 'SucceedParty', data }, context(heir));
  const noted = { ...merged, partyId: heir, predecessorPartyId: gone };
  await handle(`party-${heir}`, { type: 'NotePredecessor', data: noted }, context(heir));
});
afterEach(() => log.close());

describe('a year of an exporter', () => {
  it('goes on with whoever stands in its place, who may read it', async () => {
    expect(await years.inherited(heir, 2026)).toEqual({ persons: 700, sensitivePersons: 0 });
    expect(await years.standsFor(heir, gone)).toBe(true);
    expect((await years.of(heir, 2026)).version).toBe(0);
  });

  it('begins anew in the next, and is nobody else’s', async () => {
    const nothing = { persons: 0, sensitivePersons: 0 };
    expect(await years.inherited(heir, 2027)).toEqual(nothing);
    expect(await years.inherited(other, 2026)).toEqual(nothing);
    expect(await years.standsFor(other, gone)).toBe(false);
  });
});
