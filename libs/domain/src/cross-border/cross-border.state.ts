import type { ExportDeclaration, ExportEvent } from './cross-border.events.js';

/** Persons counted this year. */
export type ExportCounters = { readonly persons: number; readonly sensitivePersons: number };

/** A year of an exporter; declarations by id, with those withdrawn marked. */
export type ExportYear = {
  readonly declared: ReadonlyMap<string, Declared>;
  readonly counters: ExportCounters;
};

export const nothingCounted: ExportCounters = { persons: 0, sensitivePersons: 0 };

export const countedWith = (one: ExportCounters, other: ExportCounters): ExportCounters => ({
  persons: one.persons + other.persons,
  sensitivePersons: one.sensitivePersons + other.sensitivePersons,
});

type Declared = ExportDeclaration & { readonly isWithdrawn: boolean };

export const initialExportYear = (): ExportYear => ({
  declared: new Map(),
  counters: nothingCounted,
});

/** `export-<partyId>-<yyyy>` */
export const exportStream = (partyId: string, year: number): string => `export-${partyId}-${year}`;

/** Exports that rest on a rule without a count do not use it up (CAC Order 16 art. 3–6). */
const uncounted: ReadonlySet<string> = new Set([
  'noPersonalOrImportant',
  'transit',
  'necessity',
  'freeTradeZone',
]);

/** What a declaration adds to the year's counters. */
export const countedOf = ({
  basis,
  persons,
  sensitivePersons,
}: Pick<ExportDeclaration, 'basis' | 'persons' | 'sensitivePersons'>): ExportCounters =>
  uncounted.has(basis) ? nothingCounted : { persons, sensitivePersons };

export const evolveExportYear = (state: ExportYear, event: ExportEvent): ExportYear => {
  const declared = new Map(state.declared);
  switch (event.type) {
    case 'ExportDeclared': {
      declared.set(event.data.exportId, { ...event.data, isWithdrawn: false });
      return { declared, counters: moved(state.counters, event.data, 1) };
    }
    case 'ExportWithdrawn': {
      const known = declared.get(event.data.exportId);
      if (known === undefined) throw new Error('An export was withdrawn that was never declared.');
      declared.set(known.exportId, { ...known, isWithdrawn: true });
      return { declared, counters: moved(state.counters, known, -1) };
    }
  }
};

const moved = (
  counters: ExportCounters,
  declaration: ExportDeclaration,
  sign: 1 | -1,
): ExportCounters => {
  const counted = countedOf(declaration);
  return {
    persons: counters.persons + sign * counted.persons,
    sensitivePersons: counters.sensitivePersons + sign * counted.sensitivePersons,
  };
};
