import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type ApplicationTerms } from '@ledger/domain/asset/asset.state.js';
import { asOf } from '@ledger/domain/asset/clock.rules.js';
import { filingParty, type SourceEvidence } from '@ledger/domain/asset/eligibility.rules.js';
import type { Relied } from '@ledger/domain/asset/life.commands.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { sourcesOf } from '@ledger/domain/lineage/lineage.rules.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { type RuleBook, ruleBookOf, ruleBookStreams } from '@ledger/domain/policy/rule-book.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { StreamAsk, View } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';

type Named = Pick<ApplicationTerms, 'applicantPartyId' | 'description' | 'rights'>;

/** What is known of the parties and the sources that an application names. */
export type NamedEvidence = Pick<Relied, 'parties' | 'sourcesRead'>;

/**
 * What decisions on assets rely on from other streams (pattern 2: evidence in the command): parties,
 * sources and policies, read from the log in one look and not from a table.
 */
@Injectable()
export class AssetEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The policies, with the designation of a registrar where one is concerned. */
  async rules(registrarPartyId?: string): Promise<RuleBook> {
    const policies = ruleBookStreams(registrarPartyId);
    const view = await this.loop.view(policies.map((stream) => ({ kind: policyKind, stream })));
    return ruleBookIn(view, registrarPartyId);
  }

  /** All that an application relies on: its parties, its sources, the policies. */
  async of(named: Named, registrarPartyId?: string): Promise<Relied> {
    const policies = ruleBookStreams(registrarPartyId);
    const view = await this.loop.view([
      ...asksOf(named),
      ...policies.map((stream) => ({ kind: policyKind, stream })),
    ]);
    return { ...this.namedIn(view, named), rules: ruleBookIn(view, registrarPartyId) };
  }

  /** The parties and the sources of several applications, in one look for all of them. */
  async ofEach(all: readonly Named[]): Promise<(named: Named) => NamedEvidence> {
    const asks = new Map(all.flatMap(asksOf).map((ask) => [ask.stream, ask]));
    const view = await this.loop.view([...asks.values()]);
    return (named) => this.namedIn(view, named);
  }

  /** What a registration relies on: the policies, and the sources as they stand now. */
  async forRegistration(
    assetId: string,
  ): Promise<{ readonly rules: RuleBook; readonly sourcesRead: readonly SourceEvidence[] }> {
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    const sources = sourcesOf(state).map((source) => source.assetId);
    const policies = ruleBookStreams();
    const view = await this.loop.view([
      ...sources.map((source) => ({ kind: assetKind, stream: assetStream(source) })),
      ...policies.map((stream) => ({ kind: policyKind, stream })),
    ]);
    const { applicantPartyId = '' } = state.application ?? {};
    const sourcesRead = sources.map((source) => this.source(view, source, { applicantPartyId }));
    return { rules: ruleBookIn(view), sourcesRead };
  }

  private namedIn(view: View, named: Named): NamedEvidence {
    const today = shanghaiDate(this.clock.now());
    const parties = partiesNamed(named).map((partyId) => {
      const { state, version } = view.of(partyKind, partyStream(partyId));
      return filingParty(partyId, version, state, today);
    });
    const sourcesRead = sourcesNamed(named).map((assetId) => this.source(view, assetId, named));
    return { parties, ...(sourcesRead.length > 0 && { sourcesRead }) };
  }

  /** What another keeps in his own ledger is not there for anybody else to build on. */
  private source(
    view: View,
    assetId: string,
    { applicantPartyId }: Pick<Named, 'applicantPartyId'>,
  ): SourceEvidence {
    const { state, version } = view.of(assetKind, assetStream(assetId));
    const { application, status } = asOf(state, assetId, shanghaiDate(this.clock.now()));
    const isVisible =
      application?.scheme !== 'in-house' || application.applicantPartyId === applicantPartyId;
    return { assetId, version, isRegistered: status === 'registered' && isVisible };
  }
}

const ruleBookIn = (view: View, registrarPartyId?: string): RuleBook =>
  ruleBookOf((stream) => view.of(policyKind, stream).state, registrarPartyId);

/** Everybody whom an application relies on: the applicant and all holders, each once. */
const partiesNamed = ({ applicantPartyId, rights }: Named): readonly string[] => {
  const holders = rights.flatMap((line) => line.holders).map(({ partyId }) => partyId);
  return [...new Set([applicantPartyId, ...holders])];
};

const sourcesNamed = ({ description: { sources = [] } }: Named): readonly string[] =>
  sources.map(({ assetId }) => assetId);

const asksOf = (named: Named): readonly StreamAsk[] => [
  ...partiesNamed(named).map((partyId) => ({ kind: partyKind, stream: partyStream(partyId) })),
  ...sourcesNamed(named).map((assetId) => ({ kind: assetKind, stream: assetStream(assetId) })),
];
