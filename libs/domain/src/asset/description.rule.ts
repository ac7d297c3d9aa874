import { refuse } from '../refusal.js';
import type { AssetDescription } from './asset.events.js';
import { isIndustry } from './industry.js';
import { checkPeriod } from './rights-statement.rule.js';
import type { RequiredField, Scheme } from '../policy/scheme.js';

/** A limit of the form that was passed without being refused. */
export type FormWarning = { readonly field: string; readonly rule: string };

/** What any scheme stores at most, in characters; keeps an application inside one event. */
export const descriptionCharactersMax = {
  name: 200,
  englishName: 300,
  summary: 2_000,
  content: 4_000,
  sourceUrl: 500,
  limits: 1_000,
} as const;

/** Free tags of an asset, at most, and characters of one. */
export const domainsMax = 20;
export const domainCharactersMax = 100;

const volumeForm = /^(0|[1-9]\d{0,29})$/;

/** Judges the description by the scheme; answers the limits that the scheme only warns of. */
export const checkDescription = (description: AssetDescription, scheme: Scheme): FormWarning[] => {
  for (const check of descriptionChecks(description, scheme)) check();
  return warningsOf(description, scheme);
};

/** What is asked of a description, one question at a time. */
export const descriptionChecks = (
  description: AssetDescription,
  scheme: Scheme,
): readonly (() => void)[] => [
  ...scheme.required.map((field) => () => checkThere(description, field)),
  () => checkLengths(description),
  () => void warningsOf(description, scheme),
  () => {
    const { industry } = description;
    if (industry !== undefined && !isIndustry(industry)) {
      return refuse('industry_unknown', { field: 'industry', industry });
    }
  },
  () => (description.timeSpan ? checkPeriod(description.timeSpan, 'timeSpan') : undefined),
  () => checkVolume(description.volume),
];

const checkThere = (description: AssetDescription, field: RequiredField): void => {
  const value = description[field];
  const isThere =
    typeof value === 'string'
      ? value.trim() !== ''
      : value !== undefined && Object.values(value).some((part) => part !== undefined);
  if (!isThere) return refuse('application_field_missing', { field });
};

const checkVolume = (volume: AssetDescription['volume']): void => {
  for (const field of ['records', 'bytes'] as const) {
    const count = volume?.[field];
    if (count !== undefined && !volumeForm.test(count)) {
      return refuse('volume_malformed', { field: `volume.${field}` });
    }
  }
};

const checkLengths = (description: AssetDescription): void => {
  for (const field of Object.keys(descriptionCharactersMax) as DescriptionText[]) {
    const charactersMax = descriptionCharactersMax[field];
    if (isLonger(description[field] ?? '', charactersMax)) {
      return refuse('application_field_too_long', { field, charactersMax });
    }
  }
  const domains = description.domains ?? [];
  if (domains.length > domainsMax || domains.some((d) => isLonger(d, domainCharactersMax))) {
    return refuse('application_field_too_long', { field: 'domains', domainsMax });
  }
};

type DescriptionText = keyof typeof descriptionCharactersMax;

/** The limits that a description passes and the scheme only warns of; others are refused. */
export const warningsOf = (description: AssetDescription, { textLimits }: Scheme): FormWarning[] =>
  textLimits
    .filter(({ field, charactersMax }) => isLonger(description[field], charactersMax))
    .map(({ field, rule, charactersMax, beyond }) =>
      beyond === 'warn'
        ? { field, rule }
        : refuse('application_field_too_long', { field, charactersMax }),
    );

/** By what a reader counts as characters of Chinese or English; of UTF-16 units there are no fewer. */
const isLonger = (text: string, charactersMax: number): boolean =>
  text.length > charactersMax && [...text].length > charactersMax;
