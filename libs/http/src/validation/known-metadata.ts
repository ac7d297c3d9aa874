import { getMetadataStorage, type MetadataStorage } from 'class-validator';

type Found = ReturnType<MetadataStorage['getTargetValidationMetadatas']>;

/**
 * Lets class-validator find the rules of a DTO class once instead of with every object: to find
 * those that it inherits, it goes through the rules of all classes that there are, some hundreds.
 * They are fixed where the class is declared, so what was found stays right.
 */
export const rememberRules = (): void => {
  const storage = getMetadataStorage();
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const byClass = new WeakMap<object, Map<string, Found>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups = []) => {
    const found = byClass.get(target) ?? new Map<string, Found>();
    byClass.set(target, found);
    const asked = JSON.stringify([schema, always, strictGroups, groups]);
    const known = found.get(asked) ?? find(target, schema, always, strictGroups, groups);
    found.set(asked, known);
    return known;
  };
};

const remembering = new WeakSet<object>();
