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

/** By what a number is drawn. */
interface Drawing {
  readonly rules: RuleBook;
  readonly reference: Parameters<typeof schemeAt>[1];
  readonly context: CommandContext;
}

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
    const now = ruleBookOf((stream) => view.of(policyKind, stream).state, registrarPartyId);
    const reference = { name: application.scheme, version: schemeVersion };
    const { registeredOn } = waiting;
    const before = await this.drawnBefore(waiting, { rules: now, reference });
    const rules = before?.rules ?? now;
    const drawn = before ?? (await this.drawn(waiting, { rules, reference, context }));
    if (drawn === undefined) return 'exhausted';
    const { month, serial } = drawn;
    const data = { assetId, month, serial, registeredOn, rules };
    await this.issue(assetStream(assetId), { type: 'IssueCertificate', data }, context);
    return 'numbered';
  }

  /**
   * The number that was drawn before the registrar's designation changed on the day of registration
   * itself: it is issued as it was drawn, or it would be left out of the series of before.
   */
  private async drawnBefore(
    { assetId, registrarPartyId, registeredOn }: Waiting,
    { rules, reference }: Pick<Drawing, 'rules' | 'reference'>,
  ): Promise<(Drawn & { readonly rules: RuleBook }) | undefined> {
    const { scheme } = schemeAt(rules, reference);
    for (const earlier of rulesOfThatDay(rules, registeredOn)) {
      const designation = designationInForce(earlier, registeredOn);
      if (designation === undefined) continue;
      for (const month of this.months(registeredOn)) {
        const series = certificateSeries(scheme, { partyId: registrarPartyId, designation }, month);
        const { state } = await this.loop.load(serialKind, serialStream(series));
        const serial = serialFor(state, assetId);
        if (serial !== undefined) return { month, serial, rules: earlier };
      }
    }
    return undefined;
  }

  /** From the month of a registration to this one. */
  private months(registeredOn: string): readonly string[] {
    const thisMonth = shanghaiDate(this.clock.now()).slice(0, 7);
    const months: string[] = [];
    for (let month = registeredOn.slice(0, 7); month <= thisMonth; month = monthAfter(month)) {
      months.push(month);
    }
    return months;
  }

  /** From the month of registration; where its numbers are used up, from the next that has some. */
  private async drawn(
    { assetId, registrarPartyId, registeredOn }: Waiting,
    by: Drawing,
  ): Promise<Drawn | undefined> {
    const { scheme } = schemeAt(by.rules, by.reference);
    // As of that day, not of now: after a crash the number is looked for in the series it was drawn from.
    const designation = designationInForce(by.rules, registeredOn);
    const registrar = { partyId: registrarPartyId, designation };
    for (const month of this.months(registeredOn)) {
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

/** The rules as they stood before each change of the designation on that day, the last one first. */
const rulesOfThatDay = (rules: RuleBook, day: string): readonly RuleBook[] => {
  const versions = rules.registrar?.versions ?? [];
  return versions
    .flatMap(({ from }, index) => (from === day ? [index] : []))
    .toReversed()
    .map((index) => ({ ...rules, registrar: { versions: versions.slice(0, index) } }));
};

/** `yyyy-MM`. */
const monthAfter = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);
