import { getMetadataStorage } from 'class-validator';

const known = new Map<object, readonly string[]>();

/** The fields that a DTO class declares; none where it declares nothing, and so is no DTO class. */
export const fieldsOf = (type: object): readonly string[] => {
  const fields = known.get(type);
  if (fields) return fields;
  const found = read(type);
  known.set(type, found);
  return found;
};

const read = (type: object): readonly string[] => {
  if (typeof type !== 'function') return [];
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
};
