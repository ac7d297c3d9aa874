import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { everRegistered } from '@ledger/domain/asset/life.graph.js';
import { certificateSeries, serialMax } from '@ledger/domain/asset/schemes.js';
import { serialFor, serialKind, serialStream } from '@ledger/domain/asset/serial.decider.js';
import { addMonths, shanghaiDate } from '@ledger/domain/calendar.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import {
  designationInForce,
  type RuleBook,
  ruleBookOf,
  ruleBookStreams,
  schemeAt,
} from '@ledger/domain/policy/rule-book.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** A registered asset that has no number yet. */
interface Waiting {
  readonly assetId: string;
  readonly registrarPartyId: string;
  /** Date in Shanghai. */
  readonly registeredOn: string;
}

export type Numbering = 'numbered' | 'nothing' | 'exhausted';

/** A serial and the month (`yyyy-MM`) whose series it was drawn from. */
interface Drawn {
  readonly month: string;
  readonly serial: number;
}

/**
 * Gives a registered asset its certificate number. The number is claimed in a serial stream first
 * (pattern 3), under the asset's id, so that after any crash the same asset draws the same number
 * again and no number is lost or given twice.
 */
@Injectable()
export class CertificateNumbering {
  private readonly draw;
  private readonly issue;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.draw = loop.handler(serialKind);
    this.issue = loop.handler(assetKind);
  }

  /** What became of it: numbered now, nothing to number, or this month's numbers are used up. */
  async number(waiting: Waiting, context: CommandContext): Promise<Numbering> {
    const { assetId, registrarPartyId } = waiting;
    const streams = ruleBookStreams(registrarPartyId);
    const view = await this.loop.view([
      { kind: assetKind, stream: assetStream(assetId) },
      ...streams.map((stream) => ({ kind: policyKind, stream })),
    ]);
    const {
      application,
      certificateNo,
      schemeVersion = 1,
      status,
    } = view.of(assetKind, assetStream(assetId)).state;
    const isNumbered = certificateNo !== undefined || !everRegistered.includes(status);
    if (application === undefined || isNumbered) return 'nothing';
    const rules = ruleBookOf((stream) => view.of(policyKind, stream).state, registrarPartyId);
    const reference = { name: application.scheme, version: schemeVersion };
    const drawn = await this.drawn(waiting, { rules, reference, context });
    if (drawn === undefined) return 'exhausted';
    const data = { assetId, ...drawn, registeredOn: waiting.registeredOn, rules };
    await this.issue(assetStream(assetId), { type: 'IssueCertificate', data }, context);
    return 'numbered';
  }

  /** From the month of registration; where its numbers are used up, from the next that has some. */
  private async drawn(
    { assetId, registrarPartyId, registeredOn }: Waiting,
    by: {
      readonly rules: RuleBook;
      readonly reference: Parameters<typeof schemeAt>[1];
      readonly context: CommandContext;
    },
  ): Promise<Drawn | undefined> {
    const now = this.clock.now();
    const { scheme } = schemeAt(by.rules, by.reference);
    // As of that day, not of now: after a crash the number is looked for in the series it was drawn from.
    const designation = designationInForce(by.rules, registeredOn);
    const registrar = { partyId: registrarPartyId, designation };
    const thisMonth = shanghaiDate(now).slice(0, 7);
    for (let month = registeredOn.slice(0, 7); month <= thisMonth; month = monthAfter(month)) {
      const series = certificateSeries(scheme, registrar, month);
      const data = { series, drawnFor: assetId, numberMax: serialMax(scheme) };
      try {
        const command = { type: 'DrawSerial', data } as const;
        const { state } = await this.draw(serialStream(series), command, by.context);
        const serial = serialFor(state, assetId);
        if (serial === undefined) throw new Error(`Series ${series} gave no number to ${assetId}.`);
        return { month, serial };
      } catch (error) {
        if (!isExhausted(error)) throw error;
      }
    }
    return undefined;
  }
}

const isExhausted = (error: unknown): boolean =>
  error instanceof Refused && error.code === 'certificate_serial_exhausted';

/** `yyyy-MM`. */
const monthAfter = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);
