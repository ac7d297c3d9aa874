import { industryText } from '../asset/industry.words.js';
import { gradeWords, stateWords } from '../asset/asset.words.js';
import { shanghaiDate } from '../calendar.js';
import { schemeWords } from '../policy/scheme.words.js';
import { placedPledges } from './encumbrances.js';
import { encumbrancesListed } from './title-extract.encumbrances.js';
import type { ExtractedRight, ExtractInput, Line, TitleExtract } from './title-extract.shape.js';
import { line } from './title-extract.line.js';
import { encumbranceWords, notes, rightLabels, words } from './title-extract.words.js';
import { visibleTo } from './title.visible.js';
import { entryStands } from './title.standing.js';
import type { Entry, Title } from './title.js';

export type {
  EncumbranceKind,
  ExtractedAsset,
  ExtractedEncumbrance,
  ExtractedParty,
  ExtractedRight,
  ExtractInput,
  Line,
  NamedParty,
  TitleExtract,
} from './title-extract.shape.js';
export type { RightLabels, Words } from './title-extract.words.js';

/** Pure: the same title, instant and names give the same page, for JSON and for PDF. */
export const titleExtract = (input: ExtractInput): TitleExtract => {
  const { title, at } = input;
  const seen = visibleTo(title, input);
  const live = seen.entries
    .filter((entry) => entryStands(entry, at) || isKeptInSight(title, entry, at))
    .toSorted((a, b) => order(a) - order(b) || a.version - b.version);
  const numberOf = new Map(live.map(({ holdingId }, index) => [holdingId, index + 1]));
  const found = encumbrancesListed(input, seen, numberOf);
  return {
    document: words.document,
    assetId: title.assetId,
    titleVersion: title.version,
    asOf: input.asOf,
    at,
    date: shanghaiDate(at),
    property: propertyOf(input),
    rights: live.map((entry, index) => rightOf(entry, index + 1, input)),
    encumbrances: found.map((one, index) => ({
      ...one,
      no: index + 1,
      label: encumbranceWords[one.kind],
    })),
    notes,
  };
};

/** Of a cancelled asset, what still carries a pledge is shown, so that the pledge has its place. */
const isKeptInSight = (title: Title, entry: Entry, at: string): boolean =>
  title.closed !== undefined &&
  entry.movedTo === undefined &&
  placedPledges(title, entry.holdingId, at).some(({ ordinal }) => ordinal !== undefined);

const order = ({ right }: Entry): number => ['holding', 'processing', 'operation'].indexOf(right);

const propertyOf = ({ title, asset, party }: ExtractInput): readonly Line[] => {
  const registrar = party(title.registrarPartyId);
  return [
    ...line(words.name, asset.name),
    ...line(words.summary, asset.summary),
    ...line(words.industry, asset.industry && industryText(asset.industry)),
    ...line(words.certificate, asset.certificateNo),
    ...line(words.scheme, asset.scheme && schemeWords[asset.scheme]),
    ...line(words.state, stateWords[asset.state]),
    ...line(words.registeredUntil, asset.validUntil),
    ...line(words.grade, asset.grade && gradeWords[asset.grade]),
    ...line(words.registrar, registrar.name ?? registrar.partyId),
    ...line(words.closed, title.closed?.on),
  ];
};

const rightOf = (
  entry: Entry,
  no: number,
  { title, instant, party }: ExtractInput,
): ExtractedRight => {
  const moved = [...title.transfers.values()].find(({ to }) => to.holdingId === entry.holdingId);
  const role = entry.holders.length > 1 ? words.coHolder : words.holder;
  return {
    no,
    holdingId: entry.holdingId,
    label: rightLabels[entry.right],
    holders: entry.holders.map(({ partyId, share }) => ({
      role,
      ...party(partyId),
      ...(share !== undefined && { share }),
    })),
    lines: [
      ...line(words.basis, entry.basis),
      ...line(words.from, entry.from),
      ...line(words.until, entry.until),
      ...line(words.purposes, entry.purposes?.join('；')),
      ...line(words.fields, entry.fields?.join('；')),
      ...line(words.territory, entry.territory),
      ...line(words.remarks, entry.remarks),
      ...line(words.cameFrom, entry.cameFrom),
      ...line(words.byOrder, moved?.byOrder?.authority),
      ...line(words.corrected, entry.corrections?.join('、')),
    ],
    recordedAt: instant(entry.version),
  };
};
