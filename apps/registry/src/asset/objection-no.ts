/** The number of an objection in a path; what is no number names no objection. */
export const objectionNoIn = (text: string): number =>
  /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0;
