import { applicationExamples } from '@ledger/contracts/asset/application.examples.js';
import type { SubmitApplicationDto } from '@ledger/contracts/asset/asset.dto.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { RequestClaims } from '@ledger/event-store/request-claims.js';
import { context } from '@ledger/event-store/testing/till.js';
import { countedLog } from '@ledger/event-store/testing/wrapped-log.js';
import { AssetEvidence } from '@ledger/http/assets/asset-evidence.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { AssetCommandsController } from './asset.commands.controller.js';

const clock: Clock = { now: () => '2026-11-21T17:00:00.000Z' };
const org = '91440300MADX00019R';
const partyId = partyIdOf('uscc', org);
const caller: Caller = { person: 'p', org, register: 'uscc', partyId, roles: ['manager'] };
const numbered = applicationExamples.inHouse.value as SubmitApplicationDto;
const { externalNumber: _, ...body } = numbered;
const own = () => context({ actor: { person: 'p', partyId, role: 'manager' } });

const setUp = async () => {
  const counted = countedLog(new InMemoryEventLog(clock));
  const loop = new CommandLoop(counted.log, clock);
  await loop.handler(partyKind)(
    partyStream(partyId),
    {
      type: 'RegisterParty',
      data: {
        partyId,
        identifier: { kind: 'uscc', value: org },
        name: '示例电力有限公司',
        partyClass: 'enterprise',
      },
    },
    own(),
  );
  const controller = new AssetCommandsController(
    loop.handler(assetKind),
    new RequestClaims(loop),
    loop,
    new AssetEvidence(loop, clock),
    new Standings(loop, clock),
  );
  return { ...counted, controller };
};

describe('an application for a new asset', () => {
  it('costs one look at the log and one append: what is new is not read', async () => {
    const { controller, calls } = await setUp();
    Object.assign(calls, { read: 0, append: 0, versions: 0 });
    const answer = await controller.submit(body, {}, caller, newId(), own());
    expect(answer).toMatchObject({ outcome: { version: 1 } });
    expect(calls).toEqual({ read: 0, append: 1, versions: 1 });
  });

  it('meets the one that is there already under its number', async () => {
    const { controller } = await setUp();
    const [first, again] = [
      await controller.submit(numbered, {}, caller, newId(), own()),
      await controller.submit(numbered, {}, caller, newId(), own()),
    ];
    expect(again).toEqual(first);
  });
});
