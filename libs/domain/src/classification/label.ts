import type { AssetDescription } from '../asset/asset.events.js';
import type { Label } from './classification.events.js';

/** The label that stands: the last grading, else what the application said. */
export const labelOf = ({
  classification,
  application,
}: {
  readonly classification?: { readonly label: Label };
  readonly application?: { readonly description: AssetDescription };
}): Partial<Label> => classification?.label ?? labelIn(application?.description);

/** The label inside a description; nothing where it states none. */
export const labelIn = (description: AssetDescription | undefined): Partial<Label> => ({
  ...(description?.category === undefined ? {} : { category: description.category }),
  ...(description?.grade === undefined ? {} : { grade: description.grade }),
  ...(description?.origin === undefined ? {} : { origin: description.origin }),
});
