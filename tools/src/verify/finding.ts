/** Something that is not as it was sealed, for people. */
export interface Finding {
  /** Position of the event concerned, where there is one. */
  readonly position?: number;
  readonly zh: string;
  readonly en: string;
}

export const atEvent = (position: number, zh: string, en: string): Finding => ({
  position,
  zh: `位置 ${position}：${zh}`,
  en: `position ${position}: ${en}`,
});

export const elsewhere = (zh: string, en: string): Finding => ({ zh, en });
