import { organisations } from './apps.js';
import type { Once } from './once.js';
import type { World } from './world.js';

const { bank, appraiser } = organisations;
const registrar = [bank, 'registrar'] as const;
const keeper = [appraiser, 'registrar'] as const;

/** The verification of a party, and corrections of its class, each under one key. */
export const partyOnce = async (world: World, once: Once, partyId: string): Promise<void> => {
  const of = { as: registrar, things: { party: partyId } };
  const evidence = { body: { evidence: '营业执照' }, other: { evidence: '章程' } };
  await once('registry POST /v1/parties/{party}/verification', { ...of, ...evidence });
  const right = { partyClass: 'other', reason: '类别选择错误' };
  const other = { ...right, reason: '另因' };
  const corrections = 'registry POST /v1/parties/{party}/corrections';
  await once(corrections, { ...of, body: right, other });
  const proposed = async () => {
    const path = `/v1/parties/${partyId}/corrections`;
    const { id } = await world.post(world.registry, path, right, registrar);
    const things = { party: partyId, correctionId: id as string };
    return { as: [...registrar, 'manager'] as const, things };
  };
  const decide = (how: string) => `${corrections}/{correctionId}/${how}`;
  const reasons = { body: { reason: '原记载无误' }, other: { reason: '另因' } };
  await once(decide('rejection'), { ...(await proposed()), ...reasons });
  await once(decide('approval'), await proposed());
};

/** A change of the bank's registration asked for and refused, or taken back, each under one key. */
export const requestsOnce = async (
  world: World,
  once: Once,
  { assetId, description }: { readonly assetId: string; readonly description: object },
): Promise<void> => {
  const asked = async () => {
    const change = { description, reason: '更名' };
    const answer = await world.post(world.registry, `/v1/assets/${assetId}/change`, change);
    return { assetId, requestId: answer['requestId'] as string };
  };
  const route = (rest: string) => `registry POST /v1/assets/{assetId}/requests/{requestId}/${rest}`;
  const reasons = { body: { reason: '缺少证明' }, other: { reason: '另因' } };
  await once(route('refusal'), { as: keeper, things: await asked(), ...reasons });
  const things = await asked();
  await once(route('withdrawal'), { as: [bank, 'manager'], things });
};

/** Corrections of a registration: proposed, rejected and approved, each under one key. */
export const correctionsOnce = async (
  world: World,
  once: Once,
  { assetId, description }: { readonly assetId: string; readonly description: object },
): Promise<void> => {
  const correction = { correctedEvent: 1, description, reason: '录入错误' };
  const corrections = 'registry POST /v1/assets/{assetId}/corrections';
  const other = { ...correction, reason: '另因' };
  await once(corrections, { as: keeper, things: { assetId }, body: correction, other });
  const proposed = async () => {
    const path = `/v1/assets/${assetId}/corrections`;
    const { id } = await world.post(world.registry, path, correction, keeper);
    const things = { assetId, correctionId: id as string };
    return { as: [...keeper, 'manager'] as const, things };
  };
  const reasons = { body: { reason: '原记载无误' }, other: { reason: '另因' } };
  const decide = (how: string) => `${corrections}/{correctionId}/${how}`;
  await once(decide('rejection'), { ...(await proposed()), ...reasons });
  await once(decide('approval'), await proposed());
};
