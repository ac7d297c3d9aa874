import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { certificateSeries } from '@ledger/domain/asset/schemes.js';
import { serialFor, serialKind, serialStream } from '@ledger/domain/asset/serial.decider.js';
import { addMonths, shanghaiDate } from '@ledger/domain/calendar.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Registered = Extract<RecordedOf<AssetEvent>, { readonly type: 'AssetRegistered' }>;

/** A serial and the month (`yyyy-MM`) whose series it was drawn from. */
interface Drawn {
  readonly month: string;
  readonly serial: number;
}

/**
 * Gives every registered asset its certificate number. The number is claimed in a serial stream
 * first (pattern 3), under the asset's id, so that after any crash the same asset draws the same
 * number again and no number is lost or given twice.
 */
@Injectable()
export class CertificateIssuing implements Process {
  readonly name = 'certificate-issuing';
  readonly categories = ['asset'];
  readonly reactsTo = ['AssetRegistered'];
  private readonly draw;
  private readonly issue;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.draw = loop.handler(serialKind);
    this.issue = loop.handler(assetKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    const { assetId, registrarPartyId } = (event as Registered).data;
    const { month, serial } = await this.drawn(event, assetId, registrarPartyId);
    await this.issue(
      assetStream(assetId),
      { type: 'IssueCertificate', data: { assetId, month, serial } },
      reactionTo(event, this.name),
    );
  }

  /** From the month of registration; where its numbers are used up, from the next that has some. */
  private async drawn(
    event: RecordedEvent,
    assetId: string,
    registrarPartyId: string,
  ): Promise<Drawn> {
    const thisMonth = monthOf(this.clock.now());
    for (let month = monthOf(event.recordedAt); ; month = monthAfter(month)) {
      const series = certificateSeries(registrarPartyId, month);
      try {
        const { state } = await this.draw(
          serialStream(series),
          { type: 'DrawSerial', data: { series, drawnFor: assetId } },
          reactionTo(event, this.name),
        );
        const serial = serialFor(state, assetId);
        if (serial === undefined) throw new Error(`Series ${series} gave no number to ${assetId}.`);
        return { month, serial };
      } catch (error) {
        if (!isExhausted(error)) throw error;
        if (month >= thisMonth) throw new NotYet(`Series ${series} is used up.`);
      }
    }
  }
}

const isExhausted = (error: unknown): boolean =>
  error instanceof Refused && error.code === 'certificate_serial_exhausted';

/** `yyyy-MM` in Shanghai. */
const monthOf = (instant: string): string => shanghaiDate(instant).slice(0, 7);

const monthAfter = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);
