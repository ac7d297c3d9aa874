/** Why a subscription is not made or changed. */
export type WebhookRefusal =
  | 'webhook_not_found'
  | 'webhook_exists'
  | 'webhook_target_refused'
  | 'webhook_suspended'
  | 'webhook_not_suspended'
  | 'webhook_secret_still_rotating'
  | 'webhook_replay_ahead';
