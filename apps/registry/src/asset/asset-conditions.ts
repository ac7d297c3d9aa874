import type { AssetsQuery } from '@ledger/contracts/asset/assets-query.dto.js';
import { headTermOf, soughtWords, textTerms } from '@ledger/domain/search/terms.js';
import { stateSql } from '@ledger/http/assets/asset-state.js';
import { factTerm } from './asset.terms.js';

/** What a list may be asked for, its order and pages apart. */
export type AssetFilters = Omit<AssetsQuery, 'limit' | 'cursor' | 'sort' | 'facets'> & {
  /** In whose place the holder asked for stands; absent: in its own. */
  readonly heldFor?: readonly string[];
};

/** Puts a value into a statement and answers its place, `$1`. */
export type Bind = (value: unknown) => string;

export const bindingTo = (...first: readonly unknown[]) => {
  const parameters: unknown[] = [...first];
  return { parameters, bind: (value: unknown): string => `$${parameters.push(value)}` };
};

/** What the filters ask of an asset. */
export interface Conditions {
  /** As SQL over one row `a`. */
  readonly rows: readonly string[];
  /** Terms that every match has, that of the state apart. */
  readonly terms: readonly string[];
  /** The term of those whose state is written down; the clock has others in it, too. */
  readonly stateTerm?: string;
  /** The first word looked for, and the term of names that begin with it. */
  readonly head?: { readonly word: string; readonly term: string };
  /** At most a handful match, and an index finds them. */
  readonly isPoint: boolean;
  /** An index other than that of terms finds them. */
  readonly isIndexed: boolean;
}

/** Assets of one holder that a filter finds by their titles; beyond are those that applied. */
const heldMax = 10_000;

/** What the index of terms holds of an asset; written as the index has it. */
const termsOfAsset = `array_to_tsvector(string_to_array(a.terms, ' '))`;

/** A term as a query of the index is written. */
const quoted = (term: string): string => `'${term.replaceAll(/['\\]/gu, '$&$&')}'`;

/** That an asset has all these terms (at least one), and not that one. */
export const termsAre = (terms: readonly string[], bind: Bind, without?: string): string => {
  const not = without === undefined ? [] : [`!${quoted(without)}`];
  return `${termsOfAsset} @@ ${bind([...terms.map(quoted), ...not].join(' & '))}::tsquery`;
};

const hasOneOf = (terms: readonly string[], bind: Bind): string =>
  `${termsOfAsset} @@ ${bind(terms.map(quoted).join(' | '))}::tsquery`;

/** The same of one term, as a row that is at hand tells it soonest. */
const hasTerm = (term: string, bind: Bind): string =>
  `position(${bind(` ${term} `)}::text IN ' ' || a.terms || ' ') > 0`;

export interface SoughtTerms extends Pick<Conditions, 'terms' | 'stateTerm'> {
  /** A term that none of them has. */
  readonly without?: string | undefined;
}

/**
 * That the index of terms may have an asset: by the terms that every match has, and by the state
 * that is written down or, for the few of which the clock says otherwise, by the day it is due on.
 */
export const termsMatch = (
  { terms, stateTerm, without }: SoughtTerms,
  today: string,
  bind: Bind,
): string => {
  if (stateTerm === undefined) return termsAre(terms, bind, without);
  const written = termsAre([...terms, stateTerm], bind, without);
  return `(${written} OR a.due_on <= ${bind(today)}::text)`;
};

/** What is asked on a day: an asset is in the state that the clock has it in. */
export const conditionsOf = (filters: AssetFilters, today: string, bind: Bind): Conditions => {
  const rows: string[] = [];
  const terms: string[] = [];
  const add = (condition: string | undefined): void => {
    if (condition !== undefined) rows.push(condition);
  };
  const compared = (column: string, operator: string, value: string | undefined): void =>
    add(value === undefined ? undefined : `a.${column} ${operator} ${bind(value)}::text`);
  for (const fact of facts) {
    const value = filters[fact];
    compared(fact, '=', value);
    if (value !== undefined) terms.push(factTerm(fact, value));
  }
  const { state } = filters;
  if (state !== undefined) {
    add(`${stateSql('a', bind(today))} = ${bind(state)}::text`);
  }
  const { text, industry, holder, heldFor, certificateNo, externalNumber } = filters;
  if (industry !== undefined) {
    add(
      `${industry.length === 1 ? 'left(a.industry, 1)' : 'a.industry'} = ${bind(industry)}::text`,
    );
    terms.push(factTerm('industry', industry));
  }
  compared('certificate_no', '=', certificateNo);
  compared('external_number', '=', externalNumber);
  terms.push(...textTerms(externalNumber ?? ''));
  compared('registered_on', '>=', filters.registeredFrom);
  compared('registered_on', '<=', filters.registeredUntil);
  compared('valid_until', '<', filters.expiringBefore);
  add(holder && heldBy(heldFor ?? [holder], bind));
  const words = soughtWords(text ?? '');
  for (const { word, terms: own, isWhole } of words) {
    terms.push(...own);
    if (!isWhole) add(`position(${bind(word)}::text IN a.search_text) > 0`);
    else for (const term of own) add(hasTerm(term, bind));
  }
  const [first] = words;
  const headTerm = first && headTermOf(first.word);
  const { registeredFrom, registeredUntil, expiringBefore } = filters;
  const dated = [registeredFrom, registeredUntil, expiringBefore, holder];
  return {
    rows,
    terms: [...new Set(terms)],
    ...(state !== undefined && { stateTerm: factTerm('state', state) }),
    ...(headTerm !== undefined && { head: { word: first!.word, term: headTerm } }),
    isPoint: certificateNo !== undefined || externalNumber !== undefined,
    isIndexed: dated.some((value) => value !== undefined),
  };
};

/** Filters whose value is that of a column of the same name. */
const facts = ['scheme', 'grade', 'category', 'source', 'form'] as const;

/** Before the registration by what was applied for, afterwards by the title. */
const heldBy = (partyIds: readonly string[], bind: Bind): string =>
  `(${hasOneOf(
    partyIds.map((partyId) => factTerm('holder', partyId)),
    bind,
  )} OR a.asset_id = ANY (ARRAY(
     SELECT r.asset_id FROM read.asset_reader AS r
     WHERE r.party_ids && ${bind(partyIds)}::uuid[] AND r.ground = 'holder'
     LIMIT ${heldMax})))`;
