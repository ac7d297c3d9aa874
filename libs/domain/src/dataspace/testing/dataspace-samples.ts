import type { Meta } from '../../decider.js';
import type { Opening } from '../negotiation.events.js';
import type { ConnectorRole } from '../negotiation.graph.js';
import { agreementOf, type PolicyOffer } from '../policy.js';

/** Literal facts for the specs of negotiations and transfers. */
export const negotiationId = 'aaaaaaaa-0000-5000-8000-000000000001';
export const transferId = 'aaaaaaaa-0000-5000-8000-000000000002';
export const counterPid = 'urn:uuid:bbbbbbbb-0000-5000-8000-000000000001';
export const meta: Meta = {
  actor: { person: 'token', partyId: 'party', role: 'manager' },
  now: '2026-03-02T02:00:00.000Z',
};

export const opening = (role: ConnectorRole): Opening => ({
  role,
  partyId: '11111111-1111-5111-8111-111111111111',
  counterpartyId: '22222222-2222-5222-8222-222222222222',
  participantId: 'urn:uuid:11111111-1111-5111-8111-111111111111',
  counterpartId: 'urn:uuid:22222222-2222-5222-8222-222222222222',
  address: 'https://connector.example.org/dsp',
});

export const offer: PolicyOffer = {
  '@id': 'urn:uuid:offer#policy-2',
  '@type': 'Offer',
  target: 'urn:uuid:offer',
  permission: [
    {
      action: 'use',
      constraint: [{ leftOperand: 'spatial', operator: 'isPartOf', rightOperand: 'CN' }],
    },
  ],
};

/** What the two agree on, as `role` sees who is who. */
export const agreement = (role: ConnectorRole) => {
  const { participantId, counterpartId } = opening(role);
  const [assigner, assignee] =
    role === 'provider' ? [participantId, counterpartId] : [counterpartId, participantId];
  const bound = { '@id': 'urn:uuid:agreement', target: 'urn:uuid:offer', assigner, assignee };
  return agreementOf(offer, { ...bound, timestamp: meta.now });
};
