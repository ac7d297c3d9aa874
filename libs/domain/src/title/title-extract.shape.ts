import type { Grade } from '../asset/asset.events.js';
import type { AssetStatus } from '../asset/life.graph.js';
import type { SchemeName } from '../policy/scheme.js';
import type { encumbranceWords, RightLabels, Words } from './title-extract.words.js';
import type { Looking } from './title.visible.js';
import type { Title } from './title.js';

export type EncumbranceKind = keyof typeof encumbranceWords;

/** An organisation as it was called on the day of the extract. */
export interface NamedParty {
  readonly partyId: string;
  readonly name?: string;
  /** Unified social credit code or other identifier. */
  readonly identifier?: string;
}

/** What the extract says of the asset itself; texts as the application has them. */
export interface ExtractedAsset {
  readonly name?: string;
  readonly summary?: string;
  readonly industry?: string;
  readonly certificateNo?: string;
  readonly scheme?: SchemeName;
  readonly state: AssetStatus;
  /** Inclusive last day of the registration; absent: until it is ended. */
  readonly validUntil?: string;
  readonly grade?: Grade;
}

/** What the presenter is told: it looks nothing up. */
export interface ExtractInput extends Looking {
  /** With successors in their predecessors' places as of `at`. */
  readonly title: Title;
  /** Instant (RFC 3339 UTC) as of which things stand. */
  readonly at: string;
  /** Position of the log as of which all is known. */
  readonly asOf: number;
  readonly asset: ExtractedAsset;
  /** When a version of the title was recorded (RFC 3339 UTC). */
  readonly instant: (version: number) => string;
  readonly party: (partyId: string) => NamedParty;
}

/** One line: what it is and what it says; data reads the same in both languages. */
export interface Line {
  readonly label: Words;
  readonly value: Words;
}

export interface ExtractedParty extends NamedParty {
  readonly role: Words;
  /** Exact share of a joint holder. */
  readonly share?: string;
}

export interface ExtractedRight {
  /** Number on the page, from 1. */
  readonly no: number;
  readonly holdingId: string;
  readonly label: RightLabels;
  readonly holders: readonly ExtractedParty[];
  readonly lines: readonly Line[];
  readonly recordedAt: string;
}

export interface ExtractedEncumbrance {
  readonly no: number;
  readonly kind: EncumbranceKind;
  readonly id: string;
  readonly label: Words;
  /** Numbers of the rights on the page that it weighs on. */
  readonly rights: readonly number[];
  readonly parties: readonly ExtractedParty[];
  readonly lines: readonly Line[];
  readonly recordedAt: string;
}

/** The title page of an asset as a person reads it: property, rights, encumbrances, in order. */
export interface TitleExtract {
  readonly document: Words;
  readonly assetId: string;
  readonly titleVersion: number;
  readonly asOf: number;
  /** Instant as of which things stand, and its date in Shanghai. */
  readonly at: string;
  readonly date: string;
  readonly property: readonly Line[];
  readonly rights: readonly ExtractedRight[];
  readonly encumbrances: readonly ExtractedEncumbrance[];
  readonly notes: readonly Words[];
}
