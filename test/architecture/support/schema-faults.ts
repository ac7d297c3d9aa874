type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
};

/** Where a value departs from a schema of the event catalogue, as `path: what`; none: it fits. */
export const schemaFaults = (schema: object, value: unknown, at = ''): readonly string[] => {
  const one = schema as Schema;
  if (one.oneOf !== undefined) {
    const fits = one.oneOf.some((option) => schemaFaults(option, value, at).length === 0);
    return fits ? [] : [`${at}: none of the shapes allowed here`];
  }
  if (one.const !== undefined && value !== one.const) return [`${at}: not ${String(one.const)}`];
  if (one.enum !== undefined && !one.enum.includes(value)) return [`${at}: not one of the words`];
  if (one.type !== undefined && typeOf(value) !== one.type) return [`${at}: not ${one.type}`];
  if (one.type === 'array') {
    return (value as unknown[]).flatMap((item, index) =>
      schemaFaults(one.items ?? {}, item, `${at}/${index}`),
    );
  }
  return one.type === 'object' ? objectFaults(one, value as Record<string, unknown>, at) : [];
};

const objectFaults = (
  { properties = {}, required = [], additionalProperties }: Schema,
  value: Record<string, unknown>,
  at: string,
): readonly string[] => [
  ...required.filter((name) => !(name in value)).map((name) => `${at}/${name}: missing`),
  ...Object.entries(value).flatMap(([name, member]) => {
    const own = properties[name] ?? additionalProperties;
    if (own === undefined) return [];
    return own === false ? [`${at}/${name}: unknown`] : schemaFaults(own, member, `${at}/${name}`);
  }),
];

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return typeof value;
};
