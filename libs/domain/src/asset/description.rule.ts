import { refuse } from '../refusal.js';
import type { AssetDescription } from './asset.events.js';
import { isIndustry } from './industry.js';
import { checkPeriod } from './rights-statement.rule.js';
import type { Scheme } from './schemes.js';

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
  const missing = scheme.required.find((field) => description[field].trim() === '');
  if (missing !== undefined) return refuse('application_field_missing', { field: missing });
  checkLengths(description);
  const { industry, volume, timeSpan } = description;
  if (industry !== undefined && !isIndustry(industry)) {
    return refuse('industry_unknown', { field: 'industry', industry });
  }
  if (timeSpan) checkPeriod(timeSpan, 'timeSpan');
  for (const field of ['records', 'bytes'] as const) {
    const count = volume?.[field];
    if (count !== undefined && !volumeForm.test(count)) {
      return refuse('volume_malformed', { field: `volume.${field}` });
    }
  }
  return warningsOf(description, scheme);
};

const checkLengths = (description: AssetDescription): void => {
  for (const field of Object.keys(descriptionCharactersMax) as DescriptionText[]) {
    const charactersMax = descriptionCharactersMax[field];
    if (charactersIn(description[field] ?? '') > charactersMax) {
      return refuse('application_field_too_long', { field, charactersMax });
    }
  }
  const domains = description.domains ?? [];
  if (domains.length > domainsMax || domains.some((d) => charactersIn(d) > domainCharactersMax)) {
    return refuse('application_field_too_long', { field: 'domains', domainsMax });
  }
};

type DescriptionText = keyof typeof descriptionCharactersMax;

const warningsOf = (description: AssetDescription, { textLimits }: Scheme): FormWarning[] =>
  textLimits
    .filter(({ field, charactersMax }) => charactersIn(description[field]) > charactersMax)
    .map(({ field, rule, charactersMax, beyond }) =>
      beyond === 'warn'
        ? { field, rule }
        : refuse('application_field_too_long', { field, charactersMax }),
    );

/** Counts what a reader counts as characters of Chinese or English, not UTF-16 units. */
const charactersIn = (text: string): number => [...text].length;
