/** Of a `strapi` no more than what it runs on. */
export function runSql(
  strapi: { db: { connection: object; dialect: { client: string } } },
  sql: string,
  bindings?: unknown[],
): Promise<never>;
