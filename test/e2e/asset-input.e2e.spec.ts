import { partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { application, AssetApi, by, holdingRight, operationRight } from '../support/asset-api.js';

const partyId = partyIdOf('uscc', organisations.bank);
const { proofDigest: _, ...unproved } = operationRight;

let api: AssetApi;
beforeAll(async () => {
  api = await AssetApi.start();
});
afterAll(() => api.close());

describe('bad input', () => {
  const holdingOf = (more: object) => application({ rights: [{ ...holdingRight, ...more }] });
  const bad: readonly (readonly [what: string, status: number, body: unknown])[] = [
    ['nothing', 400, undefined],
    ['a list', 400, [application()]],
    ['no scheme', 400, application({ scheme: undefined })],
    ['a scheme that is not there', 400, application({ scheme: 'national' })],
    ['an unknown field', 400, application({ colour: 'red' })],
    ['an unknown field inside', 400, application({}, { colour: 'red' })],
    ['a name of 10,000 characters', 400, application({}, { name: '数'.repeat(10_000) })],
    ['an empty summary', 400, application({}, { summary: ' ' })],
    ['a description that is text', 400, application({ description: 'x' })],
    ['a source that is not there', 400, application({}, { source: 'magic' })],
    ['a division outside its section', 400, application({}, { industry: 'J44' })],
    ['a time span that does not exist', 400, application({}, { timeSpan: { from: '2026-02-30' } })],
    ['a volume as a number', 400, application({}, { volume: { records: 12 } })],
    ['a negative volume', 400, application({}, { volume: { records: '-1' } })],
    ['tags that are numbers', 400, application({}, { domains: [1] })],
    ['no rights', 400, application({ rights: [] })],
    ['rights that are no list', 400, application({ rights: holdingRight })],
    ['too many rights', 400, application({ rights: Array(21).fill(holdingRight) })],
    ['a first day that does not exist', 400, holdingOf({ from: '2026-13-01' })],
    ['days in the wrong order', 409, holdingOf({ from: '2026-02-01', until: '2026-01-01' })],
    ['a holder that is no id', 400, holdingOf({ holders: [{ partyId: 'x' }] })],
    ['no holders', 400, holdingOf({ holders: [] })],
    ['a share of two', 400, holdingOf({ holders: [{ partyId, share: '2/1' }] })],
    ['a right for no purpose', 400, holdingOf({ purposes: [] })],
    ['a right in no field', 400, holdingOf({ fields: [] })],
    ['shares below one', 409, holdingOf({ holders: [{ partyId, share: '1/3' }] })],
    ['a proof that is no digest', 400, holdingOf({ proofDigest: 'x' })],
    ['an operation right without proof', 409, application({ rights: [holdingRight, unproved] })],
    [
      'an operation right in data gathered by automated means',
      409,
      application({ rights: [holdingRight, operationRight] }, { source: 'automatedPublic' }),
    ],
    ['a megabyte', 413, application({}, { content: '据'.repeat(500_000) })],
  ];

  it.each(bad)('%s is told what is wrong', async (_, status, body) => {
    const answer = await api.post(by('manager'), '/v1/assets', body as object | undefined);
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it.each(['报送平台', 'ftp://a.cn', 'javascript:alert(1)', 'http://a b', 'https://'])(
    'a source address such as %s is named',
    async (sourceUrl) => {
      const answer = await api.post(by('manager'), '/v1/assets', application({}, { sourceUrl }));
      expect([answer.status, answer.body.errors]).toEqual([
        400,
        [expect.objectContaining({ pointer: '/description/sourceUrl' })],
      ]);
    },
  );

  it('in a path finds nothing', async () => {
    for (const id of ['x', '行', '%00', '..%2F..', `${'a'.repeat(36)}`, "1' OR '1'='1"]) {
      const path = `/v1/assets/${id.includes('%') ? id : encodeURIComponent(id)}`;
      for (const answer of [
        await api.get(by('manager'), path),
        await api.get(by('manager'), `${path}/history`),
        await api.post(by('registrar'), `${path}/acceptance`),
      ]) {
        expect([id, [400, 404].includes(answer.status)]).toEqual([id, true]);
      }
    }
  });
});
