import { exportKind } from '@ledger/domain/cross-border/cross-border.decider.js';
import {
  countedWith,
  type ExportCounters,
  exportStream,
  type ExportYear,
  nothingCounted,
} from '@ledger/domain/cross-border/cross-border.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Inject, Injectable } from '@nestjs/common';

/** Exporters' years as they stand in the log (linearizable). */
@Injectable()
export class ExportYears {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  of(exporterPartyId: string, year: number): Promise<Loaded<ExportYear>> {
    return this.loop.load(exportKind, exportStream(exporterPartyId, year));
  }

  /** Whether an organisation is the exporter, or stands in its place. */
  async standsFor(partyId: string, exporterPartyId: string): Promise<boolean> {
    if (partyId === exporterPartyId) return true;
    return (await this.standings.of(partyId)).joint.includes(exporterPartyId);
  }

  /**
   * Persons counted that year by those in whose place an exporter stands: it provides what they
   * provided. After a division each successor counts all of it, for nobody can say whose they were.
   */
  async inherited(exporterPartyId: string, year: number): Promise<ExportCounters> {
    const { joint } = await this.standings.of(exporterPartyId);
    const others = joint.filter((partyId) => partyId !== exporterPartyId);
    if (others.length === 0) return nothingCounted;
    const streams = others.map((partyId) => exportStream(partyId, year));
    const { states } = await this.loop.loadMany(exportKind, streams);
    return [...states.values()]
      .map(({ state }) => state.counters)
      .reduce(countedWith, nothingCounted);
  }
}
