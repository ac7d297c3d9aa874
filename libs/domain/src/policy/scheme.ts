import type { PolicyShape } from './policy.shape.js';

/**
 * `national-2026`: 《数据产权登记工作指引（试行）》 国数综政策〔2026〕35号. `shenzhen`: a local scheme in
 * the manner of 深发改规〔2023〕5号. `beijing-data-ip`: data-IP in the manner of 《北京市数据知识产权登记
 * 管理办法（试行）》. `in-house`: a holder's own ledger.
 */
export const schemeNames = ['national-2026', 'shenzhen', 'beijing-data-ip', 'in-house'] as const;
export type SchemeName = (typeof schemeNames)[number];

/** Fields of an application that a scheme may require; the rights statement and holder always are. */
const requirableFields = [
  'name',
  'summary',
  'content',
  'industry',
  'source',
  'territory',
  'timeSpan',
  'updateFrequency',
  'volume',
  'form',
  'structure',
  'limits',
] as const;
export type RequiredField = (typeof requirableFields)[number];

/** Rules on who may register what, guide art. 15, 20, 21; see `asset/eligibility.rules.ts`. */
export const eligibilityRules = [
  'organ_own_data',
  'core_grade',
  'derived_sources',
  'entrusted_processor',
  'joint_fusion_consent',
  'authorised_operation',
] as const;
export type EligibilityRule = (typeof eligibilityRules)[number];

/** A limit of the application form in characters, and what going beyond it means. */
export type TextLimit = {
  readonly field: 'name' | 'summary';
  readonly charactersMax: number;
  readonly beyond: 'warn' | 'refuse';
  /** Names the rule in warnings; stable. */
  readonly rule: string;
};

/**
 * The rules an application is judged by, as parameters. A version never changes once adopted: a
 * change is a new version, and what was decided under the old one stays decided.
 */
export type Scheme = {
  /** Who keeps the register: `applicant` the holder itself; `designated` another organisation. */
  readonly registrar: 'applicant' | 'designated';
  readonly required: readonly RequiredField[];
  readonly textLimits: readonly TextLimit[];
  readonly eligibility: readonly EligibilityRule[];
  /** 受理. 0 working days: no clock, and silence means nothing. */
  readonly acceptance: { readonly workingDays: number; readonly silenceAccepts: boolean };
  /** How long an applicant has for the items that are missing. */
  readonly supplement: { readonly workingDays: number };
  /** 审查, from acceptance; 0: no clock. */
  readonly review: {
    readonly workingDays: number;
    /** What one extension adds, its reason recorded; 0: there is none. */
    readonly extensionWorkingDays: number;
    /** Whether a transfer is applied for by both sides and reviewed (guide art. 34); absent: no. */
    readonly coversTransfers?: boolean;
  };
  /** 公示; 0: there is none. */
  readonly publicity: { readonly workingDays: number };
  /** 异议, during publicity and after registration. */
  readonly objection: {
    readonly isPossible: boolean;
    readonly noticeWorkingDays: number;
    readonly investigationWorkingDays: number;
  };
  /** 0 months: valid until ended. */
  readonly validity: { readonly monthsMax: number; readonly endsWithSourceAgreement: boolean };
  /** Months before expiry from which a renewal is taken; 0: the scheme knows none. */
  readonly renewal: { readonly windowMonths: number };
  readonly certificate: {
    readonly prefix: string;
    /** What stands between prefix and month: region and digit, or 8 hex digits of the party id. */
    readonly registrarCode: 'designation' | 'partyId';
    /** Digits of the serial, which counts the registrar's certificates of a month. */
    readonly serialDigits: number;
    /** Whether anybody may look the number up. */
    readonly isPublic: boolean;
  };
};

const workingDays = (about: string) => ({ is: 'integer', min: 0, max: 250, about }) as const;

const textLimit: PolicyShape = {
  is: 'object',
  members: {
    field: { is: 'oneOf', values: ['name', 'summary'], about: 'Field of the form.' },
    charactersMax: { is: 'integer', min: 1, max: 2_000, about: 'Characters, not bytes.' },
    beyond: { is: 'oneOf', values: ['warn', 'refuse'], about: 'What a longer text brings.' },
    rule: {
      is: 'text',
      max: 100,
      pattern: '^[a-z][a-z0-9_]*$',
      about: 'Name of the rule in warnings.',
    },
  },
};

/** What the content of a scheme's policy looks like. */
export const schemeShape: PolicyShape & { readonly is: 'object' } = {
  is: 'object',
  members: {
    registrar: {
      is: 'oneOf',
      values: ['applicant', 'designated'],
      about:
        'Who keeps the register: the holder itself, or another organisation designated for it.',
    },
    required: {
      is: 'list',
      of: { is: 'oneOf', values: requirableFields },
      max: requirableFields.length,
      about: 'Fields without which an application is not taken; a draft may lack them.',
    },
    textLimits: { is: 'list', of: textLimit, max: 4, about: 'Limits of the form.' },
    eligibility: {
      is: 'list',
      of: { is: 'oneOf', values: eligibilityRules },
      max: eligibilityRules.length,
      about: 'Rules on who may register what (guide art. 15, 20, 21) that apply.',
    },
    acceptance: {
      is: 'object',
      about: '受理.',
      members: {
        workingDays: workingDays('Working days to accept or return an application; 0: no clock.'),
        silenceAccepts: {
          is: 'boolean',
          about: 'Whether silence accepts on the first working day after the limit.',
        },
      },
    },
    supplement: {
      is: 'object',
      about: '补正.',
      members: { workingDays: workingDays('Working days to bring what is missing; 0: no limit.') },
    },
    review: {
      is: 'object',
      about: '审查; publicity and objections are not counted.',
      members: {
        workingDays: workingDays('Working days from acceptance for all work; 0: no clock.'),
        extensionWorkingDays: workingDays(
          'Working days that one extension adds, its reason recorded; 0: there is none.',
        ),
        coversTransfers: {
          is: 'boolean',
          optional: true,
          about:
            'Whether a transfer is applied for by both sides and reviewed within that time ' +
            '(guide art. 34); if not, or where nothing is said, the holder’s word moves the right.',
        },
      },
    },
    publicity: {
      is: 'object',
      about: '公示.',
      members: { workingDays: workingDays('Working days of publicity; 0: there is none.') },
    },
    objection: {
      is: 'object',
      about: '异议.',
      members: {
        isPossible: { is: 'boolean', about: 'Whether the scheme takes objections.' },
        noticeWorkingDays: workingDays('Working days to tell the holder of an objection.'),
        investigationWorkingDays: workingDays('Working days to investigate an objection.'),
      },
    },
    validity: {
      is: 'object',
      about: '有效期.',
      members: {
        monthsMax: {
          is: 'integer',
          min: 0,
          max: 600,
          about: 'Months from registration, the last day inclusive; 0: valid until ended.',
        },
        endsWithSourceAgreement: {
          is: 'boolean',
          about: 'Whether a source agreement that ends earlier ends the validity.',
        },
      },
    },
    renewal: {
      is: 'object',
      about: '续期.',
      members: {
        windowMonths: {
          is: 'integer',
          min: 0,
          max: 120,
          about: 'Months before expiry from which a renewal is taken; 0: no renewal.',
        },
      },
    },
    certificate: {
      is: 'object',
      about: '登记凭证.',
      members: {
        prefix: { is: 'text', max: 4, pattern: '^[A-Z]+$', about: 'Letters it begins with.' },
        registrarCode: {
          is: 'oneOf',
          values: ['designation', 'partyId'],
          about: 'Region and digit of the registrar, or 8 hex digits of its party id.',
        },
        serialDigits: {
          is: 'integer',
          min: 3,
          max: 6,
          about: 'Digits of the serial, counted per registrar and month.',
        },
        isPublic: { is: 'boolean', about: 'Whether anybody may look the number up.' },
      },
    },
  },
};
