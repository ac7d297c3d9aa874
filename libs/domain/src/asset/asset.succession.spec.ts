import { shippedRuleBook } from '../policy/rule-book.js';
import { specOf } from '../testing/decider-spec.js';
import type { AssetCommand } from './asset.commands.js';
import { assetDecider } from './asset.decider.js';
import type { AssetEvent } from './asset.events.js';
import * as sample from './testing/application.js';

const { assetId, bank, partner, submitted } = sample;
const given = specOf(assetDecider);
const heir = partner;

type Standing = { readonly joint: readonly string[]; readonly sole: readonly string[] };

const withdraw = (partyId: string, actingFor?: Standing): AssetCommand => ({
  type: 'WithdrawApplication',
  data: { assetId, ...(actingFor && { actingFor }) },
  meta: { ...sample.managerMeta, actor: { ...sample.managerMeta.actor, partyId } },
});
const accept = (partyId: string, actingFor: Standing): AssetCommand => ({
  type: 'AcceptApplication',
  data: { assetId, rules: shippedRuleBook(), actingFor },
  meta: { ...sample.registrarMeta, actor: { ...sample.registrarMeta.actor, partyId } },
});
const withdrawn: AssetEvent = {
  type: 'ApplicationWithdrawn',
  data: { assetId, reason: 'applicant', on: '2026-11-21' },
};
const alone = { joint: [heir, bank], sole: [heir, bank] };
const together = { joint: [heir, bank], sole: [heir] };

describe('whoever succeeded the applicant or the registrar', () => {
  it('acts in its place, alone or with other successors', () => {
    for (const actingFor of [alone, together]) {
      given(submitted()).when(withdraw(heir, actingFor)).then(withdrawn);
    }
  });

  it('is the registrar only where it alone stands for it', () => {
    given(submitted())
      .when(accept(heir, alone))
      .then({ type: 'ApplicationAccepted', data: { assetId } });
    given(submitted()).when(accept(heir, together)).thenRefused('asset_not_found');
  });

  it('is nobody there without having succeeded', () => {
    const own = { joint: [heir], sole: [heir] };
    given(submitted()).when(withdraw(heir, own)).thenRefused('asset_not_found');
    given(submitted()).when(withdraw(heir)).thenRefused('asset_not_found');
  });
});

it('whoever was succeeded finds nothing any more; who was not acts as ever', () => {
  const gone = { joint: [], sole: [] };
  given(submitted()).when(withdraw(bank, gone)).thenRefused('asset_not_found');
  for (const actingFor of [undefined, { joint: [bank], sole: [bank] }]) {
    given(submitted()).when(withdraw(bank, actingFor)).then(withdrawn);
  }
});

it('what a successor records names the applicant as the application does, for all successors alike', () => {
  const graded: AssetCommand = {
    type: 'Reclassify',
    data: {
      ...{ assetId, reason: '年度复评', sources: [], actingFor: together },
      label: { grade: 'general', category: 'business', origin: 'enterprise' },
      policy: {
        version: 1,
        content: { validityMonths: 12, validityMonthsMax: 36, dueDaysBefore: 60 },
      },
      table: { version: 1, content: { cells: [] } },
    } as never,
    meta: { ...sample.managerMeta, actor: { ...sample.managerMeta.actor, partyId: heir } },
  };
  const [event] = given(submitted()).when(graded).events();
  expect(event).toMatchObject({ type: 'AssetReclassified', data: { applicantPartyId: bank } });
});

describe('what was registered for others by now', () => {
  const { rights } = sample.application();
  const sides = { assetId, registrarPartyId: bank, applicantPartyId: bank };
  const registered = (): readonly AssetEvent[] => [
    submitted(),
    { type: 'ApplicationAccepted', data: { assetId } },
    { type: 'AssetRegistered', data: { ...sides, rights } },
  ];
  const buyer = heir;
  const own = (partyId: string): Standing => ({ joint: [partyId], sole: [partyId] });
  const asks = (
    partyId: string,
    heldBy?: readonly string[],
    actingFor = own(partyId),
  ): AssetCommand => ({
    type: 'RequestCancellation',
    data: {
      ...{ assetId, requestId: 'r-1', ground: 'requested', reason: '数据已停止更新', actingFor },
      ...(heldBy && { heldBy }),
    },
    meta: { ...sample.managerMeta, actor: { ...sample.managerMeta.actor, partyId } },
  });
  const asked = { ground: 'requested', reason: '数据已停止更新' };
  const fact = { type: 'CancellationRequested', data: { assetId, requestId: 'r-1', ...asked } };

  it('is not its applicant’s to ask for, but theirs', () => {
    given(...registered())
      .when(asks(buyer, [buyer]))
      .then(fact as AssetEvent);
    given(...registered())
      .when(asks(bank, [buyer]))
      .thenRefused('not_the_holder');
    given(...registered())
      .when(asks('stranger', [buyer]))
      .thenRefused('asset_not_found');
  });

  it('is his as long as he holds some of it, and where the title says nothing', () => {
    for (const heldBy of [[bank, buyer], [buyer, bank], [bank], [], undefined]) {
      given(...registered())
        .when(asks(bank, heldBy))
        .then(fact as AssetEvent);
    }
    given(...registered())
      .when(asks(buyer, [buyer, bank]))
      .then(fact as AssetEvent);
    given(...registered())
      .when(asks(buyer, []))
      .thenRefused('asset_not_found');
  });

  it('is his again who succeeded one that holds it', () => {
    const joint = { joint: ['heir', buyer], sole: ['heir'] };
    given(...registered())
      .when(asks('heir', [buyer], joint))
      .then(fact as AssetEvent);
    const ofApplicant = { joint: ['heir', bank], sole: ['heir'] };
    given(...registered())
      .when(asks('heir', [buyer], ofApplicant))
      .thenRefused('not_the_holder');
  });
});
