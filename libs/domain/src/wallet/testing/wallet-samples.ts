import type { Role } from '../../decider.js';
import { fromMinorUnits } from '../../money.js';
import type { HoldFunds, WalletCommand } from '../wallet.commands.js';
import type { WalletEvent } from '../wallet.events.js';

/** Literal facts for the specs of wallets: one buyer, one order. */
export const owner = '22222222-2222-5222-8222-222222222222';
export const outsider = '33333333-3333-5333-8333-333333333333';
export const orderId = 'aaaaaaaa-aaaa-5aaa-8aaa-aaaaaaaaaaaa';
export const now = '2026-03-16T02:00:00.000Z';
export const tomorrow = '2026-03-17T02:00:00.000Z';

const [custody, prepaid, onHold] = ['custody:exchange', `prepaid:${owner}`, `held:${owner}`];

const meta = (role: Role, at = now, partyId = owner) => ({
  actor: { person: 'person-token', partyId, role },
  now: at,
});

export const yuan = (minor: number) => fromMinorUnits(BigInt(minor));

const moves = (debit: string, credit: string, minor: number) => ({
  postings: [{ debit, credit, amount: yuan(minor) }],
});

export const credited = (minor: number): WalletEvent => ({
  type: 'WalletCredited',
  data: {
    partyId: owner,
    movementId: 'm-1',
    ground: 'topUp',
    amount: yuan(minor),
    reference: 'B-1',
    on: '2026-03-16',
    ...moves(custody, prepaid, minor),
  },
});

export const debited = (minor: number): WalletEvent => ({
  type: 'WalletDebited',
  data: {
    partyId: owner,
    movementId: 'm-2',
    ground: 'payOut',
    amount: yuan(minor),
    reference: 'B-2',
    on: '2026-03-16',
    ...moves(prepaid, custody, minor),
  },
});

export const heldEvent = (minor: number, holdId = 'h-1', expiresAt = tomorrow): WalletEvent => ({
  type: 'FundsHeld',
  data: {
    partyId: owner,
    holdId,
    orderId,
    ground: 'deposit',
    amount: yuan(minor),
    expiresAt,
    orderVersion: 3,
    policyVersion: 1,
    ...moves(prepaid, onHold, minor),
  },
});

export const captured = (minor: number, isFinal = false, rest = 0): WalletEvent => ({
  type: 'HoldCaptured',
  data: {
    partyId: owner,
    holdId: 'h-1',
    orderId,
    captureId: 'c-1',
    amount: yuan(minor),
    isFinal,
    on: '2026-03-16',
    postings: [
      ...moves(onHold, custody, minor).postings,
      ...(rest === 0 ? [] : moves(onHold, prepaid, rest).postings),
    ],
  },
});

export const voided = (minor: number): WalletEvent => ({
  type: 'HoldVoided',
  data: {
    partyId: owner,
    holdId: 'h-1',
    orderId,
    reason: '交易取消',
    ...moves(onHold, prepaid, minor),
  },
});

export const lapsed = (minor: number, holdId = 'h-1'): WalletEvent => ({
  type: 'HoldLapsed',
  data: { partyId: owner, holdId, orderId, ...moves(onHold, prepaid, minor) },
});

export const credit = (minor: number, at?: string): WalletCommand => ({
  type: 'CreditWallet',
  data: {
    partyId: owner,
    movementId: 'm-1',
    ground: 'topUp',
    amount: yuan(minor),
    reference: 'B-1',
  },
  meta: meta('operator', at),
});

export const debit = (minor: number, at?: string): WalletCommand => ({
  type: 'DebitWallet',
  data: {
    partyId: owner,
    movementId: 'm-2',
    ground: 'payOut',
    amount: yuan(minor),
    reference: 'B-2',
  },
  meta: meta('operator', at),
});

interface Wanted {
  readonly holdId?: string;
  readonly expiresAt?: string;
  readonly order?: Partial<HoldFunds['data']['order']>;
  readonly standsFor?: readonly string[];
  readonly role?: Role;
  readonly at?: string;
}

export const hold = (minor: number, more: Wanted = {}): WalletCommand => ({
  type: 'HoldFunds',
  data: {
    partyId: owner,
    holdId: more.holdId ?? 'h-1',
    ground: 'deposit',
    amount: yuan(minor),
    expiresAt: more.expiresAt ?? tomorrow,
    order: { orderId, version: 3, buyerPartyId: owner, hasEnded: false, ...more.order },
    policy: { version: 1, terms: { holdDaysDefault: 30, holdDaysMax: 180 } },
    standsFor: more.standsFor ?? [owner],
  },
  meta: meta(more.role ?? 'manager', more.at),
});

export const capture = (
  minor: number,
  isFinal = false,
  at?: string,
  holdId = 'h-1',
): WalletCommand => ({
  type: 'CaptureHold',
  data: { partyId: owner, holdId, captureId: 'c-1', amount: yuan(minor), isFinal },
  meta: meta('operator', at),
});

export const voiding = (at?: string, holdId = 'h-1'): WalletCommand => ({
  type: 'VoidHold',
  data: { partyId: owner, holdId, reason: '交易取消' },
  meta: meta('operator', at),
});

export const lapsing = (at: string, holdId = 'h-1'): WalletCommand => ({
  type: 'LapseHold',
  data: { partyId: owner, holdId },
  meta: meta('system', at),
});
