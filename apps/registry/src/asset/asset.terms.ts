import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import { indexed } from '@ledger/domain/search/terms.js';
import type { AssetView } from './asset.view.js';

/** Of which facts an asset has terms: one index finds text and facts together. */
export type Fact =
  | 'applicant'
  | 'registrar'
  | 'holder'
  | 'state'
  | 'scheme'
  | 'industry'
  | 'source'
  | 'form'
  | 'category'
  | 'grade';

/** The term of a fact; no text has an equals sign in a term. */
export const factTerm = (fact: Fact, value: string): string => `${fact}=${value}`;

/** What the terms are made of. */
export type Searched = Pick<
  AssetView,
  | 'state'
  | 'scheme'
  | 'applicantPartyId'
  | 'registrarPartyId'
  | 'externalNumber'
  | 'industry'
  | 'source'
  | 'category'
  | 'grade'
  | 'description'
  | 'rights'
  | 'registeredOn'
>;

/** The columns that a search reads. */
export type SearchColumns = Pick<AssetView, 'nameKey' | 'form' | 'searchText' | 'terms'>;

/**
 * The columns that a search reads. Cutting a text into terms is most of what an event costs this
 * table, and few events change one: what the row before says of the same text is taken over.
 */
export const searchColumns = (row: Searched, before?: Searched & SearchColumns): SearchColumns => {
  const isSameText = before !== undefined && hasSameText(before, row);
  const { nameKey, searchText, textTerms: ofText } = isSameText ? cutBefore(before) : cut(row);
  const facts = [...new Set(factTerms(row))].join(' ');
  const terms = ofText === '' ? facts : `${ofText} ${facts}`;
  return { nameKey, form: row.description.form, searchText, terms };
};

/** What is found by its text. */
const textsOf = ({ description, externalNumber }: Searched): readonly [string, ...string[]] => [
  description.name,
  description.englishName ?? '',
  externalNumber ?? '',
  description.summary,
];

const hasSameText = (one: Searched, other: Searched): boolean => {
  const texts = textsOf(other);
  return textsOf(one).every((text, index) => text === texts[index]);
};

interface Cut {
  readonly nameKey: string;
  readonly searchText: string;
  /** Parted by blanks. */
  readonly textTerms: string;
}

const cut = (row: Searched): Cut => {
  const [name, ...others] = textsOf(row);
  const { nameKey, searchText, terms } = indexed(name, others);
  return { nameKey, searchText, textTerms: [...terms].join(' ') };
};

/** The terms of facts come last, that of the applicant first among them. */
const cutBefore = ({ nameKey, searchText, terms }: SearchColumns): Cut => ({
  nameKey,
  searchText,
  textTerms: terms.slice(0, terms.indexOf(factTerm('applicant', ''))).trimEnd(),
});

const factTerms = (row: Searched): readonly string[] => {
  const { industry, category, grade, registrarPartyId, applicantPartyId } = row;
  return [
    factTerm('applicant', applicantPartyId),
    ...(registrarPartyId === applicantPartyId ? [] : [factTerm('registrar', registrarPartyId)]),
    ...holdersOf(row.rights),
    factTerm('state', row.state),
    factTerm('scheme', row.scheme),
    ...(industry === null ? [] : [factTerm('industry', industry)]),
    ...(industry === null || industry.length === 1
      ? []
      : [factTerm('industry', industry.charAt(0))]),
    factTerm('source', row.source),
    factTerm('form', row.description.form),
    ...(category === null ? [] : [factTerm('category', category)]),
    ...(grade === null ? [] : [factTerm('grade', grade)]),
  ];
};

const holdersOf = (rights: readonly RightStatement[]): readonly string[] =>
  rights.flatMap(({ holders }) => holders.map(({ partyId }) => factTerm('holder', partyId)));
