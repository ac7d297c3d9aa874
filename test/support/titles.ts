import type { RightKind } from '@ledger/domain/asset/asset.events.js';
import type { Actor, Role } from '@ledger/domain/decider.js';
import type { CommandOf, TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { TestCluster } from './apps.js';
import { storyClock } from './clock.js';

/** A title that stands in the log without the registration that leads to one. */
export interface SeededTitle {
  readonly assetId: string;
  /** Its one entry, of operation unless asked otherwise, held by the organisation alone. */
  readonly holdingId: string;
}

/** Acts on titles straight through the rules, and answers what that recorded. */
export interface Titles {
  open(org: string, right?: RightKind): Promise<SeededTitle>;
  act<T extends TitleCommand['type']>(
    assetId: string,
    by: { readonly org: string; readonly role: Role },
    type: T,
    data: Omit<CommandOf<T>['data'], 'assetId'>,
  ): Promise<readonly TitleEvent[]>;
  close(): Promise<void>;
}

/** Opens a connection of its own to the cluster's log. */
export const titlesOf = ({ openLog }: TestCluster, clock: Clock = storyClock()): Titles => {
  const log = openLog();
  const handle = new CommandLoop(log, clock).handler(titleKind);
  const titles: Titles = {
    open: async (org, right = 'operation') => {
      const [assetId, holdingId, partyId] = [newId(), newId(), partyIdOf('uscc', org)];
      const entry = {
        holdingId,
        right,
        holders: [{ partyId }],
        basis: '自行采集',
        from: '2026-01-01',
      };
      const opening = { registrarPartyId: partyId, inHouse: true, entries: [entry] };
      await titles.act(assetId, { org, role: 'system' }, 'OpenTitle', opening);
      return { assetId, holdingId };
    },
    act: async (assetId, { org, role }, type, data) => {
      const actor: Actor = { person: 'seed', partyId: partyIdOf('uscc', org), role };
      const command = { type, data: { assetId, ...data } } as unknown as TitleCommand;
      const context = { actor, correlationId: newId() };
      return (await handle(titleStream(assetId), command, context)).events;
    },
    close: () => log.close(),
  };
  return titles;
};
