import type { PartyFact } from './disposal.commands.js';
import { partiesOf } from './successions.js';
import type { DataOf } from './title.commands.js';
import {
  act,
  and,
  as,
  bank,
  barred,
  buyer,
  entry,
  fact,
  given,
  lender,
  now,
  opened,
  operation,
  otherBuyer,
  pledged,
  stranger,
  theBank,
  theSystem,
  titleOf,
  today,
} from './testing/title-samples.js';
import type { TitleEvent } from './title.events.js';

const registrar = 'c1000000-0000-5000-8000-000000000009';
const to = 'f1000000-0000-7000-8000-000000000001';
const rest = 'f1000000-0000-7000-8000-000000000002';
const contractDigest = '12'.repeat(32);
const ids = { transferId: 'transfer-1', holdingId: operation };
const entries = { toHoldingId: to, remainingHoldingId: rest };
const transferees = [{ partyId: buyer }, { partyId: otherBuyer }];
const transfereeEvidence = transferees.map(({ partyId }) => ({ partyId, version: 1 }));
const theBuyer = as('manager', buyer);
const theOther = as('manager', otherBuyer);
const theClerk = as('registrar', registrar);
const aStranger = as('manager', stranger);

const opening = fact('TitleOpened', {
  registrarPartyId: registrar,
  inHouse: false,
  entries: [entry()],
});
const apply = (more: object = {}) =>
  act('TransferRight', {
    ...{ ...ids, ...entries, transferees, contractDigest, transfereeEvidence, reviewDays: 10 },
    ...more,
  });
const applied = fact('TransferApplied', {
  ...{ ...ids, ...entries, registrarPartyId: registrar, transferorPartyId: bank, transferees },
  ...{ contractDigest, reviewDays: 10, on: today },
});
const { transferId } = ids;
const join = (who = theBuyer, at = now) => act('JoinTransfer', { transferId }, who, at);
const joined = (partyId: string, last: Partial<DataOf<'TransferJoined'>> = {}) =>
  fact('TransferJoined', { transferId, partyId, on: today, ...last });
/** Ten working days from Monday 23 November. */
const counted = { reviewBy: '2026-12-07', calendarVersion: 1 };
const whole = [applied, joined(buyer), joined(otherBuyer, counted)] as const;
const approve = (who = theClerk, more: object = {}) =>
  act('ApproveTransfer', { transferId, transfereeEvidence, ...more }, who);
const reason = '双方解除合同';
const withdraw = (who = theBank) => act('WithdrawTransfer', { transferId, reason }, who);
const withdrawn = (partyId: string) =>
  fact('TransferWithdrawn', { transferId, partyId, reason, on: today });
const ground = { ground: 'falseProof', explanation: '合同并非双方签署' } as const;
const turnDown = (who = theClerk) => act('TurnTransferDown', { transferId, ...ground }, who);
const turnedDown = fact('TransferTurnedDown', { transferId, ...ground, on: today });
const after = (...events: TitleEvent[]) => given(opening, ...events);

describe('a transfer under a scheme that has it reviewed (guide art. 34)', () => {
  it('moves nothing on the transferor’s word; it is an application, once', () => {
    after().when(apply()).then(applied);
    after(applied).when(apply()).thenNothing();
    after(applied)
      .when(apply({ contractDigest: '34'.repeat(32) }))
      .thenRefused('title_id_taken', { id: transferId });
    expect(titleOf(opening, applied).entries.get(operation)?.ended).toBeUndefined();
  });

  it('moves it at once where the scheme has none reviewed', () => {
    const events = and([opening], apply({ reviewDays: undefined }));
    expect(events.map(({ type }) => type)).toEqual(['TitleOpened', 'RightTransferred']);
  });

  it('is tried by the rules of transfers when it is applied for', () => {
    after(barred())
      .when(apply())
      .thenRefused('entry_barred', { barIds: ['bar-1'] });
    after()
      .when(apply({ transfereeEvidence: [] }))
      .thenRefused('transferee_not_registered', { partyIds: [buyer, otherBuyer] });
  });

  it('is joined by each transferee, and reviewed from the last one on', () => {
    after(applied).when(join()).then(joined(buyer));
    after(applied, joined(buyer)).when(join()).thenNothing();
    after(applied, joined(buyer)).when(join(theOther)).then(joined(otherBuyer, counted));
    after(applied).when(join(theBank)).thenRefused('not_the_transferee');
    after(applied).when(join(aStranger)).thenRefused('title_not_found');
    after().when(join(theBank)).thenRefused('transfer_application_not_found', { transferId });
    after().when(join()).thenRefused('title_not_found');
  });

  it('waits for all of them before the registrar approves it', () => {
    after(applied)
      .when(approve())
      .thenRefused('transfer_not_joined', { partyIds: [buyer, otherBuyer] });
    after(applied, joined(buyer))
      .when(approve())
      .thenRefused('transfer_not_joined', { partyIds: [otherBuyer] });
    const events = and([opening, ...whole], approve());
    expect(events.at(-1)).toMatchObject({
      type: 'RightTransferred',
      data: {
        ...{ transferId, fromHoldingId: operation, part: 'whole', transferorPartyIds: [bank] },
        ...{ transfereePartyIds: [buyer, otherBuyer], contractDigest, on: today },
        to: { holdingId: to, holders: transferees, from: today },
      },
    });
    given(...events)
      .when(approve())
      .thenNothing();
  });

  it('is approved and turned down by the registrar of the title alone', () => {
    for (const command of [approve, turnDown]) {
      after(...whole)
        .when(command(theBank))
        .thenRefused('not_the_registrar', { registrarPartyId: registrar });
      after(...whole)
        .when(command(aStranger))
        .thenRefused('title_not_found');
      after(...whole)
        .when(command(as('registrar', lender)))
        .thenRefused('title_not_found');
    }
    after(applied).when(turnDown()).then(turnedDown);
    after(...whole)
      .when(turnDown())
      .then(turnedDown);
    after(...whole, turnedDown)
      .when(turnDown())
      .thenNothing();
  });

  it('is decided again on the title as it stands: what came meanwhile wins', () => {
    after(...whole, barred())
      .when(approve())
      .thenRefused('entry_barred', { barIds: ['bar-1'] });
    after(...whole, pledged(1))
      .when(approve())
      .thenRefused('entry_pledged');
    after(...whole)
      .when(approve(theClerk, { transfereeEvidence: [] }))
      .thenRefused('transferee_not_registered', { partyIds: [buyer, otherBuyer] });
    const lapsed = { status: 'registered', validUntil: '2026-11-22', version: 9 } as const;
    const onLastDay = { ...lapsed, validUntil: today };
    after(...whole)
      .when(approve(theClerk, { objectEvidence: lapsed }))
      .thenRefused('transfer_asset_not_in_force', { status: 'expired', validUntil: '2026-11-22' });
    const done = and([opening, ...whole], approve(theClerk, { objectEvidence: onLastDay }));
    expect(done.at(-1)?.data).toMatchObject({ objectEvidence: onLastDay });
    const ended = fact('HoldingEnded', { holdingId: operation, reason: '灭失', on: today });
    after(...whole, ended)
      .when(approve())
      .thenRefused('right_over');
  });

  it('is given up by either side until it is decided, and by nobody else', () => {
    after(applied).when(withdraw()).then(withdrawn(bank));
    after(...whole)
      .when(withdraw(theBuyer))
      .then(withdrawn(buyer));
    after(...whole, withdrawn(bank))
      .when(withdraw(theBuyer))
      .thenNothing();
    after(...whole)
      .when(withdraw(theClerk))
      .thenRefused('not_the_transferee');
    after(...whole)
      .when(withdraw(aStranger))
      .thenRefused('title_not_found');
  });

  it('is over once it is decided', () => {
    const gone = { transferId, as: 'withdrawn' };
    for (const command of [join(), approve(), turnDown()]) {
      after(applied, withdrawn(bank))
        .when(command)
        .thenRefused('transfer_application_decided', gone);
    }
    after(...whole, turnedDown)
      .when(withdraw())
      .thenRefused('transfer_application_decided', { transferId, as: 'turnedDown' });
    const registered = and([opening, ...whole], approve());
    given(...registered)
      .when(turnDown())
      .thenRefused('transfer_application_decided', { transferId, as: 'registered' });
    expect(titleOf(...registered).transferApplications.get(transferId)?.decided).toEqual({
      ...{ as: 'registered', version: registered.length },
    });
  });

  it('is recorded by no process of our own in a transferee’s place', () => {
    after(applied).when(join(theSystem)).thenRefused('not_the_transferee');
    given(opened(), applied).when(join(theBank)).thenRefused('not_the_transferee');
  });

  it('goes on with whoever follows a side of it (Civil Code art. 67)', () => {
    const heir = 'e1000000-0000-5000-8000-000000000001';
    const followed = (partyId: string): PartyFact => ({
      ...{ partyId, version: 3 },
      succession: { successors: [{ partyId: heir }], on: today },
    });
    const by = (partyId: string, command: ReturnType<typeof join>) =>
      ({
        ...command,
        data: { ...command.data, parties: [followed(partyId)] },
      }) as typeof command;
    const theHeir = as('manager', heir);
    const withHeir = { transfereeEvidence: [{ partyId: heir, version: 1 }, transfereeEvidence[1]] };

    // Of a transferee: what it had joined its successor has joined, and what it had not he joins.
    const taken = after(applied, joined(otherBuyer)).when(by(buyer, join(theHeir)));
    expect(taken.events()).toEqual([
      expect.objectContaining({ type: 'SuccessionNoted' }),
      joined(heir, counted),
    ]);
    const moved = after(...whole)
      .when(by(buyer, approve(theClerk, withHeir) as never))
      .events();
    expect(moved.at(-1)).toMatchObject({
      type: 'RightTransferred',
      data: { transfereePartyIds: [heir, otherBuyer] },
    });
    after(applied)
      .when(by(buyer, join(theBuyer)))
      .thenRefused('party_succeeded', { successorPartyIds: [heir] });

    // Of the transferor: his successor gives it up, or it is registered against him.
    const left = after(applied).when(by(bank, withdraw(theHeir) as never));
    expect(left.events().at(-1)).toEqual(withdrawn(heir));
    const against = after(...whole)
      .when(by(bank, approve() as never))
      .events();
    expect(against.at(-1)).toMatchObject({
      type: 'RightTransferred',
      data: { transferorPartyIds: [heir], transfereePartyIds: [buyer, otherBuyer] },
    });
    expect(partiesOf(titleOf(opening, applied))).toEqual(
      expect.arrayContaining([bank, buyer, otherBuyer]),
    );
  });
});
