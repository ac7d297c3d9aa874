import type { Words } from '@ledger/domain/title/title-extract.js';

/** Something that weighs, or weighed, on an entry. */
export interface SearchedItem {
  readonly kind: string;
  readonly id: string;
  readonly stands: boolean;
  readonly ordinal?: number;
  readonly state?: string;
  /** Inclusive last day, or the instant at which it is over; empty: none. */
  readonly until?: string;
  readonly lapsesAfter?: string;
  readonly pledgeePartyId?: string;
  readonly pledgorPartyIds?: readonly string[];
  readonly ground?: string;
  readonly authority?: string;
  readonly secured?: { readonly amount: string };
  readonly remaining?: { readonly amount: string };
  /** The entry it stands on; absent: the whole title. */
  readonly holdingId?: string;
  readonly granterPartyId?: string;
  readonly granteePartyId?: string;
  readonly exclusive?: boolean;
  /** First day, inclusive. */
  readonly from?: string;
}

export interface SearchedTitle {
  readonly assetId: string;
  readonly titleVersion: number;
  readonly entries?: readonly {
    readonly holdingId?: string;
    readonly right: string;
    readonly holderPartyIds: readonly string[];
    readonly stands: boolean;
  }[];
  readonly items: readonly SearchedItem[];
  readonly subordinations?: readonly {
    readonly pledgeId: string;
    readonly toPledgeId: string;
    readonly on: string;
  }[];
  readonly successions?: readonly {
    readonly partyId: string;
    readonly on: string;
    readonly successorPartyIds: readonly string[];
  }[];
}

/** What a certificate of a search says; printing looks nothing up. */
export interface SearchCertificateSheet {
  readonly no: string;
  readonly issuer: string;
  readonly query: {
    readonly kind: string;
    readonly assetId?: string;
    readonly certificateNo?: string;
    readonly partyId?: string;
    /** As it was asked for. */
    readonly name?: string;
    /** Searched along with the asset. */
    readonly pledgor?: { readonly partyId: string; readonly name?: string };
  };
  readonly searcherPartyId?: string;
  readonly searchedAt: string;
  readonly asOf: number;
  readonly finding: string;
  readonly resultDigest: string;
  readonly result: { readonly titles: readonly SearchedTitle[] };
  /** What parties and assets were called; a certificate made before names were signed has none. */
  readonly names?:
    | {
        readonly parties: readonly {
          readonly partyId: string;
          readonly name: string;
          readonly identifier?: string;
        }[];
        readonly assets: readonly { readonly assetId: string; readonly name: string }[];
      }
    | undefined;
  readonly meaning: Words;
  /** SHA-256 of the certificate's bytes, hex. */
  readonly certificateDigest: string;
  /** Address of the certificate itself. */
  readonly lookUpUrl: string;
}

export const kindWords: Readonly<Record<string, Words>> = {
  pledge: { zh: '质押', en: 'Pledge' },
  bar: { zh: '限制', en: 'Bar' },
  licenceReservation: { zh: '许可预留', en: 'Licence reserved' },
  registrationReservation: { zh: '登记预留', en: 'Registration reserved' },
  consent: { zh: '处分同意', en: 'Consent' },
  grant: { zh: '许可', en: 'Licence' },
  exclusiveGrant: { zh: '独占许可', en: 'Exclusive licence' },
};

/** How pledges and bars stand; of anything else it is only said whether it stands. */
export const stateWords: Readonly<Record<string, Words>> = {
  none: { zh: '未生效', en: 'not in effect' },
  claimed: { zh: '主张，待确认', en: 'claimed' },
  registered: { zh: '已登记', en: 'registered' },
  released: { zh: '已解除', en: 'released' },
  declined: { zh: '已拒绝', en: 'declined' },
  lapsed: { zh: '已失效', en: 'lapsed' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  enforced: { zh: '已实现', en: 'enforced' },
  inEffect: { zh: '生效中', en: 'in effect' },
  waiting: { zh: '轮候', en: 'waiting' },
};

export const foundWords = {
  none: { zh: '本登记簿中无存续的负担', en: 'Nothing stood in this ledger' },
  encumbered: { zh: '本登记簿中有存续的负担', en: 'Encumbered in this ledger' },
  never: { zh: '登记簿上从无负担的记载。', en: 'No encumbrance was ever recorded.' },
  noTitle: { zh: '未查得该出质人的质押登记。', en: 'No pledge by this party was found.' },
  number: { zh: '证明编号', en: 'Number' },
  asset: { zh: '查询资产', en: 'Asset searched' },
  certificateNo: { zh: '登记凭证', en: 'By certificate' },
  pledgor: { zh: '查询出质人', en: 'Pledgor searched' },
  askedName: { zh: '所查名称', en: 'By name' },
  searcher: { zh: '查询人', en: 'Searched by' },
  searchedAt: { zh: '查询时间', en: 'Searched at' },
  asOf: { zh: '日志位置', en: 'As of position' },
  log: { zh: '日志名称', en: 'Log' },
  resultDigest: { zh: '结果摘要', en: 'Digest of the result' },
  certificateDigest: { zh: '证明摘要', en: 'Digest of the certificate' },
  pledgee: { zh: '质权人', en: 'Pledgee' },
  givenBy: { zh: '出质人', en: 'Pledgor' },
  granter: { zh: '许可人', en: 'Granter' },
  grantee: { zh: '被许可人', en: 'Grantee' },
  secured: { zh: '担保金额', en: 'Secured' },
  remaining: { zh: '未解除', en: 'Not released' },
  from: { zh: '自', en: 'From' },
  until: { zh: '至', en: 'Until' },
  lapsesAfter: { zh: '确认截止', en: 'To confirm by' },
  stands: { zh: '存续', en: 'stands' },
  over: { zh: '已终止', en: 'over' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const satisfies Readonly<Record<string, Words>>;
