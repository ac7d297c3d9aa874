import { application, bank, partner } from '@ledger/domain/asset/testing/application.js';
import type { AssetDescription } from '@ledger/domain/asset/asset.events.js';
import { aloneOf } from '@ledger/domain/party/standing-in.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import { noStream } from '@ledger/event-store/digest.js';
import { AssetStory } from '../../../../test/support/asset-story.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { assetReaderFold } from './asset-reader.projection.js';
import type { AssetFilters } from './asset-conditions.js';
import { oneAsset, pageOfAssets } from './asset-search.js';
import type { Run } from './asset-walk.js';
import { assetFold } from './asset.projection.js';
import type { AssetSight } from './asset.sight.js';

const today = '2026-11-21';
const own = (partyId: string): AssetSight => ({
  is: 'own',
  standing: aloneOf(partyId),
  grounds: ['holder', 'grantee'],
});
const lender = '5f2a1b0c-3333-5333-8333-333333333333';
const asLender: AssetSight = {
  is: 'own',
  standing: aloneOf(lender),
  grounds: ['holder', 'grantee', 'lender', 'pledgee'],
};

let check: ProjectionCheck;
let story: AssetStory;
beforeAll(async () => {
  check = await projectionCheck(assetReaderFold);
});
afterAll(() => check.close());
beforeEach(async () => {
  story = new AssetStory();
  await check.source.query('TRUNCATE read.asset, read.asset_reader');
});

const load = async (): Promise<readonly RecordedEvent[]> => {
  const events = await story.events();
  await check.apply(events, 1, 2);
  for (const row of foldedRows(assetFold, events).values()) await insert(row);
  return events;
};

const insert = async (row: object): Promise<void> => {
  const names = Object.keys(row).map((name) =>
    name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
  );
  await check.source.query(
    `INSERT INTO read.asset SELECT * FROM json_populate_record(NULL::read.asset, $1)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(Object.fromEntries(Object.values(row).map((value, at) => [names[at], value])))],
  );
};

const find = async (
  filters: AssetFilters = {},
  { sight = own(bank), after, order, rowsMax = 100 }: { sight?: AssetSight } & Partial<Run> = {},
): Promise<readonly string[]> => {
  const { sql, parameters } = pageOfAssets(sight, filters, {
    ...(order && { order }),
    after,
    rowsMax,
    today,
  });
  const rows = await check.source.query<{ asset_id: string }[]>(sql, [...parameters]);
  return rows.map((row) => row.asset_id);
};

const sees = async (sight: AssetSight, assetId: string, on = today): Promise<boolean> => {
  const { sql, parameters } = oneAsset(sight, assetId, on);
  return (await check.source.query<object[]>(sql, [...parameters])).length === 1;
};

describe('finding assets', () => {
  it('goes from the newest application to the oldest, page by page', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift(await story.submit({ externalNumber: `E${n}` }));
    await load();
    expect(await find()).toEqual(ids);
    expect(await find({}, { rowsMax: 2 })).toEqual(ids.slice(0, 2));
    expect(await find({}, { after: [4], rowsMax: 2 })).toEqual(ids.slice(2, 4));
    expect(await find({}, { after: [1] })).toEqual([]);
  });

  it('takes all filters together, and text as it stands', async () => {
    const power = await story.submit(
      describing(
        { name: '100%用电_信息', industry: 'D44', grade: 'sensitive', category: 'business' },
        { externalNumber: 'EXT-7' },
      ),
    );
    const other = await story.submit(
      describing({ industry: 'J66', source: 'generated', grade: 'core' }),
    );
    await story.accept(power);
    await story.register(power);
    await story.certify(power);
    await load();
    const hits: AssetFilters[] = [
      { text: '用电_' },
      { text: '100%用' },
      { text: 'ext-7' },
      { state: 'registered' },
      { industry: 'D' },
      { industry: 'D44' },
      { grade: 'sensitive' },
      { category: 'business' },
      { source: 'agreement' },
      { certificateNo: 'N3f2a1b0c202611000001' },
      { externalNumber: 'EXT-7' },
      { registeredFrom: '2026-11-21', registeredUntil: '2026-11-21' },
    ];
    for (const filter of hits) expect([filter, await find(filter)]).toEqual([filter, [power]]);
    expect(await find(Object.assign({}, ...hits) as AssetFilters)).toEqual([power]);
    const misses: AssetFilters[] = [
      { text: '用电%' },
      { text: "'; DROP TABLE read.asset; --" },
      { industry: 'D45' },
      { registeredFrom: '2026-11-22' },
      { registeredUntil: '2026-11-20' },
      { externalNumber: 'ext-7' },
    ];
    for (const filter of misses) expect([filter, await find(filter)]).toEqual([filter, []]);
    expect(await find({ source: 'generated' })).toEqual([other]);
  });

  it('shows a caller what is his, an auditor all, an administrator nothing', async () => {
    const mine = await story.submit();
    const theirs = await story.submit(ofPartner);
    await load();
    expect(await find()).toEqual([mine]);
    expect(await find({}, { sight: own(partner) })).toEqual([theirs]);
    expect(await find({}, { sight: { is: 'all' } })).toEqual([theirs, mine]);
    expect(await find({}, { sight: { is: 'none' } })).toEqual([]);
    expect(await sees(own(bank), theirs)).toBe(false);
    expect(await sees(own(partner), theirs)).toBe(true);
    expect(await sees({ is: 'all' }, theirs)).toBe(true);
    expect(await sees({ is: 'none' }, theirs)).toBe(false);
  });

  it('shows a joint holder what he holds, once and in its place', async () => {
    const jointly = {
      rights: [{ ...holding, holders: [{ partyId: bank }, { partyId: partner }] }],
    };
    const parties = [bank, partner].map((partyId) => ({ partyId, version: 1 }));
    const first = await story.submit({ ...jointly, parties });
    const second = await story.submit(ofPartner);
    const third = await story.submit({ ...jointly, parties });
    await load();
    expect(await find({}, { sight: own(partner) })).toEqual([third, second, first]);
    expect(await find({}, { sight: own(partner), rowsMax: 2 })).toEqual([third, second]);
  });
});

describe('a successor', () => {
  const heir = '5f2a1b0c-4444-5444-8444-444444444444';
  const jointly: AssetSight = {
    is: 'own',
    standing: { partyId: heir, joint: [heir, bank, partner], sole: [heir, bank] },
    grounds: ['holder', 'grantee'],
    isRegistrar: true,
  };
  const asHeir = (state?: 'submitted'): Promise<readonly string[]> =>
    find(state ? { state } : {}, { sight: jointly });

  it('finds what its predecessors applied for in one order, and what it holds itself', async () => {
    const first = await story.submit();
    const second = await story.submit(ofPartner);
    const rights = [{ ...holding, holders: [{ partyId: heir }] }];
    const ofHeir = { applicantPartyId: heir, registrarPartyId: heir, rights };
    const third = await story.submit({ ...ofHeir, parties: [{ partyId: heir, version: 1 }] });
    const fourth = await story.submit({ externalNumber: 'E2' });
    await load();
    expect(await asHeir()).toEqual([fourth, third, second, first]);
    expect(await asHeir('submitted')).toEqual([fourth, third, second, first]);
    expect(await find({}, { sight: jointly, after: [3], rowsMax: 1 })).toEqual([second]);
    expect(await sees(jointly, second)).toBe(true);
    expect(await sees(own(heir), second)).toBe(false);
  });

  it('asked for as a holder stands for those whom it succeeded', async () => {
    const theirs = await story.submit(ofPartner);
    await story.submit();
    await load();
    const all: AssetSight = { is: 'all' };
    const held = { holder: heir, heldFor: [heir, partner] };
    expect(await find(held, { sight: all })).toEqual([theirs]);
    expect(await find({ holder: heir }, { sight: all })).toEqual([]);
  });

  it('has what cannot be divided only where it alone stands for it', async () => {
    const assetId = await story.submit({ externalNumber: 'E9' });
    const granted = { assetId, grantId: 'g1', granteePartyId: lender, terms: {} };
    const entry = { ...holding, holders: [{ partyId: lender }] };
    const { head } = await story.log.append(`title-${assetId}`, noStream, [
      newEvent({ type: 'RightGranted', data: granted }),
    ]);
    await load();
    const of = (sole: readonly string[]): AssetSight => ({
      is: 'own',
      standing: { partyId: heir, joint: [heir, lender], sole: [heir, ...sole] },
      grounds: ['holder', 'grantee'],
    });
    expect(await find({}, { sight: of([lender]) })).toEqual([assetId]);
    expect(await find({}, { sight: of([]) })).toEqual([]);
    await story.log.append(`title-${assetId}`, head, [
      newEvent({ type: 'HoldingRecorded', data: { assetId, entry } }),
    ]);
    await load();
    expect(await find({}, { sight: of([]) })).toEqual([assetId]);
  });
});

describe('who besides the applicant sees an asset', () => {
  const title = async (assetId: string, ...events: readonly Given[]): Promise<void> => {
    const facts = events.map(({ type, data }) => newEvent({ type, data: { assetId, ...data } }));
    await story.log.append(`title-${assetId}`, noStream, facts);
  };

  it('a lender while his authorisation lasts', async () => {
    const authorised = { authorisationId: 'a1', lenderPartyId: lender, until: '2026-11-21' };
    const assetId = await story.submit();
    await title(assetId, { type: 'LenderAuthorised', data: authorised });
    await load();
    expect(await sees(asLender, assetId, '2026-11-21')).toBe(true);
    expect(await sees(asLender, assetId, '2026-11-22')).toBe(false);
    expect(await sees(own(lender), assetId)).toBe(false);
    expect(await find({}, { sight: asLender })).toEqual([assetId]);
  });

  it('no lender whose authorisation was withdrawn', async () => {
    const assetId = await story.submit();
    await title(
      assetId,
      {
        type: 'LenderAuthorised',
        data: { authorisationId: 'a1', lenderPartyId: lender, until: '2027-01-01' },
      },
      { type: 'LenderAuthorisationWithdrawn', data: { authorisationId: 'a1' } },
    );
    await load();
    expect(await sees(asLender, assetId)).toBe(false);
  });

  it('a pledgee while his pledge lives, a claimant only once he is confirmed', async () => {
    const [claimed, confirmed, declined, registered, partly, released] = [
      await story.submit({ externalNumber: '1' }),
      await story.submit({ externalNumber: '2' }),
      await story.submit({ externalNumber: '3' }),
      await story.submit({ externalNumber: '4' }),
      await story.submit({ externalNumber: '5' }),
      await story.submit({ externalNumber: '6' }),
    ];
    const claim: Given = { type: 'PledgeClaimed', data: { pledgeId: 'p', pledgeePartyId: lender } };
    const register: Given = { ...claim, type: 'PledgeRegistered' };
    const of = (type: TitleEvent['type'], more = {}): Given => ({
      type,
      data: { pledgeId: 'p', ...more },
    });
    await title(claimed, claim);
    await title(confirmed, claim, of('PledgeConfirmed'));
    await title(declined, claim, of('PledgeDeclined'));
    await title(registered, register);
    await title(
      partly,
      register,
      of('PledgeReleased', { amount: { amount: '1.00', currency: 'CNY' } }),
    );
    await title(released, register, of('PledgeReleased'));
    await load();
    expect(await find({}, { sight: asLender })).toEqual([partly, registered, confirmed]);
  });

  it('a holder or grantee until it ends', async () => {
    const assetId = await story.submit();
    const granted = { grantId: 'g1', granteePartyId: partner, terms: { until: '2026-12-31' } };
    await title(assetId, { type: 'RightGranted', data: granted });
    await load();
    expect(await sees(own(partner), assetId, '2026-12-31')).toBe(true);
    expect(await sees(own(partner), assetId, '2027-01-01')).toBe(false);
  });

  it('is the same however the log is cut and applied again', async () => {
    const assetId = await story.submit();
    await title(assetId, {
      type: 'HoldingRecorded',
      data: { entry: { ...holding, holders: [{ partyId: partner }] } },
    });
    const events = await load();
    await check.apply(events);
    expect(await check.rows()).toEqual(foldedRows(assetReaderFold, events));
    expect(await sees(own(partner), assetId)).toBe(true);
  });
});

interface Given {
  readonly type: TitleEvent['type'];
  readonly data: NonNullable<Parameters<typeof newEvent>[0]>['data'];
}

const describing = (
  description: Partial<AssetDescription>,
  more: { readonly externalNumber?: string } = {},
) => ({ description: { ...application().description, ...description }, ...more });

const holding = {
  holdingId: 'holding-9',
  right: 'holding',
  holders: [{ partyId: partner }],
  basis: '自行采集',
  from: '2026-01-01',
} as const;

const ofPartner = {
  applicantPartyId: partner,
  registrarPartyId: partner,
  rights: [holding],
  parties: [{ partyId: partner, version: 1 }],
};
