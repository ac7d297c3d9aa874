import { AssetStory } from '../../../../test/support/asset-story.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { partyFold } from './party.projection.js';

const one = '3f2a1b0c-1111-5111-8111-111111111111';
const two = '4f2a1b0c-2222-5222-8222-222222222222';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(partyFold);
});
afterAll(() => check.close());

describe('the table of parties', () => {
  it('is the fold of the log, however it is cut and applied again', async () => {
    const story = new AssetStory();
    await story.registerParty(one, '91440300MADX00019R');
    await story.registerParty(two, '91440300MADX00019T', '营业执照所载即为此代码');
    await story.verifyParty(one, '营业执照');
    await story.verifyParty(one, '章程');
    const events = await story.events();
    const expected = foldedRows(partyFold, events);
    await check.apply(events, 1, 2);
    expect(await check.rows()).toEqual(expected);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
    expect(expected.get(one)).toMatchObject({ evidence: '章程', version: 3 });
    expect(expected.get(two)).toMatchObject({
      verifiedAt: null,
      identifierValue: '91440300MADX00019T',
    });
  });
});
