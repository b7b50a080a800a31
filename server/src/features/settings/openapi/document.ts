import type { z } from 'zod';

import type { Contract } from '../../../../../shared/contracts';
import { AREAS } from '../../../../../shared/contracts/summaries';
import { answerSchemas, operations, requestSchema, type Schema } from './json-schemas';
import { oauthPaths } from './oauth-paths';

type Place = {
  version: string;
  /** The URL of Strapi. */
  server: string;
  /** The prefix of the Content API. */
  apiPrefix: string;
};

const JSON_TYPE = 'application/json';

/** The OpenAPI 3.1 document of our HTTP API, generated from the contracts. */
export const openApiDocument = ({ version, server, apiPrefix }: Place) => {
  const answers = answerSchemas();
  const paths: Record<string, Record<string, object>> = oauthPaths(apiPrefix);
  for (const operation of operations) {
    const { name, contract } = operation;
    const path = `/gatehouse${contract.path.replace(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[contract.method.toLowerCase()] = toOperation(operation, answers.ofOperation(name));
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatehouse',
      version,
      description: 'User management and sign-in security of the Strapi admin panel.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    tags: Object.entries(AREAS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: answers.named,
      responses: {
        Refused: {
          description: 'Refused; `error.details.code` says why',
          content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
      securitySchemes,
    },
  };
};

const securitySchemes = {
  sessionAuth: {
    type: 'http',
    scheme: 'bearer',
    description: 'The access token of a panel session, as `POST /admin/login` answers it.',
  },
  adminTokenAuth: {
    type: 'http',
    scheme: 'bearer',
    description: 'An admin token of Strapi, or a key of an API-only user for the panel.',
  },
  oauthClientAuth: {
    type: 'http',
    scheme: 'basic',
    description: 'The id and the secret of an OAuth client, which can stand in the body too.',
  },
};

const toOperation = (
  { name, contract, area, summary, details }: (typeof operations)[number],
  answer?: Schema,
) => ({
  operationId: name,
  tags: [area],
  summary,
  description: [details, permissionsInWords(contract)].filter(Boolean).join('\n\n'),
  security: securityOf(contract),
  'x-permissions': contract.permissions,
  'x-sometimes-permissions': contract.sometimes,
  parameters: [...parametersOf(contract.params, 'path'), ...parametersOf(contract.query, 'query')],
  ...bodyOf(contract),
  responses: responsesOf(contract, answer),
});

const inWords = (permissions: readonly string[]) => permissions.map((one) => `\`${one}\``).join(', ');

const permissionsInWords = ({ isOpen, permissions, sometimes }: Contract) => {
  if (isOpen) return 'Needs no session.';
  if (permissions.length === 0) return 'Needs a panel session and no permission. Admin tokens are refused.';
  const always = `Permission: ${inWords(permissions)}.`;
  return sometimes.length > 0 ? `${always} Some requests also need: ${inWords(sometimes)}.` : always;
};

const securityOf = ({ isOpen, permissions }: Contract) => {
  if (isOpen) return [];
  return permissions.length === 0 ? [{ sessionAuth: [] }] : [{ sessionAuth: [] }, { adminTokenAuth: [] }];
};

const parametersOf = (schema: z.ZodType, place: 'path' | 'query') => {
  const { properties = {}, required = [] } = requestSchema(schema);
  return Object.entries(properties as Record<string, Schema>).map(([name, { description, ...field }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description && { description }),
    // As in `filters[status][$eq]=active`.
    ...(field.type === 'object' && { style: 'deepObject', explode: true }),
    schema: field,
  }));
};

const bodyOf = ({ method, body }: Contract) => {
  const schema = requestSchema(body);
  if (method === 'GET' || Object.keys(schema.properties ?? {}).length === 0) return {};
  return {
    requestBody: {
      required: (schema.required ?? []).length > 0,
      content: { [JSON_TYPE]: { schema } },
    },
  };
};

const responsesOf = ({ status, otherStatus, mediaType }: Contract, schema: Schema = {}) => {
  const done = {
    description: 'Done',
    content: { [mediaType ?? JSON_TYPE]: { schema: mediaType ? {} : schema } },
  };
  const refused = { $ref: '#/components/responses/Refused' };
  return { [status]: done, ...(otherStatus && { [otherStatus]: done }), '4XX': refused, '5XX': refused };
};
