import type {
  EntryStatusDto,
  LicensingStatusDto,
  PledgeStatusDto,
  WarningDto,
} from '@ledger/contracts/pledge/pledge-status.dto.js';
import { pledgeItem } from '@ledger/contracts/pledge/pledge-item.js';
import { present } from '@ledger/contracts/present.js';
import {
  consentItem,
  registrationReservationItem,
} from '@ledger/contracts/title/title-disposal-items.js';
import {
  barItem,
  grantItem,
  reservationItem,
  type Shown,
} from '@ledger/contracts/title/title-items.js';
import { holderItems, statementLimits } from '@ledger/contracts/title/right-item.js';
import { asOf as stateAsOf } from '@ledger/domain/asset/clock.rules.js';
import { labelOf } from '@ledger/domain/classification/label.js';
import { endOfShanghaiDay, shanghaiDate } from '@ledger/domain/calendar.js';
import {
  encumbrancesOf,
  type EntryEncumbrances,
  type OpenLicensing,
  type Warning,
} from '@ledger/domain/title/encumbrances.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { answerFor, type PledgeAnswer } from '@ledger/domain/title/pledge-question.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { isValidAt, type ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import type { SeenSheet } from './title-look.js';

/** Who asks, and whether he may know the contracts of others. */
export interface Asking {
  readonly at: string;
  readonly partyId: string;
  readonly seesContracts: boolean;
  /** Whether he lends: then his own choice of an appraisal counts. */
  readonly lends: boolean;
}

const rankRule = {
  zh:
    '位次按登记先后，即 (titleVersion, tranche) 由小到大，部分解除不改变位次；只说明在本登记簿中的先后，' +
    '不是对优先受偿权的法律结论（参照《民法典》第四百一十四条）。',
  en:
    'Places follow the order of registration, (titleVersion, tranche) from low to high, unchanged ' +
    'by part release. They show the order in this ledger and are no legal conclusion on priority ' +
    '(cf. Civil Code art. 414).',
};

/** Everything that weighs on an asset, as it stood at one position of the log. */
export const pledgeStatus = (
  assetId: string,
  { asOf, title, version, instant, asset, valuations, classOf }: SeenSheet,
  asking: Asking,
): PledgeStatusDto => {
  const { at } = asking;
  const { state } = asset;
  const today = shanghaiDate(at);
  const { certificateNo, validUntil } = state;
  const surroundings = { asset: state, valuations, classOf };
  const lenderPartyId = asking.lends ? asking.partyId : undefined;
  return {
    assetId,
    asOf,
    at,
    titleVersion: version,
    asset: {
      // What the clock has brought about counts, written down or not.
      state: stateAsOf(state, assetId, today).status,
      version: asset.version,
      ...present({ certificateNo, validUntil, grade: labelOf(state).grade }),
    },
    appraisals: appraisals(valuations, today),
    rankRule,
    entries: encumbrancesOf(title, at).map((found) =>
      entryStatus(title, found, asking, {
        shown: { at, instant },
        answer: answerFor(title, found, surroundings, { at, recordedAt: instant, lenderPartyId }),
        grants: found.exclusiveGrants.map((grant) => grantItem(title, grant, { at, instant })),
      }),
    ),
  };
};

/** Of a day of the past, only what was issued by then: the value that a later report found is not. */
const appraisals = ({ valuations }: ValuationState, date: string): PledgeStatusDto['appraisals'] =>
  valuations
    .filter(({ issuedOn }) => issuedOn <= date)
    .toReversed()
    .map((valuation) => ({
      valuationId: valuation.valuationId,
      firmPartyId: valuation.firmPartyId,
      value: valuation.value,
      baseDate: valuation.baseDate,
      validUntil: valuation.validUntil,
      validNow: isValidAt(valuation, date),
    }));

/** Members that are always there come first: what is copied in before them would make each slow. */
const entryStatus = (
  title: Title,
  found: EntryEncumbrances,
  { partyId, seesContracts }: Asking,
  {
    shown,
    answer,
    grants,
  }: {
    readonly shown: Shown;
    readonly answer: PledgeAnswer;
    readonly grants: EntryStatusDto['exclusiveGrants'];
  },
): EntryStatusDto => ({
  holdingId: found.entry.holdingId,
  right: found.entry.right,
  holders: holderItems(found.entry),
  basis: found.entry.basis,
  from: found.entry.from,
  free: answer.free,
  newPledgePossible: answer.newPledgePossible,
  reasons: answer.reasons,
  order: answer.order.map((slice) => ({
    ...slice,
    amount: fromMinorUnits(slice.amount),
    recordedAt: shown.instant(slice.rankKey.titleVersion),
  })),
  secured: answer.secured,
  valuationThen: answer.valuationThen,
  mustConsent: answer.mustConsent,
  stands: found.standing,
  pledges: found.pledges.map((placed) =>
    pledgeItem(placed, {
      instant: shown.instant,
      at: shown.at,
      showsContract: seesContracts || placed.pledge.pledgeePartyId === partyId,
    }),
  ),
  bars: found.bars.map((bar) => barItem(title, bar, shown)),
  reservations: found.reservations.map((reservation) => reservationItem(reservation, shown)),
  registrationReservations: found.registrationReservations.map((reserved) =>
    registrationReservationItem(reserved, shown),
  ),
  consents: found.consents
    .filter((consent) => seesContracts || consent.partyId === partyId)
    .map((consent) => consentItem(consent, shown)),
  licensing: found.licensing.map((open) => licensingStatus(open, shown.instant)),
  exclusiveGrants: grants,
  warnings: found.warnings.map(warningItem),
  ...statementLimits(found.entry),
  ...present({ valuation: answer.valuation, coverage: answer.coverage }),
});

const licensingStatus = (
  { licensing, open, sinceVersion, sinceAfter, suspendedBy }: OpenLicensing,
  instant: Shown['instant'],
): LicensingStatusDto => {
  const recorded = sinceVersion === undefined ? undefined : instant(sinceVersion);
  const ranOut = sinceAfter === undefined ? undefined : endOfShanghaiDay(sinceAfter);
  const isLater = recorded && ranOut && Date.parse(ranOut) > Date.parse(recorded);
  return {
    offerId: licensing.offerId,
    exclusive: licensing.terms.exclusive,
    open,
    until: licensing.until,
    suspendedBy,
    ...present({ openSince: isLater ? ranOut : recorded }),
  };
};

const warningItem = ({ code, ids }: Warning): WarningDto => ({ code, ids, ...warningTexts[code] });

const warningTexts: Readonly<Record<Warning['code'], Pick<WarningDto, 'zh' | 'en'>>> = {
  entry_not_standing: { zh: '该权利目前不存续', en: 'The entry does not stand today.' },
  entry_ends_before_pledge: {
    zh: '权利将先于质押登记到期',
    en: 'The entry ends before the registration of the pledge does.',
  },
  joint_entry: {
    zh: '该权利为共有，处分须全体共有人同意',
    en: 'The entry is held jointly: disposal needs all holders.',
  },
  independent_holders: {
    zh: '他人独立持有同种权利，不受此处质押影响',
    en: 'Others hold the same right independently and are not touched by pledges here.',
  },
  claims_unconfirmed: {
    zh: '有尚待出质人确认的质押主张',
    en: 'There are claims that the pledgor has not confirmed.',
  },
  not_externally_registered: {
    zh: '有未在他处登记的质押',
    en: 'There are pledges that are not registered outside this ledger.',
  },
  barred: { zh: '该权利上有限制', en: 'A bar stands on the entry.' },
  possible_duplicate: {
    zh: '内容可能与另一持有人在先登记的资产重复，登记机构尚未作出解除结论；已有质押不受影响',
    en:
      'The content may be that of an asset which another holder registered before; the registrar ' +
      'has not cleared it. Existing pledges are not touched.',
  },
  licence_reserved: { zh: '有为交易所作的预留', en: 'It is reserved for an order.' },
  freezes_waiting: { zh: '有轮候查封', en: 'Freezes wait behind another.' },
  registration_reserved: {
    zh: '有贷款人预留登记，期间他人不得新设质押或处分',
    en: 'A lender keeps the entry free for his registration.',
  },
  object_gone: {
    zh: '资产已注销，担保标的已灭失（《民法典》第三百九十条）',
    en: 'The asset is cancelled: the object of the pledges is gone (Civil Code art. 390).',
  },
  transferred: { zh: '该权利已转让，由所列权利承接', en: 'The right moved to these entries.' },
  exclusively_licensed: { zh: '已有独占许可', en: 'An exclusive grant stands or will.' },
};
