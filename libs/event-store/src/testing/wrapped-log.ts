import type { EventLog } from '../event-log.js';

/** A log that lets a test count calls, delay them or make them fail; the rest is the real one. */
export const wrappedLog = (
  log: EventLog,
  around: <T>(call: 'read' | 'append' | 'versions', run: () => Promise<T>) => Promise<T>,
): EventLog => ({
  read: (stream, from, upTo) => around('read', () => log.read(stream, from, upTo)),
  append: (stream, expected, events) =>
    around('append', () => log.append(stream, expected, events)),
  versions: (streams) => around('versions', () => log.versions(streams)),
  follow: (after, options, onBatch) => log.follow(after, options, onBatch),
  readAll: (after, limit, options) => log.readAll(after, limit, options),
  changed: (timeoutMs) => log.changed(timeoutMs),
  ready: () => log.ready(),
  close: () => log.close(),
});

/** Counts the calls of each sort that reach a log. */
export const countedLog = (log: EventLog) => {
  const calls = { read: 0, append: 0, versions: 0 };
  const counted = wrappedLog(log, (call, run) => {
    calls[call] += 1;
    return run();
  });
  return { log: counted, calls };
};
