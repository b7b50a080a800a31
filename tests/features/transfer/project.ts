import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runSql } from '../../app/src/test-hooks/sql';
import { aDatabase, connectionTo, countStart, type Database, type DatabaseKind } from '../../support';

const repository = path.resolve(__dirname, '../../..');

const WITH_PARTS = path.join(__dirname, 'parts-after-their-step.cjs');

export type Project = {
  folder: string;
  database: Database;
  /** `strapi …` in the project's folder, as whoever has the server's shell runs it; gives all that it printed. */
  strapi: (words: string[]) => Promise<string>;
  /** Behind everybody's back, while no server runs on it. */
  sql: <Row = Record<string, unknown>>(sql: string, bindings?: unknown[]) => Promise<Row[]>;
  remove: () => Promise<void>;
};

/** A project of its own, with the first admin in it: the test app in another folder, as Strapi writes logs and files there. */
export const aProject = async (env: Record<string, string> = {}): Promise<Project> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-project-'));
  const links = { 'tests/app': ['config', 'src', 'package.json', 'favicon.png'], '.': ['node_modules'] };
  for (const [from, names] of Object.entries(links))
    for (const name of names) await symlink(path.join(repository, from, name), path.join(folder, name));
  await mkdir(path.join(folder, 'public/uploads'), { recursive: true });
  // A panel: into the connection of a transfer Strapi would write that it has none.
  await mkdir(path.join(folder, 'build'));
  await writeFile(path.join(folder, 'build/index.html'), '');
  const database = await aDatabase();

  return {
    folder,
    database,
    async strapi(words) {
      countStart();
      const command = ['--require', WITH_PARTS, 'node_modules/@strapi/strapi/bin/strapi.js', ...words];
      const child = spawn(process.execPath, command, {
        cwd: folder,
        env: { ...process.env, NODE_ENV: 'production', ...database.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => (output += text));
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`strapi ${words.join(' ')} ended with ${code}:\n${output}`);
      return output;
    },
    async sql(sql, bindings = []) {
      const { default: knex } = await import('knex');
      const client = database.env.DATABASE_CLIENT as DatabaseKind;
      const connection = knex({ ...connectionTo[client](database.env), useNullAsDefault: true });
      try {
        return await runSql({ db: { connection, dialect: { client } } }, sql, bindings);
      } finally {
        await connection.destroy();
      }
    },
    async remove() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
