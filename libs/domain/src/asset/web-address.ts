/** An absolute http or https address, as it was written. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/?#]+\S*$/iu.test(text);
