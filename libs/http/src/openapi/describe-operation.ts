import type { RouteAccess } from '../auth/access.decorators.js';

/** The part of a parameter that is added to. */
interface Parameter {
  readonly name?: string;
  readonly in?: string;
  description?: string;
}

/** The part of an OpenAPI operation that is added to. */
export interface Operation {
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: readonly Parameter[];
  requestBody?: object;
  responses: Record<string, { description?: string; content?: object }>;
  'x-access'?: RouteAccess;
}

const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } },
};

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not well formed; `errors` names each field and its remedy.',
  401: 'No token or key, or one that is not valid.',
  403: 'None of the roles that this needs.',
  404: 'Not there, or not yours to see.',
  409: 'A rule says no; `code` names it and `obstacles` what stands in the way.',
  412: '`If-Match` names another version than the present one.',
  413: 'Larger than allowed.',
  415: 'Another content type than the route takes.',
  422: 'The `Idempotency-Key` was used for another request.',
  503: 'Not just now: try again after `Retry-After`.',
};

const successes: Readonly<Record<string, string>> = {
  200: 'As asked.',
  201: 'Recorded.',
  202: 'Taken in; the work goes on.',
};

/** What stands in a path, by the name that it has there. */
const pathParameters: Readonly<Record<string, string>> = {
  alertId: 'Id of the alert: the watch’s id, a full stop and a number.',
  chargeNo: 'Number of the charge within the order, from 1.',
  amendmentNo: 'Number of the amendment within the order, from 1.',
  deliveryNo: 'Number of the delivery within the order, from 1.',
  disputeNo: 'Number of the dispute within the order, from 1.',
  refundNo: 'Number of the refund within the order, from 1.',
  sharingId: 'Id of the revenue-sharing agreement.',
  accountId: 'Account: its kind, a colon and its owner.',
  assetId: 'Id of the asset.',
  authorisationId: 'Id of the lender’s authorisation.',
  barId: 'Id of the bar.',
  bookId: 'Id of the book.',
  batchId: 'Name of the batch of uses: month of recording, part and version.',
  certificateNo: 'Number of the certificate.',
  code: 'The `code` of a problem.',
  connectorId: 'Id of the connector.',
  consentId: 'Id of the consent.',
  correctionId: 'Id of the correction.',
  draftId: 'Id of the draft: its month, a full stop and an id.',
  duplicateNo: 'Number of the suspected duplicate within the asset, from 1.',
  financingId: 'Id of the facility.',
  grantId: 'Id of the grant.',
  registrationReservationId: 'Id of the reservation.',
  holdId: 'Id of the hold.',
  holdingId: 'Id of the entry.',
  id: 'Its id.',
  importId: 'Id of the import.',
  month: 'The month, `yyyy-MM`.',
  matchNo: 'Number of the match within the need, from 1.',
  name: 'Name of the policy.',
  needId: 'Id of the need.',
  no: 'Number of the search certificate.',
  negotiationId: 'Id of the negotiation.',
  requestId: 'Id of what the holder asked for.',
  objectionNo: 'Number of the objection, from 1.',
  offerId: 'Id of the offer.',
  orderId: 'Id of the order.',
  party: 'Unified social credit code, LEI or party id.',
  pledgeObjectionId: 'Id of the objection to a pledge.',
  proposalId: 'Id of the proposal.',
  pledgeId: 'Id of the pledge: the asset’s id, a full stop and a number.',
  transferId: 'Id of the transfer.',
  valuationId: 'Id of the valuation.',
  watchId: 'Id of the watch.',
  webhookId: 'Id of the subscription.',
};

/** Adds what holds for every route of its kind: who may, what is answered when it fails. */
export const describeOperation = (path: string, method: string, operation: Operation): void => {
  const { 'x-access': access = 'public', parameters = [] } = operation;
  const isPublic = access === 'public';
  const isWrite = parameters.some(({ name }) => name === 'Idempotency-Key');
  operation.security = isPublic ? [] : [{ bearer: [] }, { apiKey: [] }];
  if (!isPublic) {
    operation.description = [operation.description, `Roles: ${access.join(', ')}.`]
      .filter((part) => part !== undefined && part !== '')
      .join('\n\n');
  }
  for (const parameter of parameters) {
    if (parameter.in === 'path') parameter.description ||= pathParameters[parameter.name ?? ''] ?? '';
  }
  const statuses = [
    400,
    ...(isPublic ? [] : [401, 403]),
    ...(path.includes('{') ? [404] : []),
    ...(isWrite ? [409, 412, 422] : []),
    ...(method === 'get' ? [] : [413, 415]),
    503,
  ];
  for (const status of statuses) operation.responses[status] ??= {};
  for (const [status, response] of Object.entries(operation.responses)) {
    response.description ||= successes[status] ?? meanings[Number(status)] ?? '';
    if (Number(status) >= 400) response.content ??= problemContent;
  }
};
