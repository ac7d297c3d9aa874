import type { RightLabels, Words } from '@ledger/domain/title/title-extract.js';

/** An organisation as a document names it. */
export interface PrintedParty {
  readonly name: string;
  /** Unified social credit code or other identifier. */
  readonly identifier?: string | undefined;
}

export interface CertifiedRight {
  readonly label: RightLabels;
  readonly holders: readonly PrintedParty[];
}

/** How a certificate stands now. */
export type CertificateStanding = 'valid' | 'suspended' | 'cancelled' | 'revoked' | 'expired';

/** What a certificate says now; printing looks nothing up. */
export interface CertificateSheet {
  readonly certificateNo: string;
  readonly assetId: string;
  /** Name of the data. */
  readonly name: string;
  readonly summary?: string | undefined;
  readonly scheme: Words;
  readonly standing: CertificateStanding;
  /** Whose registration it is. */
  readonly registrants: readonly PrintedParty[];
  readonly registrar: PrintedParty;
  readonly rights: readonly CertifiedRight[];
  /** Date in Shanghai. */
  readonly issuedOn: string;
  /** Day of the registration, from which it is valid, and its last; absent: until it is ended. */
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
  /** Day on which it was cancelled or revoked. */
  readonly endedOn?: string | undefined;
  /** Address at which anybody reads what the system says. */
  readonly lookUpUrl: string;
  /** Instant (RFC 3339 UTC) as of which all of it holds, and the version of the register. */
  readonly at: string;
  readonly version: number;
}

export const certificateWords = {
  document: { zh: '数据产权登记凭证', en: 'Certificate of Data Property Registration' },
  number: { zh: '凭证编号', en: 'Certificate No.' },
  name: { zh: '数据名称', en: 'Name of the data' },
  summary: { zh: '概述', en: 'Summary' },
  registrants: { zh: '登记主体', en: 'Registrant' },
  scheme: { zh: '登记规则', en: 'Scheme' },
  validity: { zh: '有效期', en: 'Validity' },
  untilEnded: { zh: '登记终止', en: 'the end of the registration' },
  state: { zh: '当前状态', en: 'Status now' },
  registrar: { zh: '登记机构', en: 'Registrar' },
  asset: { zh: '资产标识', en: 'Asset id' },
  rights: { zh: '登记的权利', en: 'Rights registered' },
  right: { zh: '权利', en: 'Right' },
  holders: { zh: '权利人', en: 'Holder' },
  issued: { zh: '签发日期', en: 'Issued on' },
  lookUp: { zh: '扫码核验', en: 'Scan to verify' },
  asOf: { zh: '截至', en: 'As of' },
  version: { zh: '登记簿版本', en: 'Version' },
  another: { zh: '核验其他凭证', en: 'Verify another' },
  prevails: {
    zh: '本凭证所载内容与登记系统记载不一致的，以系统记载为准。请扫描二维码或访问下列地址核验当前状态。',
    en: 'Where this certificate and the register differ, the system prevails. Scan the code or open the address below for the status now.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export const standingWords: Readonly<Record<CertificateStanding, Words>> = {
  valid: { zh: '有效', en: 'in force' },
  suspended: { zh: '暂停', en: 'suspended' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  revoked: { zh: '已撤销', en: 'revoked' },
  expired: { zh: '已过期', en: 'expired' },
};

/** With the brackets of the language that the text around it is in. */
export const partyText = (
  { name, identifier }: PrintedParty,
  language: 'zh' | 'en' = 'zh',
): string => {
  if (identifier === undefined) return name;
  return language === 'zh' ? `${name}（${identifier}）` : `${name} (${identifier})`;
};

/** How it stands, and since when where it was ended. */
export const standingText = (
  { standing, endedOn }: Pick<CertificateSheet, 'standing' | 'endedOn'>,
  language: 'zh' | 'en',
): string => {
  const { [language]: said } = standingWords[standing];
  const isEnded = standing === 'cancelled' || standing === 'revoked';
  if (!isEnded || endedOn === undefined) return said;
  return language === 'zh' ? `${said}（${endedOn}）` : `${said} (${endedOn})`;
};

/** First and last day, both inclusive. */
export const validityText = (
  { validFrom, validUntil }: Pick<CertificateSheet, 'validFrom' | 'validUntil'>,
  language: 'zh' | 'en',
): string => {
  const [to, inclusive] = language === 'zh' ? [' 至 ', '（含当日）'] : [' to ', ' (inclusive)'];
  const last =
    validUntil === undefined ? certificateWords.untilEnded[language] : validUntil + inclusive;
  return validFrom + to + last;
};

/** What stands between a label and its value. */
export const colon = { zh: '：', en: ': ' } as const;
