import type { Role } from '@ledger/domain/decider.js';
import { bank } from '@ledger/domain/asset/testing/application.js';
import type { Actor } from '@ledger/domain/decider.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { AssetStory } from '../../../../test/support/asset-story.js';
import { TitleDoor } from './title-door.js';

const stranger = 'e0000000-0000-5000-8000-000000000001';
const opening = { code: 'title_opening', options: { retryAfterSeconds: 1 } };
const hidden = { code: 'title_not_found' };

const lift = async (story: AssetStory, assetId: string, partyId: string, role: Role) => {
  const actor: Actor = { person: 'token', partyId, role };
  const data = { assetId, barId: 'bar', reason: '解除' };
  const context = { actor, correlationId: 'correlation' };
  return new TitleDoor(story.loop).handle(`title-${assetId}`, { type: 'LiftBar', data }, context);
};

describe('the way to a title', () => {
  it('is about to open for those whom the application names, and not there for others', async () => {
    const story = new AssetStory();
    const assetId = await story.submit();
    await story.accept(assetId);
    await expect(lift(story, assetId, bank, 'registrar')).rejects.toMatchObject(hidden);
    await story.register(assetId);
    await expect(lift(story, assetId, bank, 'registrar')).rejects.toMatchObject(opening);
    await expect(lift(story, assetId, stranger, 'auditor')).rejects.toMatchObject(opening);
    await expect(lift(story, assetId, stranger, 'registrar')).rejects.toMatchObject(hidden);
    await expect(lift(story, assetId, bank, 'admin')).rejects.toMatchObject(hidden);
    await expect(lift(story, 'no-asset', bank, 'registrar')).rejects.toMatchObject(hidden);
  });

  it('hides an open title from whoever may not see it', async () => {
    const story = new AssetStory();
    const assetId = await story.submit();
    await story.accept(assetId);
    await story.register(assetId);
    const data = { assetId, registrarPartyId: bank, inHouse: true, entries: [] };
    const actor: Actor = { person: 'token', partyId: 'system', role: 'system' };
    const context = { actor, correlationId: 'correlation' };
    await story.loop.handler(titleKind)(`title-${assetId}`, { type: 'OpenTitle', data }, context);
    await expect(lift(story, assetId, stranger, 'registrar')).rejects.toMatchObject(hidden);
    const own = { code: 'bar_not_found' };
    await expect(lift(story, assetId, bank, 'registrar')).rejects.toMatchObject(own);
  });
});
