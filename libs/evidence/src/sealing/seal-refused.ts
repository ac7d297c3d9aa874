/** The log is not sealed any further until somebody has looked; the message says why. */
export class SealRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealRefused';
  }
}
