import type { WebhookRefusal } from '@ledger/domain/webhook/webhook.refusals.js';
import { type ProblemsOf, text } from './problem-text.js';

/** What the refusals of this slice answer. */
export const webhookProblems = {
  webhook_not_found: text(
    404,
    ['没有这个推送订阅', '没有这个推送订阅，或者它属于其他机构。请核对标识。'],
    [
      'No such subscription',
      'There is no such webhook, or it belongs to another organisation. Check the id.',
    ],
  ),
  webhook_exists: text(
    409,
    ['推送订阅标识已被使用', '请为新的订阅使用新的 Idempotency-Key。'],
    ['The id of the subscription is taken', 'Use a new Idempotency-Key for a new subscription.'],
  ),
  webhook_target_refused: text(
    409,
    [
      '不能向此地址推送',
      '原因：{fault}。须为可从外部到达的 https 地址，不含用户名、口令与片段；内部地址须由运营方放行。',
    ],
    [
      'This address cannot receive',
      'The fault: {fault}. It must be an https address outside the house, without user name, ' +
        'password and fragment; the operator may allow addresses inside.',
    ],
  ),
  webhook_suspended: text(
    409,
    ['推送已暂停', '此订阅已处于暂停状态。请先恢复。'],
    ['The subscription is suspended', 'It stands still already. Resume it first.'],
  ),
  webhook_not_suspended: text(
    409,
    ['推送未暂停', '此订阅正在推送，无需恢复。'],
    ['The subscription is not suspended', 'It is live: there is nothing to resume.'],
  ),
  webhook_secret_still_rotating: text(
    409,
    ['旧密钥仍在使用期', '新旧密钥并用至 {until}。此后方可再次更换。'],
    [
      'The secret before is still in use',
      'Both secrets sign until {until}. Rotate again after that.',
    ],
  ),
  webhook_replay_ahead: text(
    409,
    [
      '重放起点尚不存在',
      '日志目前至位置 {head}，不能从 {fromPosition} 起重放。请填写不大于该位置的数。',
    ],
    [
      'There is nothing to replay from there',
      'The log stands at position {head}; {fromPosition} lies ahead of it. Name one up to there.',
    ],
  ),
} as const satisfies ProblemsOf<WebhookRefusal>;
