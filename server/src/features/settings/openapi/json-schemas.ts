import { z } from 'zod';

import * as exported from '../../../../../shared/contracts';
import type { Contract } from '../../../../../shared/contracts';
import { type ContractName, SUMMARIES } from '../../../../../shared/contracts/summaries';
import { ERROR_CODES } from '../../../../../shared/error-codes';
import { REFUSALS } from '../../../../../shared/refusals';

export type Schema = z.core.JSONSchema.BaseSchema;

const optionsOf = (io: 'input' | 'output') =>
  ({
    io,
    // JSON Schema can't express a check by a function.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Schema }) => {
      // In answers, transforms such as trimming are already done, so describe the input side.
      if (io === 'output' && zodSchema instanceof z.ZodPipe && zodSchema.out instanceof z.ZodTransform)
        Object.assign(jsonSchema, requestSchema(zodSchema.in as z.ZodType));
      // A format says the same as its pattern, more briefly.
      if (jsonSchema.format) delete jsonSchema.pattern;
      // Answers may gain properties one day; requests may not have unknown ones.
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  }) as const;

const withoutIds = ({ $schema: _, $id: __, ...schema }: Schema): Schema => schema;

/** The schema of a request as sent, before any transforms. */
export const requestSchema = (schema: z.ZodType) => withoutIds(z.toJSONSchema(schema, optionsOf('input')));

export const operations = (Object.keys(SUMMARIES) as ContractName[]).map((name) => ({
  name,
  contract: exported[name] as Contract,
  ...SUMMARIES[name],
}));

const REASONS = Object.keys(REFUSALS) as (keyof typeof REFUSALS)[];
const why = {
  reason: z.enum(REASONS).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
};

const codes = () =>
  Object.entries(ERROR_CODES).map(([code, { status, message }]) =>
    z.literal(code).describe(`${status}: ${message}`),
  );

/** Strapi’s own refusals have the same form, without a code. */
const refused = () =>
  z.object({
    data: z.null(),
    error: z.object({
      status: z.number().int(),
      name: z.string(),
      message: z.string(),
      details: z.looseObject({
        code: z.union(codes()).optional(),
        ...why,
        /** The fields at fault. */
        errors: z
          .array(
            z.object({
              path: z.array(z.union([z.string(), z.number()])),
              message: z.string(),
              code: z.string().optional(),
              ...why,
            }),
          )
          .optional(),
        challenge: exported.challenge.optional(),
      }),
    }),
  });

const answerOf = ({ response, meta }: Contract) =>
  z.object({ data: response, ...(meta instanceof z.ZodUndefined ? {} : { meta }) });

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const refTo = (id: string) => `#/components/schemas/${id}`;

/** The answer schemas: one per operation, and the named ones they refer to. */
export const answerSchemas = () => {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(exported))
    if (value instanceof z.ZodObject) registry.add(value, { id: capitalized(name) });
  for (const { name, contract } of operations) registry.add(answerOf(contract), { id: name });
  registry.add(refused(), { id: 'Error' });
  const made = z.toJSONSchema(registry, { ...optionsOf('output'), uri: refTo });
  const schemas = new Map(Object.entries(made.schemas).map(([id, schema]) => [id, withoutIds(schema)]));
  const text = JSON.stringify([...schemas.values()]);
  const isUsed = (id: string) => id === 'Error' || text.includes(`"${refTo(id)}"`);
  return {
    ofOperation: (name: ContractName) => schemas.get(name),
    named: Object.fromEntries([...schemas].filter(([id]) => isUsed(id))),
  };
};
