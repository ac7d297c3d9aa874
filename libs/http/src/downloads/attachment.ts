/** What a file to keep is called: in Chinese, and as every file system takes it (RFC 6266, RFC 8187). */
export interface FileName {
  readonly zh: string;
  /** ASCII. */
  readonly ascii: string;
}

/** The `Content-Disposition` of a file to keep. */
export const attachment = ({ zh, ascii }: FileName): string =>
  `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(zh)}`;
