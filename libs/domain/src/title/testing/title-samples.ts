import type { RightStatement } from '../../asset/asset.events.js';
import type { Actor, Role } from '../../decider.js';
import type { Money } from '../../money.js';
import { specOf } from '../../testing/decider-spec.js';
import type { CommandOf, DataOf, TitleCommand } from '../title.commands.js';
import { titleDecider } from '../title.decider.js';
import type {
  AssetEvidence,
  GrantTerms,
  PledgeTerms,
  PledgorEvidence,
  TitleEvent,
} from '../title.events.js';
import type { Title } from '../title.state.js';

/** One title with literal ids, and builders of its facts and commands. */
export const assetId = 'a0000000-0000-7000-8000-000000000001';
export const bank = 'b0000000-0000-5000-8000-000000000001';
export const lender = 'c0000000-0000-5000-8000-000000000001';
export const otherLender = 'c0000000-0000-5000-8000-000000000002';
export const buyer = 'd0000000-0000-5000-8000-000000000001';
export const otherBuyer = 'd0000000-0000-5000-8000-000000000002';
export const stranger = 'e0000000-0000-5000-8000-000000000001';
export const operation = 'f0000000-0000-7000-8000-000000000001';
export const holding = 'f0000000-0000-7000-8000-000000000002';
export const joint = 'f0000000-0000-7000-8000-000000000003';
export const offerId = 'offer-1';

/** 10:00 in Shanghai on Monday 2026-11-23. */
export const now = '2026-11-23T02:00:00.000Z';
export const today = '2026-11-23';

/** The last and the first millisecond of a day in Shanghai. */
export const endOf = (date: string): string => `${date}T15:59:59.999Z`;
export const startOf = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) - 8 * 3_600_000).toISOString();

export const cny = (amount: string): Money => ({ amount, currency: 'CNY' });

export const given = specOf(titleDecider);

/** The title that these events make. */
export const titleOf = (...events: readonly TitleEvent[]): Title =>
  events.reduce(titleDecider.evolve, titleDecider.initialState());

/** These events, and what the commands bring about after them, one by one. */
export const and = (
  events: readonly TitleEvent[],
  ...commands: readonly TitleCommand[]
): readonly TitleEvent[] =>
  commands.reduce(
    (all, command) => [...all, ...titleDecider.decide(command, titleOf(...all))],
    events,
  );

export const as = (role: Role, partyId: string): Actor => ({ person: 'person-1', partyId, role });
export const theBank = as('manager', bank);
export const theRegistrar = as('registrar', bank);
export const theLender = as('lender', lender);
export const theSystem = as('system', 'system');

/** A command as somebody gives it at some time. */
export const act = <T extends TitleCommand['type']>(
  type: T,
  data: Omit<CommandOf<T>['data'], 'assetId'>,
  actor: Actor = theBank,
  at = now,
): TitleCommand =>
  ({ type, data: { assetId, ...data }, meta: { actor, now: at } }) as unknown as TitleCommand;

export const fact = <T extends TitleEvent['type']>(
  type: T,
  data: Omit<DataOf<T>, 'assetId'>,
): TitleEvent => ({ type, data: { assetId, ...data } }) as unknown as TitleEvent;

export const entry = (more: Partial<RightStatement> = {}): RightStatement => ({
  holdingId: operation,
  right: 'operation',
  holders: [{ partyId: bank }],
  basis: '自行采集',
  from: '2026-01-01',
  ...more,
});

export const opened = (...entries: RightStatement[]): TitleEvent =>
  fact('TitleOpened', {
    registrarPartyId: bank,
    inHouse: true,
    entries:
      entries.length > 0 ? entries : [entry(), entry({ holdingId: holding, right: 'holding' })],
  });

export const terms = (more: Partial<GrantTerms> = {}): GrantTerms => ({
  exclusive: false,
  from: '2026-12-01',
  until: '2027-11-30',
  sublicenceDepth: 0,
  ...more,
});

export const exclusive = terms({ exclusive: true });

export const grant = (
  grantId: string,
  more: Partial<Omit<DataOf<'RightGranted'>, 'terms'>> & { terms?: Partial<GrantTerms> } = {},
): Omit<DataOf<'RightGranted'>, 'assetId' | 'granterPartyId'> => ({
  grantId,
  holdingId: operation,
  granteePartyId: buyer,
  right: 'processing',
  granteeEvidence: { partyId: more.granteePartyId ?? buyer, version: 1 },
  ...more,
  terms: terms(more.terms),
});

export const granted = (...args: Parameters<typeof grant>): TitleEvent =>
  fact('RightGranted', { granterPartyId: bank, ...grant(...args) });

export const licensing = (more: Partial<DataOf<'LicensingAuthorised'>> = {}) => ({
  holdingId: operation,
  offerId,
  terms: terms(),
  until: '2027-03-31',
  ...more,
});

export const licensed = (more: Partial<DataOf<'LicensingAuthorised'>> = {}): TitleEvent =>
  fact('LicensingAuthorised', { authoriserPartyId: bank, on: today, ...licensing(more) });

export const reservation = (
  reservationId = 'reservation-1',
  more: Partial<CommandOf<'ReserveLicence'>['data']> = {},
) => ({
  reservationId,
  holdingId: operation,
  offerId,
  orderId: `order-of-${reservationId}`,
  licenseePartyId: buyer,
  terms: exclusive,
  ...more,
});

export const expiresAt = '2026-11-24T02:00:00.000Z';

export const reserved = (reservationId = 'reservation-1'): TitleEvent =>
  fact('LicenceReserved', {
    ...reservation(reservationId),
    reservedAt: now,
    expiresAt,
    policyVersion: 1,
  });

export const authorised = (more: Partial<DataOf<'LenderAuthorised'>> = {}): TitleEvent =>
  fact('LenderAuthorised', {
    authorisationId: 'authorisation-1',
    holdingId: operation,
    lenderPartyId: lender,
    purpose: 'pledge',
    on: today,
    until: '2026-12-31',
    ...more,
  });

export const pledgeTerms = (more: Partial<PledgeTerms> = {}): PledgeTerms => ({
  kind: 'maximumAmount',
  amount: cny('1000000.00'),
  until: '2027-11-23',
  contractDigest: 'ab'.repeat(32),
  legalForm: 'rightsPledge',
  externalRegistration: { registered: false },
  licensingStaysOpen: false,
  ...more,
});

/** A right that must be proved has its proof. */
export const proofDigest = 'cd'.repeat(32);

export const assetEvidence: AssetEvidence = { source: 'generated', version: 3 };

export const evidence: readonly PledgorEvidence[] = [
  { partyId: bank, partyClass: 'enterprise', version: 1 },
];

export const pledgeId = (ordinal: number): string => `${assetId}.${ordinal}`;

const placed = (ordinal: number, more: Partial<PledgeTerms>, pledgeePartyId: string) => ({
  pledgeId: pledgeId(ordinal),
  holdingId: operation,
  pledgeePartyId,
  pledgorPartyIds: [bank],
  terms: pledgeTerms(more),
  pledgorEvidence: evidence,
  on: today,
});

export const pledged = (
  ordinal = 1,
  more: Partial<PledgeTerms> = {},
  pledgeePartyId = lender,
): TitleEvent =>
  fact('PledgeRegistered', {
    ...placed(ordinal, more, pledgeePartyId),
    authorisationId: 'authorisation-1',
  });

/** Twenty working days after 2026-11-23. */
export const lapsesAfter = '2026-12-21';

export const claimed = (
  ordinal = 1,
  more: Partial<PledgeTerms> = {},
  pledgeePartyId = lender,
): TitleEvent =>
  fact('PledgeClaimed', {
    ...placed(ordinal, more, pledgeePartyId),
    lapsesAfter,
    policyVersion: 1,
    calendarVersion: 1,
  });

export const released = (ordinal = 1, amount?: Money): TitleEvent =>
  fact('PledgeReleased', {
    pledgeId: pledgeId(ordinal),
    ...(amount && { amount }),
    reason: '清偿',
    on: today,
  });

export const bar = (more: Partial<DataOf<'BarRaised'>> = {}) => ({
  barId: 'bar-1',
  ground: 'freeze' as const,
  authority: '法院',
  from: today,
  ...more,
});

export const barred = (more: Partial<DataOf<'BarRaised'>> = {}): TitleEvent =>
  fact('BarRaised', bar(more));
