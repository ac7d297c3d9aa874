import { newId } from '@ledger/event-store/ids.js';
import type { RefusalCode } from '@ledger/domain/refusal.js';
import { problemTexts } from '@ledger/http/problems/problem-table.js';
import { LineageCheckProcess } from '@ledger/registry/lineage/lineage-check.process.js';
import {
  organisations,
  organisationsAbroad,
  type RunningApp,
  type TestCluster,
  createCluster,
} from '../support/apps.js';
import { application, by, holdingRight, operationRight, type Who } from '../support/asset-api.js';
import { cny, idOf, licence, pledgeOf } from '../support/title-story.js';
import { titlesOf } from '../support/titles.js';

const { bank, lender, buyer, secondLender, appraiser } = organisations;
const start = '2026-11-20T02:00:00.000Z';
let now = start;
const clock = { now: () => now };
const appraisal = {
  reportNumber: '评报字〔2026〕第001号',
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'b'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [{ approach: 'cost', value: cny('1000.00') }],
  singleApproachReason: '无可比案例',
  value: cny('1000.00'),
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
};
const manager = by('manager');
const registrar = by('registrar');
const theLender = by('lender', lender);

let cluster: TestCluster;
let registry: RunningApp;
/** A registered asset of the bank: its address and its operation entry. */
let path: string;
let operation: string;

const post = async (who: Who, to: string, body?: object) => {
  const request = registry.http.post(to).set('authorization', await cluster.bearer(...who));
  return body === undefined ? request : request.send(body);
};
const done = async (who: Who, to: string, body?: object): Promise<string> => {
  const answer = await post(who, to, body);
  expect([to, answer.status < 300, answer.body.code]).toEqual([to, true, undefined]);
  return (answer.body as { id: string }).id;
};

type Case = readonly [code: RefusalCode, who: Who, to: string, body?: object];

/** Each refused with its own code, status and words, in which nothing is left to be filled in. */
const refuses = async (cases: readonly Case[]): Promise<void> => {
  for (const [code, who, to, body] of cases) {
    const answer = await post(who, to, body);
    const { status } = problemTexts[code];
    expect([to, answer.body.code, answer.status]).toEqual([to, code, status]);
    expect([code, typeof answer.body.detail, answer.body.detail]).toEqual([
      ...[code, 'string', expect.not.stringContaining('{')],
    ]);
  }
};

const registered = async (org = bank, more: object = {}): Promise<string> => {
  const rights = [operationRight, holdingRight, { ...holdingRight, right: 'processing' }];
  const id = await done(by('manager', org), '/v1/assets', application({ rights, ...more }));
  for (const step of ['acceptance', 'registration']) {
    await done(by('registrar', org), `/v1/assets/${id}/${step}`);
  }
  await cluster.settled();
  return id;
};

beforeAll(async () => {
  cluster = await createCluster({ clock });
  registry = await cluster.startRegistry();
  for (const org of [bank, lender, buyer, secondLender]) {
    const identifier = { kind: 'uscc', value: org };
    const party = { identifier, name: org, partyClass: 'enterprise', checkOverrideReason: '测试' };
    await done(by('manager', org), '/v1/parties', party);
  }
  path = `/v1/assets/${await registered()}`;
  const title = await registry.http
    .get(`${path}/title`)
    .set('authorization', await cluster.bearer(...manager));
  const { entries } = title.body as { entries: { right: string; holdingId: string }[] };
  operation = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
});
afterAll(() => cluster.close());

describe('what is refused of a party', () => {
  it('is told by its code', async () => {
    const party = (kind: string, value: string) => ({
      ...{ identifier: { kind, value }, name: '甲', partyClass: 'enterprise' },
    });
    const to = '/v1/parties';
    await refuses([
      ['uscc_malformed', registrar, to, party('uscc', '9144030')],
      ['lei_malformed', registrar, to, party('lei', 'ABC')],
      ['lei_check_failed', registrar, to, party('lei', '529900T8BM49AURSDO00')],
      ['foreign_identifier_malformed', registrar, to, party('foreign', 'CN:1')],
      ['party_country_needed', registrar, to, party('lei', organisationsAbroad.lei)],
      ['party_country_wrong', registrar, to, { ...party('foreign', 'SG:1'), country: 'DE' }],
      ['party_class_contradicts_uscc', registrar, to, party('uscc', '1231000042600ABC34')],
    ]);
  });
});

describe('what is refused of an application', () => {
  it('is told by its code', async () => {
    const to = '/v1/assets';
    const holder = (...holders: object[]) => ({ rights: [{ ...holdingRight, holders }] });
    const half = (org: string, share?: string) => ({ partyId: idOf(org), ...(share && { share }) });
    await refuses([
      [
        ...(['registrar_not_applicant', manager, to] as const),
        application({ registrarPartyId: idOf(lender) }),
      ],
      [
        ...(['period_reversed', manager, to] as const),
        application({}, { timeSpan: { from: '2026-02-01', until: '2026-01-31' } }),
      ],
      ['applicant_holds_no_right', manager, to, application(holder(half(lender)))],
      ['holders_invalid', manager, to, application(holder(half(bank), half(bank)))],
      [
        ...(['shares_invalid', manager, to] as const),
        application(holder(half(bank, '1/2'), half(lender, '1/3'))),
      ],
    ]);
  });
});

describe('what is refused of what is known of an asset', () => {
  it('is told by its code, once its application is over', async () => {
    const id = await done(manager, '/v1/assets', application());
    await done(manager, `/v1/assets/${id}/withdrawal`);
    const scores = {
      ...{ standardisation: '90', completeness: '90', accuracy: '90' },
      ...{ consistency: '90', timeliness: '90', accessibility: '90' },
    };
    const graded = { label: { grade: 'general' }, reason: '复评' };
    const assessed = { assessedOn: '2026-11-20', method: '抽样', scores };
    const made = { sources: [], reason: '新版' };
    await refuses([
      ['classification_not_possible', manager, `/v1/assets/${id}/classification`, graded],
      ['quality_not_assessable', manager, `/v1/assets/${id}/quality`, assessed],
      ['lineage_not_changeable', manager, `/v1/assets/${id}/sources`, made],
    ]);
  });

  it('is told by its code, while a change of sources is being checked', async () => {
    const [one, two, derived] = [await registered(), await registered(), await registered()];
    await registry.close();
    registry = await cluster.startRegistry({ without: [LineageCheckProcess] });
    const from = (assetId: string) => ({ sources: [{ assetId }], reason: '新版' });
    const to = `/v1/assets/${derived}/sources`;
    await post(manager, to, from(one));
    await refuses([['lineage_change_pending', manager, to, from(two)]]);
    await registry.close();
    registry = await cluster.startRegistry();
    await cluster.settled();
    await done(manager, to, from(two));
  });
});

describe('what is refused on a title', () => {
  it('is told by its code, where what is named is not there', async () => {
    const none = newId();
    const why = { reason: '无' };
    const grant = { holdingId: none, granteePartyId: idOf(buyer), terms: licence };
    await refuses([
      ['holding_not_found', manager, `${path}/grants`, grant],
      [
        ...(['grantee_not_registered', manager, `${path}/grants`] as const),
        { ...grant, holdingId: operation, granteePartyId: none },
      ],
      ['grant_not_found', manager, `${path}/grants/${none}/end`, why],
      ['licensing_not_found', manager, `${path}/licensing/${none}/withdrawal`, why],
      [
        ...(['lender_authorisation_not_found', manager] as const),
        ...([`${path}/lender-authorisations/${none}/withdrawal`] as const),
      ],
      ['bar_not_found', registrar, `${path}/bars/${none}/lift`, why],
    ]);
  });

  it('is told by its code, where a facility is asked for', async () => {
    const to = '/v1/financings';
    const collateral = [{ assetId: path.slice('/v1/assets/'.length), holdingId: operation }];
    const asked = {
      ...{ lenderPartyId: idOf(lender), amount: cny('100.00'), purpose: '周转' },
      ...{ until: '2027-11-20', collateral },
    };
    const offer = {
      ...{ creditLine: cny('1.00'), haircut: '0', ratio: '0.5', rate: '0.0435' },
      ...{ until: '2027-11-20', openUntil: '2026-12-20' },
    };
    const id = await done(manager, to, asked);
    const failing = { ground: 'other', explanation: '停业' };
    await refuses([
      ['financing_margin_call_not_open', theLender, `${to}/${id}/cure`, { how: 'waived' }],
      ['financing_state_forbids', theLender, `${to}/${id}/default`, failing],
      ['financing_amount_not_positive', manager, to, { ...asked, amount: cny('0.00') }],
      ['financing_dates_invalid', manager, to, { ...asked, until: '2026-11-20' }],
      ['financing_not_the_lender', by('lender', bank), `${to}/${id}/offer`, offer],
    ]);
    const firm = { firmPartyId: idOf(appraiser), until: '2027-06-30' };
    await done(manager, `${path}/appraisers`, firm);
    await done(by('appraiser', appraiser), `${path}/valuations`, appraisal);
    await done(theLender, `${to}/${id}/offer`, offer);
    const agreed = { contractDigest: 'ab'.repeat(32) };
    now = '2026-12-21T02:00:00.000Z';
    await refuses([['financing_offer_expired', manager, `${to}/${id}/acceptance`, agreed]]);
    now = start;
    await done(manager, `${to}/${id}/acceptance`, agreed);
    await refuses([['financing_nothing_owed', theLender, `${to}/${id}/default`, failing]]);
  });

  it('is told by its code, where it is not the caller’s to do', async () => {
    const grant = { holdingId: operation, granteePartyId: idOf(buyer), terms: licence };
    const grantId = await done(manager, `${path}/grants`, grant);
    const until = '2027-06-30';
    const leave = { holdingId: operation, lenderPartyId: idOf(lender), purpose: 'inspect', until };
    await done(manager, `${path}/lender-authorisations`, leave);
    const why = { reason: '无' };
    const dispute = { ground: 'dispute', authority: '登记机构', until };
    const terms = { ...licence, until: undefined };
    const offerId = newId();
    const sale = { holdingId: operation, offerId, terms, until };
    await done(manager, `${path}/licensing`, sale);
    await refuses([
      ['not_the_registrar', by('registrar', buyer), `${path}/bars`, dispute],
      [
        ...(['not_a_side_of_the_grant', by('manager', lender)] as const),
        ...([`${path}/grants/${grantId}/end`, why] as const),
      ],
      [
        ...(['offer_already_authorised', manager, `${path}/licensing`] as const),
        { ...sale, until: '2027-05-31' },
      ],
      [
        ...(['licensing_deal_invalid', manager, `${path}/licensing`] as const),
        { ...sale, offerId: newId(), cap: 2, transfer: {} },
      ],
      ['licensing_uncapped', manager, `${path}/licensing/${offerId}/cap`, { cap: 2 }],
    ]);
  });

  it('is told by its code, where the right or the title is over', async () => {
    const over = { ...holdingRight, from: '2026-01-01', until: '2026-06-30' };
    const rights = [{ ...operationRight, ...over, right: 'operation' }, holdingRight];
    const ended = `/v1/assets/${await registered(bank, { rights })}`;
    const title = await registry.http
      .get(`${ended}/title`)
      .set('authorization', await cluster.bearer(...manager));
    const { entries } = title.body as { entries: { right: string; holdingId: string }[] };
    const holdingId = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
    const grant = { holdingId, granteePartyId: idOf(buyer), terms: licence };
    await refuses([['right_over', manager, `${ended}/grants`, grant]]);
    await done(registrar, `${ended}/cancellation`, { ground: 'law', reason: '依法' });
    await cluster.settled();
    await refuses([['title_closed', manager, `${ended}/grants`, grant]]);
  });

  it('is told by its code, where a holder is no registered party', async () => {
    const titles = titlesOf(cluster, clock);
    const { assetId, holdingId } = await titles.open(appraiser);
    const leave = { authorisationId: newId(), holdingId, lenderPartyId: idOf(lender) };
    const terms = { ...leave, purpose: 'pledge' as const, until: '2027-06-30' };
    await titles.act(assetId, { org: appraiser, role: 'manager' }, 'AuthoriseLender', terms);
    await titles.close();
    const asked = { ...pledgeOf(holdingId), until: '2027-06-30' };
    await refuses([['pledgor_not_registered', theLender, `/v1/assets/${assetId}/pledges`, asked]]);
  });

  it('is told by its code, where the asset is core data', async () => {
    const core = `/v1/assets/${await registered()}`;
    const title = await registry.http
      .get(`${core}/title`)
      .set('authorization', await cluster.bearer(...manager));
    const { entries } = title.body as { entries: { right: string; holdingId: string }[] };
    const holdingId = entries.find(({ right }) => right === 'operation')?.holdingId ?? '';
    const until = '2027-06-30';
    const leave = { holdingId, lenderPartyId: idOf(lender), purpose: 'pledge', until };
    await done(manager, `${core}/lender-authorisations`, leave);
    await done(manager, `${core}/classification`, { label: { grade: 'core' }, reason: '复评' });
    const asked = { ...pledgeOf(holdingId), until };
    const grant = { holdingId, granteePartyId: idOf(buyer), terms: licence };
    const sold = { holdingId, transferees: [{ partyId: idOf(buyer) }] };
    await refuses([
      ['core_data_not_pledgeable', theLender, `${core}/pledges`, asked],
      ['core_data_not_disposable', manager, `${core}/grants`, grant],
      [
        ...(['core_data_not_disposable', manager, `${core}/transfers`] as const),
        { ...sold, contractDigest: 'c'.repeat(64) },
      ],
    ]);
  });

  it('is told by its code, where there is no such pledge', async () => {
    const release = { reason: '清偿', amount: cny('1.00') };
    const id = `${path.slice('/v1/assets/'.length)}.99`;
    await refuses([['pledge_not_found', theLender, `/v1/pledges/${id}/release`, release]]);
  });
});
