import type { UpdateFrequency } from '@ledger/domain/asset/asset.events.js';

/** Small parts of JSON-LD documents, alike in every catalogue that this system writes. */

export const linkedDataType = 'application/ld+json';

export type Node = Readonly<Record<string, unknown>>;

/** Prefixes of DCAT 3 (W3C Recommendation of 2024-08-22) and of the terms that it takes in. */
export const dcatContext = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  adms: 'http://www.w3.org/ns/adms#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  prov: 'http://www.w3.org/ns/prov#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** An organisation or a thing of this system, by its id. */
export const urnOf = (id: string): string => `urn:uuid:${id}`;

/** Text in a language. */
export const text = (value: string, language: 'zh' | 'en'): Node => ({
  '@language': language,
  '@value': value,
});

/** A calendar date. */
export const day = (date: string): Node => ({ '@type': 'xsd:date', '@value': date });

/** An instant, RFC 3339. */
export const instant = (value: string): Node => ({ '@type': 'xsd:dateTime', '@value': value });

/** A term of a list that has no address of its own. */
export const concept = (scheme: string, notation: string): Node => ({
  '@type': 'skos:Concept',
  'skos:notation': notation,
  'skos:inScheme': { '@type': 'skos:ConceptScheme', 'dcterms:title': scheme },
});

/** Terms of the Dublin Core Collection Description Frequency Vocabulary. */
export const frequencies: Readonly<Record<UpdateFrequency, string | undefined>> = {
  daily: 'http://purl.org/cld/freq/daily',
  weekly: 'http://purl.org/cld/freq/weekly',
  monthly: 'http://purl.org/cld/freq/monthly',
  yearly: 'http://purl.org/cld/freq/annual',
  realTime: 'http://purl.org/cld/freq/continuous',
  other: 'http://purl.org/cld/freq/irregular',
  // It has no frequency.
  onDemand: undefined,
};
