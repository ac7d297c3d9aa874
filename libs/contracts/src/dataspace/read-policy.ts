import type { PolicyAgreement, PolicyOffer, PolicyRule } from '@ledger/domain/dataspace/policy.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { BadMessage, type Members, textual } from './read-values.js';

const rulesMax = 50;
const constraintsMax = 100;
const policyLengthMax = 32 * 1_024;

type Kind = 'permission' | 'prohibition' | 'obligation';

const ruleOf = (rule: Members): PolicyRule => {
  const constraints = rule.objects('constraint', constraintsMax);
  const constraint = constraints.map((one) => textual(one.raw()) as JsonObject);
  return { action: rule.name('action'), ...(constraint.length > 0 && { constraint }) };
};

const rulesOf = (policy: Members): { readonly [kind in Kind]?: readonly PolicyRule[] } => {
  const of = (kind: Kind) => policy.objects(kind, rulesMax).map(ruleOf);
  const [permission, prohibition, obligation] = [
    of('permission'),
    of('prohibition'),
    of('obligation'),
  ];
  if (permission.length + prohibition.length === 0) {
    const pointer = `${policy.pointer}/permission`;
    const [zh, en] = ['须有许可或禁止', 'must hold a permission or a prohibition'];
    throw new BadMessage({ pointer, zh, en });
  }
  return {
    ...(permission.length > 0 && { permission }),
    ...(prohibition.length > 0 && { prohibition }),
    ...(obligation.length > 0 && { obligation }),
  };
};

const checked = <P extends object>(policy: P, { pointer }: Members): P => {
  if (JSON.stringify(policy).length <= policyLengthMax) return policy;
  const [zh, en] = ['策略过长', 'is longer than a policy can be'];
  throw new BadMessage({ pointer, zh, en });
};

/** An offer as a message carries it. Throws `BadMessage`. */
export const readOffer = (offer: Members): PolicyOffer => {
  offer.typed('Offer');
  const target = offer.has('target') ? offer.name('target') : undefined;
  const read: PolicyOffer = {
    '@id': offer.text('@id', 500),
    '@type': 'Offer',
    ...(target !== undefined && { target }),
    ...rulesOf(offer),
  };
  return checked(read, offer);
};

/** An agreement as a message carries it. Throws `BadMessage`. */
export const readAgreement = (agreement: Members): PolicyAgreement => {
  agreement.typed('Agreement');
  const read: PolicyAgreement = {
    '@id': agreement.text('@id', 500),
    '@type': 'Agreement',
    target: agreement.name('target'),
    assigner: agreement.name('assigner'),
    assignee: agreement.name('assignee'),
    timestamp: agreement.text('timestamp', 50),
    ...rulesOf(agreement),
  };
  return checked(read, agreement);
};
