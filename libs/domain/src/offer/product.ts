/**
 * What is traded (交易标的), by the classes of 深圳市数据交易管理暂行办法 (2023): data products,
 * data services, data tools.
 */
export const productTypes = [
  'dataSet',
  'dataApi',
  'report',
  'visualisation',
  'index',
  'encryptedData',
  'model',
  'algorithm',
  'dataService',
  'dataTool',
] as const;
export type ProductType = (typeof productTypes)[number];

export const deliveryModes = [
  'api',
  'file',
  'share',
  'privacyComputing',
  'sandbox',
  'modelOutput',
] as const;
/** 交付方式. */
export type DeliveryMode = (typeof deliveryModes)[number];

export const apiProtocols = ['rest', 'graphql', 'grpc', 'soap', 'stream', 'other'] as const;
/** 隐私计算: secure multi-party computation, federated learning, trusted execution environment. */
export const privacyTechnologies = [
  'mpc',
  'federatedLearning',
  'tee',
  'homomorphicEncryption',
] as const;
export const encryptions = ['none', 'sm4', 'aes256', 'other'] as const;

/** How one mode is provided; which members a mode needs and may have stands in `membersOf`. */
export type DeliveryTerms = {
  readonly mode: DeliveryMode;
  readonly protocol?: (typeof apiProtocols)[number];
  /** Media types of what is handed over, e.g. `application/json`. */
  readonly mediaTypes?: readonly string[];
  /** Calls a second that are answered at least. */
  readonly callsPerSecondMax?: number;
  /** SHA-256 of the interface's description, hex. */
  readonly documentationDigest?: string;
  readonly encryption?: (typeof encryptions)[number];
  /** Where it is shared, computed or looked into, in a few words. */
  readonly platform?: string;
  /** Where that stands: `CN` or a division of GB/T 2260. */
  readonly region?: string;
  readonly technology?: (typeof privacyTechnologies)[number];
  /** Whether what leaves the sandbox is looked at first. */
  readonly isOutputReviewed?: boolean;
  /** What comes out: the results that the buyer gets in place of the data. */
  readonly output?: string;
  /** What the buyer puts in. */
  readonly input?: string;
};

/** Which version of the data is sold. */
export type Edition = {
  /** What the seller calls it, e.g. `2026年11月版`; each label of an offer names one edition. */
  readonly label: string;
  /** SHA-256 of the content, hex; absent where the content flows on. */
  readonly contentDigest?: string;
  /** The time that the data tells of; inclusive days. Absent: up to the present. */
  readonly vintage?: { readonly from: string; readonly until?: string };
  /** Whether an order also gets the editions that follow within its term; absent: it does not. */
  readonly followsUpdates?: boolean;
};

/** Every mode that an offer comes in, the principal one first. */
export const modesOf = ({
  delivery,
  modes = [],
}: {
  readonly delivery: DeliveryMode;
  readonly modes?: readonly DeliveryTerms[] | undefined;
}): readonly DeliveryMode[] => [
  delivery,
  ...modes.map(({ mode }) => mode).filter((mode) => mode !== delivery),
];
