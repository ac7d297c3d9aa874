import { idOf } from '@ledger/contracts/dataspace/protocol.js';
import { readCatalogRequest } from '@ledger/contracts/dataspace/read-message.js';
import { BadMessage, Members } from '@ledger/contracts/dataspace/read-values.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** Data sets on one page, at most. */
export const pageMax = 100;

/** Which offers are asked for, and how many at a time. */
export interface CatalogueFilter {
  readonly limit: number;
  readonly offset: number;
  readonly where: readonly (readonly [name: FilterName, value: string])[];
}

/** What a filter may name, and the column that it is: a data set is an offer. */
export const filterColumns = {
  id: 'offerId',
  assetId: 'assetId',
  sellerPartyId: 'sellerPartyId',
  kind: 'kind',
} as const;
const filterNames = ['id', 'assetId', 'sellerPartyId', 'kind'] as const;
export type FilterName = (typeof filterNames)[number];

/**
 * Of filters the one that EDC sends is understood: a `QuerySpec` with offset and limit and equality
 * of the data set, the asset, the seller or the kind of deal. Any other one is refused (binding, catalogue request).
 */
export const filterOf = (body: unknown): CatalogueFilter => {
  try {
    const [first, ...others] = readCatalogRequest(body).filter;
    if (first === undefined) return { limit: pageMax, offset: 0, where: [] };
    if (others.length > 0) throw notUnderstood('/filter');
    return specOf(first);
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    throw problem('invalid_request', { errors: [{ in: 'body', ...error.fault }] });
  }
};

/** What EDC calls its terms, as a context without them spells it. */
const edcTerms = /^(edc:|https:\/\/w3id\.org\/edc\/v0\.0\.1\/ns\/)/;
const specMembers = ['@type', '@id', 'offset', 'limit', 'filterExpression', 'sortOrder'];

/** Crawlers go on by an offset; beyond it by the `Link` of a page. */
const offsetMax = 10_000;

const specOf = (filter: Members): CatalogueFilter => {
  const spec = withOwnNames(filter);
  const { offset = 0, limit = pageMax, ...others } = spec.raw();
  const isSound = isWhole(limit) && limit > 0 && isWhole(offset) && offset <= offsetMax;
  const isKnown = Object.keys(others).every((name) => specMembers.includes(name));
  const isSpec = edcTerms.test(String(others['@type'])) || others['@type'] === 'QuerySpec';
  if (!isSound || !isKnown || !isSpec) throw notUnderstood(spec.pointer);
  const where = withList(spec, 'filterExpression')
    .objects('filterExpression', 10)
    .map((one): readonly [FilterName, string] => {
      const criterion = withOwnNames(one);
      const operand = criterion.text('operandLeft', 200).replace(edcTerms, '');
      const name = filterNames.find((one) => one === operand);
      if (name === undefined) throw notUnderstood(`${criterion.pointer}/operandLeft`);
      criterion.oneOf('operator', ['=']);
      return [name, idOf(criterion.text('operandRight', 200))];
    });
  return { limit: Math.min(limit, pageMax), offset, where };
};

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** JSON-LD writes a list of one as its member. */
const withList = (members: Members, name: string): Members => {
  const value = members.raw()[name];
  const isOne = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isOne ? new Members({ ...members.raw(), [name]: [value] }, members.pointer) : members;
};

const withOwnNames = (members: Members): Members =>
  new Members(
    Object.fromEntries(
      Object.entries(members.raw()).map(([name, value]) => [name.replace(edcTerms, ''), value]),
    ),
    members.pointer,
  );

const notUnderstood = (pointer: string): BadMessage => {
  const zh =
    '不支持此过滤条件：可用一个 QuerySpec，含 offset、limit 与按 id、assetId、sellerPartyId、kind 的相等条件';
  const en =
    'is not understood: one QuerySpec with offset, limit, equality of id, assetId, sellerPartyId, kind';
  return new BadMessage({ pointer, zh, en });
};
