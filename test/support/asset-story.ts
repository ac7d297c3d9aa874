import type { SubmitApplication } from '@ledger/domain/asset/asset.commands.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import {
  application,
  digest,
  managerMeta,
  registrarMeta,
  systemMeta,
} from '@ledger/domain/asset/testing/application.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { shippedRuleBook } from '@ledger/domain/policy/rule-book.js';
import type { Meta } from '@ledger/domain/decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { newId } from '@ledger/event-store/ids.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';

/** A log in memory on which specs play the lives of parties and assets through the real rules. */
export class AssetStory {
  now = '2026-11-21T02:00:00.000Z';
  readonly clock = { now: (): string => this.now };
  readonly log = new InMemoryEventLog(this.clock);
  readonly loop = new CommandLoop(this.log, this.clock);
  private readonly party = this.loop.handler(partyKind);
  private readonly asset = this.loop.handler(assetKind);

  async submit(more: Partial<SubmitApplication['data']> = {}): Promise<string> {
    const assetId = more.assetId ?? newId();
    const data = application({ ...more, assetId });
    const applicant = data.applicantPartyId;
    const actor = { ...managerMeta.actor, partyId: applicant };
    await this.asset(assetStream(assetId), { type: 'SubmitApplication', data }, context({ actor }));
    return assetId;
  }

  async accept(assetId: string): Promise<void> {
    const command = { type: 'AcceptApplication', data: { assetId, rules } } as const;
    await this.asset(assetStream(assetId), command, context(registrarMeta));
  }

  async reject(assetId: string): Promise<void> {
    const data = { assetId, ground: 'unlawfulSource', explanation: '来源合同已失效' } as const;
    const command = { type: 'RejectApplication', data } as const;
    await this.asset(assetStream(assetId), command, context(registrarMeta));
  }

  async register(assetId: string): Promise<void> {
    const command = { type: 'RegisterAsset', data: { assetId, rules } } as const;
    await this.asset(assetStream(assetId), command, context(registrarMeta));
  }

  async certify(assetId: string, serial = 1): Promise<void> {
    const data = { assetId, month: '2026-11', serial, registeredOn: '2026-11-21', rules };
    const command = { type: 'IssueCertificate', data } as const;
    await this.asset(assetStream(assetId), command, context(systemMeta));
  }

  async registerParty(partyId: string, value: string, checkOverrideReason?: string): Promise<void> {
    const identifier = { kind: 'uscc', value } as const;
    const reason = checkOverrideReason === undefined ? {} : { checkOverrideReason };
    const data = {
      partyId,
      identifier,
      name: '示例银行',
      partyClass: 'enterprise',
      ...reason,
    } as const;
    await this.party(partyStream(partyId), { type: 'RegisterParty', data }, context(registrarMeta));
  }

  async verifyParty(partyId: string, evidence: string): Promise<void> {
    const data = { partyId, evidence, documentDigest: digest };
    await this.party(partyStream(partyId), { type: 'VerifyParty', data }, context(registrarMeta));
  }

  async events(): Promise<readonly RecordedEvent[]> {
    return (await this.log.readAll(0, 10_000)).events;
  }
}

const rules = shippedRuleBook();

const context = ({ actor }: Pick<Meta, 'actor'>) => ({ actor, correlationId: 'correlation-1' });
