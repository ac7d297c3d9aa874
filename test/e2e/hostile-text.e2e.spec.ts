import { zipOf } from '@ledger/registry/asset-import/reading/testing/zip.js';
import { isReady, organisations } from '../support/apps.js';
import { application } from '../support/asset-api.js';
import { World } from '../support/world.js';

const { bank } = organisations;
const manager = [bank, 'manager'] as const;
const header = '外部编号,数据名称,概述,来源,形态';

/** Text that means something to somebody else: to SQL, a browser, a shell, a template, Excel. */
const hostile = [
  `'; DROP TABLE ledger.event; --`,
  `" OR ""="`,
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '$(reboot) `id` ; rm -rf /',
  '${7*7} {{7*7}} <%= 7*7 %> %s %n',
  `=HYPERLINK("http://evil.example","x")`,
  `+cmd|' /C calc'!A0`,
  '-2+3',
  '@SUM(1)',
  '\u202e反写 \u200b零宽 \ufeff',
  '👩‍👩‍👧‍👦 𠮷 é é',
  'a\r\nSet-Cookie: x=1',
  '{"__proto__":{"x":1}}',
  '..\\..\\etc/passwd %00 %0d%0a',
];

let world: World;
let authorization: string;
beforeAll(async () => {
  world = await World.start();
  authorization = await world.cluster.bearer(...manager);
});
afterAll(() => world.close());

const get = (path: string) => world.registry.http.get(path).set({ authorization });

const upload = (file: Buffer | string, fileName: string) =>
  world.registry.http
    .post('/v1/asset-imports')
    .set({ authorization })
    .field(
      'defaults',
      JSON.stringify({ rights: [{ right: 'holding', basis: 'x', from: '2026-01-01' }] }),
    )
    .attach('file', Buffer.from(file), fileName);

/** 外部编号,数据名称,概述,来源,形态 / n-1,年报,说明,协议取得,表格, as GBK. */
const gbk =
  'cde2b2bfb1e0bac52ccafdbeddc3fbb3c62cb8c5caf62cc0b4d4b42cd0cecc' +
  'ac0d0a6e2d312cc4eab1a82ccbb5c3f72cd0add2e9c8a1b5c32cb1edb8f10d0a';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('text that means something to somebody else', () => {
  it('stays text from the application to every answer and file', async () => {
    const ids: string[] = [];
    for (const name of hostile) {
      const body = application({ externalNumber: `t-${ids.length}` }, { name, summary: name });
      ids.push((await world.post(world.registry, '/v1/assets', body)).id);
    }
    await world.cluster.settled();
    for (const [index, name] of hostile.entries()) {
      const { body, headers } = await get(`/v1/assets/${ids[index]}`).expect(200);
      expect(body.description).toMatchObject({ name: name.trim(), summary: name.trim() });
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
      expect(headers['content-type']).toContain('application/json');
      const found = await get(`/v1/assets?text=${encodeURIComponent(name.trim())}`).expect(200);
      expect(found.body.items.map(({ assetId }: { assetId: string }) => assetId)).toContain(
        ids[index],
      );
      const history = await get(`/v1/assets/${ids[index]}/history`).expect(200);
      expect(JSON.stringify(history.body)).toContain(JSON.stringify(name.trim()).slice(1, -1));
    }
    const { text: lines } = await get('/v1/assets.ndjson').expect(200);
    const names = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string });
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(hostile.map((name) => name.trim())),
    );
  });

  it('is no formula in a file that a spreadsheet program opens', async () => {
    const { text: csv } = await get('/v1/assets.csv').expect(200);
    expect(csv).not.toMatch(/(^|,)"?[=+\-@\t]/mu);
    for (const name of hostile.slice(0, 4)) expect(csv).toContain(name.replaceAll('"', '""'));
  });

  it('comes in by a sheet as it is, and goes out in the report without harm', async () => {
    const rows = hostile.map((name, n) => `s-${n},${quoted(name)},说明,协议取得,表格`);
    const started = await upload([header, ...rows].join('\n'), `'; DROP TABLE x; --.csv`);
    expect(started.status).toBe(202);
    await world.cluster.settled();
    const { body } = await get(started.headers['location'] as string).expect(200);
    expect(body).toMatchObject({ state: 'completed', counts: { accepted: hostile.length } });
    const report = await get(`${started.headers['location']}/report.csv`).expect(200);
    expect(report.text).not.toMatch(/(^|,)"?[=+@\t]/mu);
    for (const [n, name] of hostile.entries()) {
      const { body: found } = await get(`/v1/assets?externalNumber=s-${n}`).expect(200);
      expect(found.items[0].description.name).toBe(name.trim());
    }
  });
});

describe('a file', () => {
  it('in GBK is read as what it says', async () => {
    const file = Buffer.from(gbk, 'hex');
    const started = await upload(file, 'gbk.csv');
    expect([started.status, started.body.total]).toEqual([202, 1]);
    await world.cluster.settled();
    const { body } = await get('/v1/assets?externalNumber=n-1').expect(200);
    expect(body.items[0].description).toMatchObject({ name: '年报', summary: '说明' });
  });

  it('with bad values has a line of report for each row, and the good ones go in', async () => {
    const long = '行'.repeat(10_000);
    const rows = [
      `b-1,好,说明,协议取得,表格`,
      `b-2,${long},说明,协议取得,表格`,
      `b-3,\0,说明,协议取得,表格`,
      `b-4,名称,,协议取得,表格`,
      `b-5,名称,说明,天上掉下,表格`,
      `,名称,说明,协议取得,表格`,
      `b-1,重复,说明,协议取得,表格`,
    ];
    const started = await upload([header, ...rows].join('\n'), 'bad.csv');
    await world.cluster.settled();
    const path = started.headers['location'] as string;
    const { body } = await get(`${path}/rows`).expect(200);
    const told = (
      body.items as { outcome: string; notes: { field?: string; message: string }[] }[]
    ).map(({ outcome, notes }) => [outcome, notes.every(({ message }) => message !== '')]);
    expect(told).toHaveLength(rows.length);
    expect(told[0]).toEqual(['accepted', true]);
    for (const line of [told[1], told[2], told[3], told[4], told[6]]) {
      expect(line).toEqual(['refused', true]);
    }
  });

  it('that is a bomb, too large, or no whole form is refused; nothing is recorded', async () => {
    const before = await world.head();
    const sheetXml = `<worksheet><sheetData>${' '.repeat(60 * 1024 * 1024)}</sheetData></worksheet>`;
    const bomb = zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.xml', content: '<workbook/>' },
      { name: 'xl/worksheets/sheet1.xml', content: sheetXml },
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    const burst = await upload(bomb, 'bomb.xlsx');
    expect([burst.status, burst.body.code]).toEqual([413, 'import_workbook_bomb']);
    const large = await upload(Buffer.alloc(51 * 1024 * 1024, 'a'), 'large.csv');
    expect([large.status, large.body.code]).toEqual([413, 'too_large']);
    const two = await upload(header, 'a.csv').attach('more', Buffer.from(header), 'b.csv');
    expect(two.status).toBe(413);
    const none = world.registry.http.post('/v1/asset-imports').set({ authorization });
    expect((await none.field('defaults', '{}')).status).toBe(400);
    const broken = world.registry.http
      .post('/v1/asset-imports')
      .set({ authorization, 'content-type': 'multipart/form-data; boundary=x' });
    expect((await broken.send('--x\r\nContent-Disposition: form-data; name="file"')).status).toBe(
      400,
    );
    expect(await world.head()).toBe(before);
    await isReady(world.registry.http);
  });
});
