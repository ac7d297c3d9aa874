import { AssetStory } from '../../../../test/support/asset-story.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { certificateFold } from './certificate.projection.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(certificateFold);
});
afterAll(() => check.close());

describe('the table of certificates', () => {
  it('is the fold of the log, however it is cut and applied again', async () => {
    const story = new AssetStory();
    const numbered = await story.submit();
    await story.accept(numbered);
    await story.register(numbered);
    await story.certify(numbered);
    const waiting = await story.submit();
    await story.reject(waiting);
    const events = await story.events();
    const expected = foldedRows(certificateFold, events);
    await check.apply(events, 3);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
    expect(expected.get(numbered)).toMatchObject({
      certificateNo: 'N3f2a1b0c202611000001',
      isPublic: false,
      validUntil: null,
    });
    expect(expected.get(waiting)).toMatchObject({ certificateNo: null });
  });
});
