import { type Command, type StreamKind } from '@ledger/domain/decider.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext, Idempotency } from '../command-context.js';

/** A till: the smallest kind of stream on which a lost update or a stale refusal would show. */
export type TillEvent =
  | { readonly type: 'CoinsPut'; readonly data: { readonly coins: number; readonly note?: string } }
  | { readonly type: 'CoinsTaken'; readonly data: { readonly coins: number } }
  | { readonly type: 'TillLocked'; readonly data: Record<string, never> }
  | { readonly type: 'TillUnlocked'; readonly data: Record<string, never> };

interface Put extends Command {
  readonly type: 'PutCoins';
  readonly data: { readonly coins: number; readonly times?: number };
}
interface Take extends Command {
  readonly type: 'TakeCoins';
  readonly data: { readonly coins: number };
}
interface Switch extends Command {
  readonly type: 'LockTill' | 'UnlockTill';
  readonly data: Record<string, never>;
}
export type TillCommand = Put | Take | Switch;

export interface Till {
  readonly coins: number;
  readonly isLocked: boolean;
}

export const evolveTill = (till: Till, event: TillEvent): Till => {
  switch (event.type) {
    case 'CoinsPut':
      return { ...till, coins: till.coins + event.data.coins };
    case 'CoinsTaken':
      return { ...till, coins: till.coins - event.data.coins };
    case 'TillLocked':
      return { ...till, isLocked: true };
    case 'TillUnlocked':
      return { ...till, isLocked: false };
  }
};

export const emptyTill: Till = { coins: 0, isLocked: false };

const decideTill = (command: TillCommand, till: Till): readonly TillEvent[] => {
  switch (command.type) {
    case 'PutCoins': {
      const { coins, times = 1 } = command.data;
      return Array.from({ length: times }, () => ({ type: 'CoinsPut', data: { coins } }));
    }
    case 'TakeCoins': {
      const { coins } = command.data;
      if (till.isLocked || till.coins < coins) refuse('title_not_found', { has: till.coins });
      return [{ type: 'CoinsTaken', data: { coins } }];
    }
    case 'LockTill':
      return till.isLocked ? [] : [{ type: 'TillLocked', data: {} }];
    case 'UnlockTill':
      return till.isLocked ? [{ type: 'TillUnlocked', data: {} }] : [];
  }
};

export const tillKind: StreamKind<TillCommand, TillEvent, Till> = {
  category: 'till',
  decider: { initialState: () => emptyTill, evolve: evolveTill, decide: decideTill },
  schemaVersions: { CoinsPut: 1, CoinsTaken: 1, TillLocked: 1, TillUnlocked: 1 },
  eventsMax: 10_000,
};

export const put = (coins: number, times = 1) =>
  ({ type: 'PutCoins', data: { coins, times } }) as const;
export const take = (coins: number) => ({ type: 'TakeCoins', data: { coins } }) as const;
export const lock = { type: 'LockTill', data: {} } as const;
export const unlock = { type: 'UnlockTill', data: {} } as const;

export const context = (more: Partial<CommandContext> = {}): CommandContext => ({
  actor: { person: 'person-1', partyId: 'party-1', role: 'manager' },
  correlationId: 'correlation-1',
  ...more,
});

export const keyed = (key: string, fingerprint = 'body-1'): { idempotency: Idempotency } => ({
  idempotency: { scope: 'caller route target', key, fingerprint },
});
