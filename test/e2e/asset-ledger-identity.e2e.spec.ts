import { holdingIdOf } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { application, by, holdingRight, operationRight, type Who } from '../support/asset-api.js';
import { bytesOf } from '../support/bytes.js';
import { idOf, TitleStory } from '../support/title-story.js';

const { bank, buyer, lender } = organisations;
const digest = 'c'.repeat(64);

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(1);
});
afterAll(() => story.close());

const done = async (who: Who, path: string, body: object = {}): Promise<string> => {
  const answer = await story.post(who, path, body);
  expect([path, answer.body.code]).toEqual([path, undefined]);
  return (answer.body as { id: string }).id;
};

/** An asset of the bank, registered in its own ledger. */
const registered = async (more: object = {}, description: object = {}): Promise<string> => {
  const id = await done(by('manager'), '/v1/assets', application(more, description));
  for (const step of ['acceptance', 'registration']) {
    await done(by('registrar'), `/v1/assets/${id}/${step}`);
  }
  return id;
};

const exported = async (extension: string, org: string = bank): Promise<Buffer> => {
  await story.cluster.settled();
  const response = await story
    .app()
    .http.get(`/v1/assets.${extension}`)
    .set('authorization', await story.cluster.bearer(...by('manager', org)))
    .buffer(true)
    .parse(bytesOf as never)
    .expect(200);
  return response.body as Buffer;
};

interface Line {
  readonly row: number;
  readonly outcome: string;
  readonly assetId?: string;
  readonly problems: readonly { readonly field: string; readonly code: string; value?: string }[];
  readonly notes: readonly { readonly field: string; readonly code: string }[];
}

/** What an import of the file says of each row: tried first, and then done. */
const imported = async (
  file: Buffer,
  name: string,
  org: string = bank,
): Promise<readonly Line[]> => {
  const authorization = await story.cluster.bearer(...by('manager', org));
  const send = (query: string) =>
    story
      .app()
      .http.post(`/v1/asset-imports${query}`)
      .set({ authorization })
      .attach('file', file, name);
  const tried = await send('?dryRun=true').expect(200);
  const { headers } = await send('').expect(202);
  await story.cluster.settled();
  const { body } = await story.get(
    by('manager', org),
    `${headers['location'] as string}/rows?limit=200`,
  );
  expect(tried.body.rows).toEqual(body.items);
  return body.items as readonly Line[];
};

const countOf = async (org: string): Promise<number> =>
  (await exported('ndjson', org)).toString().split('\n').length - 1;

const summary = ({ outcome, problems, notes }: Line) =>
  [outcome, ...[...problems, ...notes].map(({ field, code }) => `${field} ${code}`)].join(': ');

describe('a ledger that is exported and imported again', () => {
  let shared: string;
  let derived: string;

  beforeAll(async () => {
    const holders = [
      { partyId: idOf(bank), share: '1/3' },
      { partyId: idOf(buyer), share: '2/3' },
    ];
    shared = await registered(
      {
        externalNumber: 'EL-1',
        rights: [
          { ...holdingRight, holders },
          { ...holdingRight, right: 'processing' },
        ],
        circumstances: { sourceAgreementUntil: '2029-12-31' },
      },
      { name: '联合采集' },
    );
    derived = await registered(
      { rights: [holdingRight] },
      {
        name: '衍生指标',
        source: 'derived',
        sources: [{ assetId: shared }],
        fingerprint: { contentDigest: digest, fields: ['户号', '用电量'] },
      },
    );
    // One that was graded since, and one of which a right has moved.
    const graded = await registered({ externalNumber: 'EL-2' }, { name: '分级数据' });
    const label = { grade: 'sensitive', category: 'business', origin: 'enterprise' };
    await done(by('manager'), `/v1/assets/${graded}/classification`, { label, reason: '年度复评' });
    const moved = await registered(
      { externalNumber: 'EL-3', rights: [operationRight, holdingRight] },
      { name: '已转让数据' },
    );
    await done(by('manager'), `/v1/assets/${moved}/transfers`, {
      holdingId: holdingIdOf(moved, 0),
      transferees: [{ partyId: idOf(buyer) }],
      contractDigest: digest,
    });
  });

  it.each(['csv', 'xlsx', 'ndjson'])('is the same ledger, as %s', async (extension) => {
    const before = await countOf(bank);
    const lines = await imported(await exported(extension), `ledger.${extension}`);
    expect(lines.map(summary)).toEqual(Array.from({ length: before }, () => 'alreadyThere'));
    expect(await countOf(bank)).toBe(before);
  });

  it('is no new asset to whom a right is held with, or came to', async () => {
    const before = await countOf(buyer);
    expect(before).toBe(2);
    const lines = await imported(await exported('xlsx', buyer), 'ledger.xlsx', buyer);
    expect(lines.map(summary)).toEqual(['alreadyThere', 'alreadyThere']);
    expect(await countOf(buyer)).toBe(before);
  });

  it('keeps the number of an asset, and says what else a sheet has changed', async () => {
    const file = (await exported('ndjson')).toString().split('\n');
    const rows = file.filter((line) => line.includes('EL-1"') || line.includes('衍生指标'));
    const changed = rows
      .join('\n')
      .replace('"EL-1"', '"EL-9"')
      .replace('"share":"1/3"', '"share":"1/2"')
      .replace('"share":"2/3"', '"share":"1/2"')
      .replace(`"sources":["${shared}"]`, `"sources":["${shared}","${derived}"]`);
    const lines = await imported(Buffer.from(changed), 'ledger.ndjson');
    expect(lines.map(summary).sort()).toEqual([
      'alreadyThere: externalNumber differs: rights differs',
      'alreadyThere: sources differs',
    ]);
  });

  it('tells nobody else that its ids are known', async () => {
    const lines = await imported(await exported('ndjson'), 'ledger.ndjson', lender);
    const byOutcome = lines.map(summary).sort();
    expect(byOutcome).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'refused: externalNumber required_missing',
    ]);
    expect(await countOf(lender)).toBe(3);
    // One of them names the bank as a holder, but it is the lender's.
    const seen = await countOf(bank);
    const again = await imported(await exported('ndjson'), 'ledger.ndjson');
    expect(again.map(summary)).toEqual(Array.from({ length: seen }, () => 'alreadyThere'));
    expect(await countOf(bank)).toBe(seen);
  });
});

describe('an asset of which the statements are longer than a cell of a workbook', () => {
  const fields = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(100, 'f'));
  const rights = Array.from({ length: 4 }, () => ({ ...holdingRight, fields }));
  const ofIt = (lines: readonly Line[]) => lines.filter(({ assetId }) => assetId === long);
  let long: string;
  beforeAll(async () => {
    const terms = application({ externalNumber: 'EL-LONG', rights }, { name: '长声明' });
    long = await done(by('manager'), '/v1/assets', terms);
  });

  it.each(['csv', 'ndjson'])('comes back whole, as %s', async (extension) => {
    const lines = await imported(await exported(extension), `ledger.${extension}`);
    expect(ofIt(lines).map(summary)).toEqual(['alreadyThere']);
  });

  it('is refused as a workbook, whose cell says where all of it is', async () => {
    const lines = await imported(await exported('xlsx'), 'ledger.xlsx');
    const refused = lines.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(summary)).toEqual(['refused: rights rights_invalid']);
    expect(refused[0]?.problems[0]?.value).toBe(
      '超出单元格上限，完整内容请改用 CSV 或 NDJSON 导出',
    );
  });
});

describe('a row', () => {
  const row = (more: object) =>
    Buffer.from(
      JSON.stringify({
        name: '新数据',
        summary: '概述',
        source: 'agreement',
        form: 'table',
        rights: [holdingRight],
        ...more,
      }),
    );
  const outcome = async (more: object) => {
    const [line] = await imported(row(more), 'rows.ndjson');
    if (line === undefined) throw new Error('No row was reported.');
    const [{ code, value } = {}] = line.problems;
    return code === 'application_refused' ? `${summary(line)} (${value})` : summary(line);
  };

  it('may name who else holds, and is refused where one of them is unknown', async () => {
    const held = (partyId: string) => ({
      externalNumber: `H-${partyId}`,
      rights: [{ ...holdingRight, holders: [{ partyId: idOf(bank) }, { partyId }] }],
    });
    expect(await outcome(held(idOf(buyer)))).toBe('accepted');
    expect(await outcome(held(digest.slice(0, 32)))).toBe('refused: rights rights_invalid');
    const unknown = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
    expect(await outcome(held(unknown))).toBe(
      'refused: row application_refused (holder_not_registered)',
    );
  });

  it('may name its sources, which must be registered', async () => {
    const source = await registered({ externalNumber: 'S-1' }, { name: '来源' });
    const made = (externalNumber: string, sources: readonly string[]) =>
      outcome({ externalNumber, source: 'derived', sources });
    expect(await made('D-1', [source])).toBe('accepted');
    const unknown = '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c';
    expect(await made('D-2', [unknown])).toMatch(/^refused: sources application_refused \(\w+\)$/u);
    expect(await made('D-3', ['来源'])).toBe('refused: sources sources_invalid');
  });
});
