import { getMetadataStorage, type MetadataStorage } from 'class-validator';

type Found = ReturnType<MetadataStorage['getTargetValidationMetadatas']>;
type Grouped = ReturnType<MetadataStorage['groupByPropertyName']>;

/**
 * Lets class-validator find the rules of a DTO class once instead of with every object: to find
 * those that it inherits, it goes through the rules of all classes that there are, some hundreds,
 * and then sorts them by field. They are fixed where the class is declared, so what was found stays
 * right.
 */
export const rememberRules = (): void => {
  const storage = getMetadataStorage();
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const byClass = new WeakMap<object, Map<string, Found>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups = []) => {
    let found = byClass.get(target);
    if (found === undefined) byClass.set(target, (found = new Map<string, Found>()));
    const asked = `${schema} ${always} ${strictGroups} ${groups.join(' ')}`;
    let known = found.get(asked);
    if (known === undefined) {
      found.set(asked, (known = find(target, schema, always, strictGroups, groups)));
    }
    return known;
  };
  const group = storage.groupByPropertyName.bind(storage);
  const byRules = new WeakMap<object, Grouped>();
  storage.groupByPropertyName = (rules) => {
    let known = byRules.get(rules);
    if (known === undefined) byRules.set(rules, (known = group(rules)));
    return known;
  };
};

const remembering = new WeakSet<object>();
