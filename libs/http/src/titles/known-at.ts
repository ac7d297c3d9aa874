import { instant } from '@ledger/contracts/shape.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { problem } from '../problems/http-problem.js';

/** A point of what is known: a position of the log, or an instant with six decimals. */
export type KnownPoint = { readonly position: number } | { readonly instant: string };

/** The point that `knownAt` names; an instant means the last event at or before it. Other text is a 400. */
export const knownPoint = (knownAt: string): KnownPoint => {
  if (/^\d{1,15}$/.test(knownAt)) return { position: Number(knownAt) };
  const utc = instant.normalise?.(knownAt);
  if (typeof utc !== 'string' || !instant.accepts(utc)) throw notAPoint();
  return { instant: sixDecimals(utc) };
};

/** Whether an event had been recorded by `knownAt`. Absent: everything. */
export const knownBy = (knownAt: string | undefined): ((event: RecordedEvent) => boolean) => {
  if (knownAt === undefined) return () => true;
  const point = knownPoint(knownAt);
  return 'position' in point
    ? (event) => event.position <= point.position
    : ({ recordedAt }) => sixDecimals(recordedAt) <= point.instant;
};

/** Instants of one length, so that they sort as text. */
const sixDecimals = (utc: string): string => {
  const [seconds = '', decimals = ''] = utc.slice(0, -1).split('.');
  return `${seconds}.${decimals.padEnd(6, '0')}Z`;
};

const notAPoint = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/knownAt',
        zh: 'knownAt 须为日志位置（非负整数）或带时区的时刻（RFC 3339）',
        en: 'knownAt must be a log position or an instant with its time zone (RFC 3339)',
      },
    ],
  });
