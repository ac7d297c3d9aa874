import { barStanding, barUntil } from './bars.standing.js';
import { placedPledges, type PlacedPledge } from './encumbrances.js';
import { standsAs } from './entry-line.js';
import type { SaleLimits } from './sale.events.js';
import type { GrantTerms } from './title.events.js';
import type { ExtractInput, ExtractedEncumbrance, Line } from './title-extract.shape.js';
import { line } from './title-extract.line.js';
import { barGroundWords, legalFormWords, words } from './title-extract.words.js';
import type { visibleTo } from './title.visible.js';
import {
  grantSpan,
  grantStands,
  licensingStands,
  registrationReservationPending,
  reservationPending,
} from './title.standing.js';
import type { Bar, Grant } from './title.js';
import { shanghaiDate } from '../calendar.js';
import { printedMoney } from '../money.js';

type Listed = Omit<ExtractedEncumbrance, 'no' | 'label'>;
type Seen = ReturnType<typeof visibleTo>;
type Numbers = ReadonlyMap<string, number>;

/** What weighs on the rights of the page: bars, pledges by rank, reservations, grants, licensing. */
export const encumbrancesListed = (
  input: ExtractInput,
  seen: Seen,
  numberOf: Numbers,
): readonly Listed[] => {
  const { title, at } = input;
  const bars = seen.bars
    .map((bar) => ({ bar, standing: barStanding(title, bar, at) }))
    .filter(({ standing }) => standing !== 'none')
    .toSorted((a, b) => Number(a.standing === 'waiting') - Number(b.standing === 'waiting'))
    .map(({ bar, standing }) => ofBar(bar, standing === 'waiting', input, numberOf));
  return [
    ...bars,
    ...(input.sight === 'own' ? [] : ofPledges(input, numberOf)),
    ...ofRegistrations(input, seen, numberOf),
    ...ofReservations(input, seen, numberOf),
    ...seen.grants
      .filter((grant) => grantStands(title, grant, at))
      .map((grant) => ofGrant(grant, input, numberOf)),
    ...ofLicensing(input, seen, numberOf),
  ];
};

const rightsOf = (
  { title, at }: ExtractInput,
  holdingId: string | undefined,
  numberOf: Numbers,
): readonly number[] => {
  if (holdingId === undefined) return [...numberOf.values()];
  const on = standsAs(title, holdingId, shanghaiDate(at));
  return on.flatMap((id) => numberOf.get(id) ?? []);
};

const ofBar = (bar: Bar, waits: boolean, input: ExtractInput, numberOf: Numbers): Listed => ({
  kind: waits ? 'waitingFreeze' : 'bar',
  id: bar.barId,
  rights: rightsOf(input, bar.holdingId, numberOf),
  parties: [],
  lines: [
    ...line(words.ground, barGroundWords[bar.ground]),
    ...line(words.authority, bar.authority),
    ...line(words.document_, bar.documentNumber),
    ...line(words.from, bar.from),
    ...line(words.until, barUntil(input.title, bar, input.at)),
    ...line(words.months, bar.months?.toString()),
  ],
  recordedAt: input.instant(bar.version),
});

/** A pledge that rests on several entries has one line, in the order of rank keys. */
const ofPledges = (input: ExtractInput, numberOf: Numbers): readonly Listed[] => {
  const { title, at } = input;
  const placed = new Map<string, PlacedPledge>();
  for (const holdingId of numberOf.keys()) {
    for (const one of placedPledges(title, holdingId, at)) {
      if (one.ordinal !== undefined) placed.set(one.pledge.pledgeId, one);
    }
  }
  return [...placed.values()]
    .toSorted((a, b) => a.pledge.rankKey.titleVersion - b.pledge.rankKey.titleVersion)
    .map((one) => ofPledge(one, input, numberOf));
};

const ofPledge = (
  { pledge, standing, ordinal, secured, remaining }: PlacedPledge,
  input: ExtractInput,
  numberOf: Numbers,
): Listed => {
  const { terms, claim, rankKey } = pledge;
  const isClaim = standing === 'claimed';
  const { externalRegistration: external } = terms;
  const place = `${ordinal ?? ''} (${rankKey.titleVersion}.${rankKey.tranche})`;
  return {
    kind: isClaim ? 'claim' : 'pledge',
    id: pledge.pledgeId,
    rights: rightsOf(input, pledge.holdingId, numberOf),
    parties: [
      { role: isClaim ? words.claimant : words.pledgee, ...input.party(pledge.pledgeePartyId) },
    ],
    lines: [
      ...line(words.place, place),
      ...line(terms.kind === 'ordinary' ? words.secured : words.cap, printedMoney(secured)),
      ...line(words.remaining, printedMoney(remaining)),
      ...line(words.form, legalFormWords[terms.legalForm]),
      ...line(
        words.external,
        external.registered
          ? `${external.register} ${external.number} ${external.registeredAt}`
          : words.notExternal,
      ),
      ...line(words.from, pledge.from),
      ...line(words.until, terms.until),
      ...line(words.lapsesAfter, isClaim ? claim?.lapsesAfter : undefined),
      ...line(words.state, input.title.closed === undefined ? undefined : words.objectGone),
    ],
    recordedAt: input.instant(rankKey.titleVersion),
  };
};

const ofRegistrations = (input: ExtractInput, seen: Seen, numberOf: Numbers): readonly Listed[] =>
  seen.registrationReservations
    .filter((reserved) => registrationReservationPending(reserved, input.at))
    .map((reserved) => ({
      kind: 'registrationReservation',
      id: reserved.registrationReservationId,
      rights: rightsOf(input, reserved.holdingId, numberOf),
      parties: [{ role: words.lender, ...input.party(reserved.lenderPartyId) }],
      lines: [...line(words.from, reserved.reservedAt), ...line(words.until, reserved.until)],
      recordedAt: input.instant(reserved.version),
    }));

const ofReservations = (input: ExtractInput, seen: Seen, numberOf: Numbers): readonly Listed[] =>
  seen.reservations
    .filter((reservation) => reservationPending(reservation, input.at))
    .map((reservation) => ({
      kind: 'licenceReservation',
      id: reservation.reservationId,
      rights: rightsOf(input, reservation.holdingId, numberOf),
      parties: [{ role: words.grantee, ...input.party(reservation.licenseePartyId) }],
      lines: [...line(words.order, reservation.orderId), ...saleLines(reservation)],
      recordedAt: input.instant(reservation.version),
    }));

const ofGrant = (grant: Grant, input: ExtractInput, numberOf: Numbers): Listed => {
  const { from, until } = grantSpan(input.title, grant);
  return {
    kind: grant.terms.exclusive ? 'exclusiveGrant' : 'grant',
    id: grant.grantId,
    rights: rightsOf(input, grant.holdingId, numberOf),
    parties: [
      { role: words.granter, ...input.party(grant.granterPartyId) },
      { role: words.grantee, ...input.party(grant.granteePartyId) },
    ],
    lines: [
      ...termLines({ ...grant.terms, from, ...(until !== undefined && { until }) }),
      ...line(words.order, grant.orderId),
    ],
    recordedAt: input.instant(grant.version),
  };
};

const ofLicensing = (input: ExtractInput, seen: Seen, numberOf: Numbers): readonly Listed[] =>
  seen.licensing
    .filter((licensing) => licensingStands(licensing, input.at))
    .map((licensing) => ({
      kind: 'licensing',
      id: licensing.offerId,
      rights: rightsOf(input, licensing.holdingId, numberOf),
      parties: [],
      lines: [...line(words.offer, licensing.offerId), ...saleLines(licensing)],
      recordedAt: input.instant(licensing.version),
    }));

/** What is for sale or reserved: licences on these terms, or the right itself. */
const saleLines = ({
  terms,
  cap,
  transfer,
}: SaleLimits & { readonly terms: GrantTerms }): readonly Line[] =>
  transfer === undefined
    ? [...termLines(terms), ...line(words.licencesMax, cap?.toString())]
    : line(words.soldRight, transfer.share ?? words.wholeRight);

const termLines = (terms: GrantTerms): readonly Line[] => [
  ...line(words.exclusive, terms.exclusive ? words.yes : words.no),
  ...line(words.purposes, terms.purposes?.join('；')),
  ...line(words.fields, terms.fields?.join('；')),
  ...line(words.territory, terms.territory),
  ...line(words.from, terms.from),
  ...line(words.until, terms.until),
  ...line(words.depth, terms.sublicenceDepth.toString()),
];
