/** Names of the Dataspace Protocol 2025-1 that its messages share. */

/** Where this service speaks it. */
export const dataspacePath = '/v1/dsp/2025-1';

/** The context that every message names. */
export const dataspaceContext = ['https://w3id.org/dspace/2025/1/context.jsonld'] as const;

/** An id of ours as the dataspace writes it: of a process, an offer, a data set, a participant. */
export const urnOf = (id: string): string => `urn:uuid:${id}`;

/** The id in such a name, or the text itself where it is none. */
export const idOf = (name: string): string => name.replace(/^urn:uuid:/, '');
