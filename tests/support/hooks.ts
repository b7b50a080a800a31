import type { Http } from './http';

export type Hooks = ReturnType<typeof hooksThrough>;

/** What the app's test hooks offer: time, counts, and a way behind the plugin's back. */
export const hooksThrough = (http: Http) => {
  const hook = async <T>(path: string, body: object = {}): Promise<T> => {
    const answer = await http.post(`/test-hooks/${path}`, { body });
    if (answer.status !== 200) {
      throw new Error(`/test-hooks/${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body.data as T;
  };

  const clock = {
    /** Advances the plugin's clock, and returns the new time. */
    advance: async (ms: number) => new Date(await hook<string>('clock/advance', { ms })),
    /** Back to the real time. */
    reset: async () => new Date(await hook<string>('clock/reset')),
    now: async () => new Date(await hook<string>('clock/now')),
  };

  const counter = {
    /** Passwords compared with a hash since the server started. */
    comparisons: () => hook<number>('comparisons'),
    /** Passwords compared with a hash while `run` ran. */
    comparisonsDuring: async (run: () => Promise<unknown>): Promise<number> => {
      const before = await hook<number>('comparisons');
      await run();
      return (await hook<number>('comparisons')) - before;
    },
  };

  const queries = {
    /** The SQL statements of the requests in `run`, without those of the server itself meanwhile. */
    during: async (run: () => Promise<unknown>): Promise<string[]> => {
      await hook('queries/start');
      try {
        await run();
      } finally {
        statements = await hook<string[]>('queries/stop');
      }
      return statements;
    },
    count: async (run: () => Promise<unknown>): Promise<number> => (await queries.during(run)).length,
  };
  let statements: string[] = [];

  return {
    hook,
    clock,
    counter,
    queries,
    /** Runs one statement behind the plugin's back: `??` stands for a name, `?` for a value. */
    sql: <Row = Record<string, unknown>>(sql: string, bindings: unknown[] = []) =>
      hook<Row[]>('sql', { sql, bindings }),
    /** Changes sections of the plugin's configuration that are read each time, until the file ends. */
    configure: (sections: object) => hook('config', sections),
    /** What the server has printed; for a shared one, since the file began. */
    printed: () => hook<string>('printed'),
    /** Evaluates an expression in the server, `strapi` in scope; it may await. */
    call: <T = unknown>(expression: string) => hook<T>('call', { expression }),
  };
};
