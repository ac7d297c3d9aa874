import type { Shape } from '../shape.js';

const form = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.[1-9][0-9]{0,5}$';

/** The watch's id, a full stop and a number. */
export const alertId: Shape = {
  accepts: (value) => typeof value === 'string' && new RegExp(form).test(value),
  zh: '预警标识',
  en: 'the id of an alert',
  schema: { type: 'string', pattern: form },
};
