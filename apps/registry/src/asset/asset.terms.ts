import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import { nameTerms, plainText, textTerms } from '@ledger/domain/search/terms.js';
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
export const searchColumns = (
  row: Searched,
): Pick<AssetView, 'nameKey' | 'form' | 'searchText' | 'terms'> => {
  const { name, englishName = '', summary, form } = row.description;
  const externalNumber = row.externalNumber ?? '';
  const texts = [name, englishName, externalNumber, summary];
  const terms = [...nameTerms(name), ...texts.slice(1).flatMap(textTerms), ...factTerms(row)];
  return {
    nameKey: plainText(name),
    form,
    searchText: plainText(texts.join('\n')),
    terms: [...new Set(terms)].join(' '),
  };
};

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
