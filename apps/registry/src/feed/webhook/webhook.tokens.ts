/** Injection token of the handler of `webhook-` streams. */
export const HANDLE_WEBHOOK = Symbol('HandleWebhook');
