const WIDTH = 100;
/** Longer lists of values are cut; the document has them in full. */
const MAX_VALUES = 40;
const MAX_ID = 2_147_483_647;
/** For text in a path or a query. */
const NUMBERS = { '^[1-9]\\d{0,9}$': 'id', '^[1-9]\\d{0,8}$': 'integer' };

/** A JSON Schema as a TypeScript type, as short as possible. */
export const typeOf = (schema, indent = '') => {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return valuesOf(schema.enum, indent);
  const several = schema.anyOf ?? schema.oneOf;
  if (several)
    return (
      anyOf(several, indent) ??
      either(
        several.map((one) => typeOf(one, indent)),
        indent,
      )
    );
  if (schema.properties) return objectOf(schema, indent);
  if (schema.type === 'array') return arrayOf(schema, indent);
  if (schema.type === 'object') return `{ [name]: ${typeOf(schema.additionalProperties ?? {}, indent)} }`;
  if (schema.type === 'string') return textOf(schema);
  if (schema.type === 'integer') return numberOf(schema);
  return schema.type ?? 'unknown';
};

const valuesOf = (values, indent) => {
  const types = values.map((value) => JSON.stringify(value));
  const rest = types.length - 3;
  return either(types.length > MAX_VALUES ? [...types.slice(0, 3), `… ${rest} more`] : types, indent);
};

const either = (types, indent) => {
  const lines = [''];
  for (const type of new Set(types)) {
    const line = lines.at(-1);
    if (line !== '' && line.length + type.length + indent.length > WIDTH) lines.push(type);
    else lines[lines.length - 1] = line === '' ? type : `${line} | ${type}`;
  }
  return lines.join(`\n${indent}  | `);
};

/** `{ $eq }` or `{ $in }`. */
const anyOf = ([first, second], indent) => {
  const $eq = first.properties?.$eq;
  return $eq && second?.properties?.$in ? `AnyOf<${typeOf($eq, indent)}>` : undefined;
};

const objectOf = ({ properties, required = [] }, indent) => {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const ends = schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`;
    const note = schema.description ? ` /* ${schema.description} */` : '';
    return `${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema, `${indent}  `)}${ends}${note}`;
  });
  const line = `{ ${fields.join('; ')} }`;
  return line.length + indent.length <= WIDTH && !line.includes('\n')
    ? line
    : `{\n${fields.map((field) => `${indent}  ${field};\n`).join('')}${indent}}`;
};

const arrayOf = ({ items = {}, maxItems }, indent) => {
  const item = typeOf(items, indent);
  const isUnion = items.anyOf || items.enum?.length > 1;
  return `${isUnion ? `(${item})` : item}[]${maxItems ? `(≤ ${maxItems})` : ''}`;
};

const textOf = ({ format, maxLength, pattern }) => {
  if (format === 'date-time') return 'date';
  return NUMBERS[pattern] ?? (maxLength ? `string(≤ ${maxLength})` : 'string');
};

const numberOf = ({ minimum, exclusiveMinimum, maximum }) => {
  if (maximum === MAX_ID && exclusiveMinimum === 0) return 'id';
  return minimum === undefined || maximum === undefined ? 'integer' : `integer(${minimum} to ${maximum})`;
};
