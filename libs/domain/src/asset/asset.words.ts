import type { Grade } from './asset-description.js';
import type { AssetStatus } from './life.graph.js';

/** A text in both languages of the register. */
export type Words = { readonly zh: string; readonly en: string };

/** What people read for the state of an asset, wherever it is shown to them. */
export const stateWords: Readonly<Record<AssetStatus, Words>> = {
  none: { zh: '未申请', en: 'not applied for' },
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '已申请', en: 'submitted' },
  returned: { zh: '待补正', en: 'returned' },
  accepted: { zh: '已受理', en: 'accepted' },
  publicised: { zh: '公示中', en: 'publicised' },
  registered: { zh: '已登记', en: 'registered' },
  suspended: { zh: '已中止', en: 'suspended' },
  rejected: { zh: '不予登记', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  expired: { zh: '已失效', en: 'expired' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  revoked: { zh: '已撤销', en: 'revoked' },
};

/** Grades of 金规〔2024〕24号 as people read them. */
export const gradeWords: Readonly<Record<Grade, Words>> = {
  core: { zh: '核心', en: 'core' },
  important: { zh: '重要', en: 'important' },
  sensitive: { zh: '敏感', en: 'sensitive' },
  general: { zh: '其他一般', en: 'general' },
};
