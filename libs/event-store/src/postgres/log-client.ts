import pg from 'pg';
import { Parser } from 'pg-protocol/dist/parser.js';
import { textsOfRow } from './row-texts.js';

/** The code of a `DataRow` message, `D`. */
const dataRow = 68;

/** Of the driver's parser of messages what a row is taken out of. */
interface Messages {
  parse(bytes: Buffer, onMessage: (message: { readonly name: string }) => void): void;
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): { name: string };
}

/** Of the driver's connection what it hears its messages by. */
interface Listening {
  attachListeners(stream: NodeJS.ReadableStream): void;
  emit(name: string, message: object): boolean;
}

/** The driver's parser, but for rows: their columns are taken by `textsOfRow`. */
const rowMessages = (): Messages => {
  const messages = new Parser() as unknown as Messages;
  const others = messages.handlePacket.bind(messages);
  messages.handlePacket = (offset, code, length, bytes) =>
    code === dataRow
      ? { name: 'dataRow', length, fields: textsOfRow(bytes, offset) }
      : others(offset, code, length, bytes);
  return messages;
};

/**
 * A client of the log: the driver's, with its own way of taking the columns of a row, which is most of
 * what the driver does for an answer of many rows. All else is the driver's.
 */
export class LogClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const { connection } = this as unknown as { readonly connection: Listening };
    connection.attachListeners = (stream) => {
      const messages = rowMessages();
      const onMessage = (message: { readonly name: string }): void => {
        connection.emit(message.name === 'error' ? 'errorMessage' : message.name, message);
      };
      stream.on('data', (bytes: Buffer) => messages.parse(bytes, onMessage));
    };
  }
}
