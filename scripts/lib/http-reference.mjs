import { typeOf } from './http-types.mjs';

const METHODS = ['get', 'post', 'put', 'delete'];
const code = (text) => `\`${text}\``;

/** The HTTP API reference in Markdown, generated from the OpenAPI document. */
export const toReference = ({ tags, paths, components }) => {
  const operations = Object.entries(paths).flatMap(([path, of]) =>
    METHODS.filter((method) => of[method]).map((method) => ({
      ...of[method],
      request: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    })),
  );
  const { Error: error, ...objects } = components.schemas;
  return [
    INTRODUCTION,
    ...tags.flatMap((tag) =>
      areaOf(
        tag,
        operations.filter(({ tags: [name] }) => name === tag.name),
      ),
    ),
    '## Objects',
    block(
      Object.entries(objects)
        .map(([name, schema]) => `type ${name} = ${typeOf(schema)}`)
        .join('\n\n'),
    ),
    '## Error codes',
    table(['code', 'status', 'meaning'], codesOf(error)),
    '',
  ].join('\n\n');
};

const INTRODUCTION = `<!-- Made of the contracts by \`npm run docs:http\`. -->

# HTTP reference

Every request there is, as the [OpenAPI document](http-api.md#openapi) has it. How to sign in, what errors look like, and how lists
are asked is in [HTTP API](http-api.md).

Types are written as in TypeScript. \`?\` stands behind what can be left out, and \`=\` before what it is then. \`id\` is a whole
number above 0, \`date\` is ISO 8601, \`string(≤ 100)\` has at most 100 characters, \`id[](≤ 50)\` at most 50 items, and \`AnyOf<T>\`
is \`{ $eq: T } | { $in: T[] }\`. Long lists of values are cut short here; the document has them whole. Answers are the \`data\` of
the answer, lists with a page (\`pagination\`) in \`meta\`.`;

const block = (text) => `\`\`\`ts\n${text}\n\`\`\``;
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head, rows) => [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row)].join('\n');

const areaOf = ({ name, description }, operations) => [
  `## ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  `${description}.`,
  table(
    ['request', 'does', 'permission'],
    operations.map((one) => [
      `[${code(one.request)}](#${one.operationId.toLowerCase()})`,
      one.summary,
      permissionOf(one),
    ]),
  ),
  ...operations.flatMap(detailsOf),
];

const permissionOf = ({
  security,
  'x-permissions': permissions = [],
  'x-sometimes-permissions': sometimes = [],
}) => {
  const all = permissions.map(code).join(', ');
  if (all) return sometimes.length > 0 ? `${all}; for some: ${sometimes.map(code).join(', ')}` : all;
  return security.some((one) => 'sessionAuth' in one) ? 'any session' : 'none';
};

const detailsOf = ({
  operationId,
  request,
  summary,
  description,
  parameters = [],
  requestBody,
  responses,
}) => [
  `### ${operationId}`,
  `${code(request)}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}.`,
  ...(description ? [description] : []),
  block(
    [
      ...fieldsOf('query', parameters),
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => `body: ${typeOf(schema)}`),
      ...answersOf(responses),
    ].join('\n\n'),
  ),
];

const fieldsOf = (place, parameters) => {
  const of = parameters.filter((parameter) => parameter.in === place);
  if (of.length === 0) return [];
  const properties = Object.fromEntries(
    of.map(({ name, schema, description }) => [name, { ...schema, description }]),
  );
  return [`${place}: ${typeOf({ properties })}`];
};

const answersOf = (responses) => {
  const statuses = Object.keys(responses).filter((status) => status.startsWith('2'));
  const [[type, { schema }]] = Object.entries(responses[statuses[0]].content);
  if (Object.keys(schema).length === 0) return [`${statuses.join(', ')}: ${type}`];
  const { data, meta } = schema.properties ?? {};
  return [
    `${statuses.join(', ')}: ${typeOf(data ?? schema)}`,
    ...(meta && meta.$ref === undefined ? [`meta: ${typeOf(meta)}`] : []),
  ];
};

const codesOf = ({ properties: { error } }) =>
  error.properties.details.properties.code.anyOf.map(({ const: name, description }) => {
    const [status, ...meaning] = description.split(': ');
    return [code(name), status, meaning.join(': ')];
  });
