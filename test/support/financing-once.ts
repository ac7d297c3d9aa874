import { partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from './apps.js';
import { report } from './report.js';
import type { Ask, Once } from './once.js';
import type { World } from './world.js';

const { bank, lender, appraiser } = organisations;
const manager = [bank, 'manager'] as const;
const theLender = [lender, 'lender'] as const;
const firm = [appraiser, 'appraiser'] as const;
const cny = (amount: string) => ({ amount, currency: 'CNY' });
const digest = 'b'.repeat(64);

/** Every step of a facility, and a search, each under one key. */
export const financingOnce = async (world: World, once: Once): Promise<void> => {
  const { assetId, holdingId } = await world.openAsset();
  const path = `/v1/assets/${assetId}`;
  const valued = async (number: string, amount: string, baseDate: string) => {
    const results = [{ approach: 'cost', value: cny(amount) }];
    const body = { ...report(number), results, value: cny(amount), baseDate };
    return (await world.post(world.registry, `${path}/valuations`, body, firm)).id;
  };
  const named = { firmPartyId: partyIdOf('uscc', appraiser), until: '2027-06-30' };
  await world.post(world.registry, `${path}/appraisers`, named);
  await valued('融资一号', '2000.00', '2026-10-30');

  const wanted = {
    lenderPartyId: partyIdOf('uscc', lender),
    amount: cny('1000.00'),
    purpose: '流动资金周转',
    until: '2027-11-20',
    collateral: [{ assetId, holdingId }],
  };
  const asked = { body: wanted, other: { ...wanted, purpose: '设备采购' } };
  const financingId = await once('registry POST /v1/financings', { as: manager, ...asked });
  const of = { as: theLender, things: { assetId, financingId } };
  const route = (rest: string) => `registry POST /v1/financings/{financingId}/${rest}`;
  const offer = { creditLine: cny('1000.00'), haircut: '0', ratio: '0.5', rate: '0.0435' };
  const dated = { ...offer, until: '2027-11-20', openUntil: '2026-12-20' };
  await once(route('offer'), { ...of, body: dated, other: { ...dated, rate: '0.05' } });
  const contract = { body: { contractDigest: digest }, other: { contractDigest: 'c'.repeat(64) } };
  await once(route('acceptance'), { ...of, as: manager, ...contract });
  const amounts = (amount: string, other: string) => ({
    body: { amount: cny(amount) },
    other: { amount: cny(other) },
  });
  await once(route('drawdowns'), { ...of, ...amounts('900.00', '800.00') });
  const valuationId = await valued('融资二号', '500.00', '2026-10-31');
  await world.cluster.settled();
  const call = { amount: cny('100.00'), until: '2026-12-04' };
  const called = { body: call, other: { ...call, until: '2026-12-05' } };
  await once(route('margin-call'), { ...of, ...called });
  await once(route('cure'), { ...of, body: { how: 'waived' }, other: { how: 'collateral' } });
  const fault = { ground: 'notRepaid', explanation: '到期未还' };
  const failed = { body: fault, other: { ...fault, ground: 'other' } };
  await once(route('default'), { ...of, ...failed });
  await once(route('repayments'), { ...of, ...amounts('900.00', '1.00') });
  await correctionsOnce(world, once, of);
  const ended = { body: { reason: '结清' }, other: { reason: '另有约定' } };
  await once(route('closing'), { ...of, ...ended });

  const seen = { holdingId, lenderPartyId: partyIdOf('uscc', lender), purpose: 'inspect' };
  const leave = { ...seen, until: '2027-06-30' };
  await world.post(world.registry, `${path}/lender-authorisations`, leave);
  const choice = { valuationId, reason: '准入机构' };
  await once('registry POST /v1/assets/{assetId}/appraisal-choice', {
    ...{ as: theLender, things: { assetId } },
    ...{ body: choice, other: { ...choice, reason: '较为审慎' } },
  });
  const search = { assetId, purpose: '贷前调查' };
  const searched = { body: search, other: { ...search, purpose: '贷后检查' } };
  await once('registry POST /v1/pledge-searches', { as: theLender, ...searched });

  const watched = { assetId, purpose: '贷前跟踪' };
  const listed = { body: watched, other: { ...watched, purpose: '贷后跟踪' } };
  const watchId = await once('registry POST /v1/watches', { as: theLender, ...listed });
  const off = { body: { reason: '不再授信' }, other: { reason: '已结清' } };
  const removal = 'registry POST /v1/watches/{watchId}/removal';
  await once(removal, { as: theLender, things: { watchId }, ...off });
};

/** A correction of the last payment rejected, another one approved. */
const correctionsOnce = async (world: World, once: Once, of: Ask): Promise<void> => {
  const route = (rest: string) => `registry POST /v1/financings/{financingId}/${rest}`;
  const last = async (): Promise<string> => {
    const { body } = await world.send(
      world.route('registry GET /v1/financings/{financingId}/payments'),
      of,
    );
    return (body as { items: { id: string }[] }).items.at(-1)?.id ?? '';
  };
  const wrong = { paymentId: await last(), reason: '录入错误' };
  const proposed = async (what: object = wrong) => {
    const asked = { body: what, other: { ...what, reason: '另因' } };
    const correctionId = await once(route('corrections'), { ...of, ...asked });
    return { ...of, things: { ...of.things, correctionId } };
  };
  const no = { body: { reason: '原记载无误' }, other: { reason: '另因' } };
  const another = { as: [lender, 'lender', 'auditor'] as const };
  const rejected = { ...(await proposed()), ...another, ...no };
  await once(route('corrections/{correctionId}/rejection'), rejected);
  const to = { amount: cny('900.00'), interest: cny('1.00'), on: '2026-11-20' };
  const approved = { ...(await proposed({ ...wrong, to })), ...another };
  await once(route('corrections/{correctionId}/approval'), approved);
};
