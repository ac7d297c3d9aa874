import { faultsOfMessage } from './schemas.js';

const context = ['https://w3id.org/dspace/2025/1/context.jsonld'];
const atomic = { leftOperand: 'purpose', operator: 'eq', rightOperand: 'x' };
const requested = (...constraint: readonly object[]) => ({
  ...{ '@context': context, '@type': 'ContractRequestMessage', consumerPid: 'urn:c' },
  callbackAddress: 'https://example.org/callback',
  offer: {
    ...{ '@id': 'urn:o', '@type': 'Offer', target: 'urn:d' },
    permission: [{ action: 'use', constraint }],
  },
});
const catalogue = (...catalog: readonly object[]) => ({
  ...{ '@context': context, '@type': 'Catalog', '@id': 'urn:k', participantId: 'urn:p', catalog },
});

describe('the schemas of the protocol', () => {
  it('look into what constraints are made of, however deep', () => {
    const deep = { or: [{ and: [atomic, atomic] }, atomic] };
    expect(faultsOfMessage(requested(atomic, deep))).toEqual([]);
    const { operator: _, ...lacking } = atomic;
    for (const wrong of [lacking, { or: 7 }, { or: [{ and: [lacking] }] }, { or: [7] }]) {
      expect(faultsOfMessage(requested(wrong))).not.toEqual([]);
    }
  });

  it('look into the catalogues of a catalogue', () => {
    const inner = { '@type': 'Catalog', '@id': 'urn:i' };
    expect(faultsOfMessage(catalogue({ ...inner, catalog: [inner] }))).toEqual([]);
    for (const wrong of [
      { '@id': 'urn:i' },
      { ...inner, dataset: [] },
      { ...inner, catalog: [7] },
    ]) {
      expect(faultsOfMessage(catalogue(wrong))).not.toEqual([]);
      expect(faultsOfMessage(catalogue({ ...inner, catalog: [wrong] }))).not.toEqual([]);
    }
  });
});
