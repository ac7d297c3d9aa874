import {
  BooleanField,
  DigestField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { text } from '../shape.js';

const hash = { max: 44 } as const;
const hashes = text(hash);
const exampleHash = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** Which checkpoint. */
export class CheckpointQuery {
  @IntegerField({
    min: 1,
    optional: true,
    description: 'The checkpoint of exactly this size; absent: the latest.',
    example: 1,
  })
  size?: number;

  @BooleanField({ optional: true, description: 'The latest one that a witness has cosigned.' })
  cosigned?: boolean;
}

/** Which event, in which tree. */
export class InclusionQuery {
  @IntegerField({ min: 1, description: 'Position of the event in the log.', example: 1 })
  position!: number;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Size of the checkpoint to prove it in; absent: the latest.',
    example: 1,
  })
  size?: number;
}

/** Which event. */
export class EventProofQuery {
  @IntegerField({ min: 1, description: 'Position of the event in the log.', example: 1 })
  position!: number;
}

/** Which two trees. */
export class ConsistencyQuery {
  @IntegerField({ min: 0, description: 'Size of the earlier tree.', example: 0 })
  from!: number;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Size of the later tree; absent: the latest checkpoint.',
    example: 1,
  })
  to?: number;
}

/** Which stream. */
export class StateProofQuery {
  @TextField({ max: 200, description: 'Name of the stream.', example: 'title-3f2b8c1e' })
  stream!: string;
}

/** That an event is in the tree of a checkpoint (RFC 6962, section 2.1.1). */
export class InclusionProofDto {
  @IntegerField({ description: 'Position of the event in the log.', example: 1 })
  position!: number;

  @IntegerField({ description: 'Place of the event in the tree, from 0.', example: 0 })
  leafIndex!: number;

  @IntegerField({ description: 'Entries of the tree.', example: 1 })
  treeSize!: number;

  @TextField({
    ...hash,
    description: 'SHA-256(eventDigest ‖ recordedAt), base64: what the leaf hash is made of.',
    example: exampleHash,
  })
  entry!: string;

  @ListField(hashes, { max: 64, description: 'Hashes from the leaf upwards, base64.' })
  hashes!: readonly string[];

  @TextField({ max: 4_000, description: 'The signed checkpoint.', example: 'ledger.example/log' })
  checkpoint!: string;
}

/** That one tree is the beginning of another (RFC 6962, section 2.1.2). */
export class ConsistencyProofDto {
  @IntegerField({ description: 'Size of the earlier tree.', example: 1 })
  from!: number;

  @IntegerField({ description: 'Size of the later tree.', example: 2 })
  to!: number;

  @ListField(hashes, { max: 64, description: 'Hashes, base64.' })
  hashes!: readonly string[];
}

/** The leaf at the end of a path through the state map. */
export class StateLeafDto {
  @DigestField({ description: 'SHA-256 of the name of the stream, hex.' })
  key!: string;

  @IntegerField({ description: 'Version that the stream has reached.', example: 3 })
  version!: number;

  @DigestField({ description: 'Digest of the event there, hex.' })
  digest!: string;
}

/** How a stream stands in the state map of a checkpoint. */
export class StateProofDto {
  @TextField({ max: 200, description: 'Name of the stream.', example: 'title-3f2b8c1e' })
  stream!: string;

  @IntegerField({
    description: 'Version that the stream has reached; 0: there is no such stream.',
    example: 3,
  })
  version!: number;

  @ListField(hashes, {
    max: 256,
    description: 'Hashes beside the path, from the root downwards, base64.',
  })
  siblings!: readonly string[];

  @ObjectField(() => StateLeafDto, {
    optional: true,
    description:
      'The leaf at the end of the path, of this stream or (which proves absence) of another; ' +
      'absent where the path ends at nothing.',
  })
  leaf?: StateLeafDto;

  @TextField({
    max: 4_000,
    description: 'The signed checkpoint; its line `state …` has the root.',
    example: 'ledger.example/log',
  })
  checkpoint!: string;
}

/** A key that verifies checkpoints. */
export class LogKeyDto {
  @TextField({
    max: 400,
    description: 'Verifier key (c2sp.org/signed-note): name, id and Ed25519 key.',
    example: 'ledger.example/log+1a2b3c4d+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  })
  verifier!: string;

  @TextField({ max: 200, description: 'Origin it signs for.', example: 'ledger.example/log' })
  origin!: string;

  @IntegerField({ description: 'Size of the first checkpoint it signed.', example: 1 })
  fromSize!: number;
}

/** Every key that has ever signed, the latest first. */
export class LogKeysDto {
  @ListField(() => LogKeyDto, { max: 1_000, description: 'Keys, the latest first.' })
  keys!: readonly LogKeyDto[];
}
