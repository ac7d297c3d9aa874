import type { OfferContent } from '../offer/offer.events.js';

type Mode = OfferContent['delivery'];

/** What an interface or a file is fetched or sent by, as other connectors name it. */
const byMode: Readonly<Record<Mode, readonly string[]>> = {
  api: ['HttpData-PULL'],
  file: ['HttpData-PULL', 'HttpData-PUSH'],
  share: ['urn:data-asset-ledger:delivery:share-PULL'],
  privacyComputing: ['urn:data-asset-ledger:delivery:privacyComputing-PULL'],
  sandbox: ['urn:data-asset-ledger:delivery:sandbox-PULL'],
  modelOutput: ['urn:data-asset-ledger:delivery:modelOutput-PULL'],
};

/** Formats of the distributions of an offer: one list for all ways in which it is delivered. */
export const formatsOf = ({
  delivery,
  modes = [],
}: Pick<OfferContent, 'delivery'> & {
  readonly modes?: readonly { readonly mode: Mode }[];
}): readonly string[] => [
  ...new Set([delivery, ...modes.map(({ mode }) => mode)].flatMap((mode) => byMode[mode])),
];
