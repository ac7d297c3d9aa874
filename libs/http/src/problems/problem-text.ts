/** A title and a detail in one language. The detail may hold `{placeholders}` named in obstacles. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
}

/** What a code answers: its HTTP status, and its words in both languages. */
export interface ProblemText {
  readonly status: number;
  readonly zh: ProblemWords;
  readonly en: ProblemWords;
}

/** A table that the compiler completes: every code has its text. */
export type ProblemsOf<Code extends string> = Readonly<Record<Code, ProblemText>>;

/** Title and detail in one language. */
export type Words = readonly [title: string, detail: string];

/** A text in the order in which it is read: status, Chinese, English. */
export const text = (status: number, zh: Words, en: Words): ProblemText => ({
  status,
  zh: { title: zh[0], detail: zh[1] },
  en: { title: en[0], detail: en[1] },
});

/** The words for a part of a title that is not there. */
export const notInTitle = (zh: string, en: string): ProblemText =>
  text(
    404,
    [`没有这个${zh}`, `该产权登记簿中没有这个${zh}。请核对标识后重试。`],
    [`No such ${en}`, `There is no such ${en} in this title. Check the id and try again.`],
  );
