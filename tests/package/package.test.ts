import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { startStrapi, type Server } from '../support';

const repository = path.resolve(__dirname, '../..');
const name = 'strapi-plugin-gatehouse';

type Packed = { filename: string; files: { path: string }[] };

let project: string;
let packed: Packed;

beforeAll(async () => {
  // Inside the repository, so that the project finds Strapi where the repository has it: a Strapi of its own would
  // take minutes to install.
  await mkdir(path.join(repository, '.tmp'), { recursive: true });
  project = await realpath(await mkdtemp(path.join(repository, '.tmp/package-')));
  packed = pack(project);
});

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the packed plugin', () => {
  it('holds what is built and what is read, and no sources or tests', () => {
    const files = packed.files.map((file) => file.path);

    expect([...new Set(files.map((file) => file.split('/')[0]))].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'package.json',
      'strapi-admin.js',
      'strapi-server.js',
    ]);
    expect(files.filter((file) => /\.(test|spec)\.|\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual(
      [],
    );
  });

  it('holds every file that its package.json points to', () => {
    const files = new Set(packed.files.map((file) => `./${file.path}`));
    const { exports } = jest.requireActual<{ exports: Record<string, string | Record<string, string>> }>(
      path.join(repository, 'package.json'),
    );
    const built = Object.values(exports).flatMap((target) =>
      // "source" tells strapi-plugin what to build; nobody who installs the package asks for it.
      typeof target === 'string' ? [target] : Object.values({ ...target, source: './package.json' }),
    );

    expect(built.filter((file) => !files.has(file))).toEqual([]);
  });

  it('runs in a project that has installed it', async () => {
    await createProject();
    const server = await startStrapi({
      app: project,
      env: { NODE_PATH: path.join(project, 'node_modules') },
      // It has no test hooks to lift the throttle with.
      isThrottled: true,
    });

    try {
      expect(pluginFolderOf(server)).toBe(path.join(project, 'node_modules', name));
      expect((await server.http.get('/gatehouse/users')).status).toBe(401);
      expect((await server.http.get('/gatehouse/users', { token: await server.superAdmin() })).status).toBe(
        200,
      );
    } finally {
      await server.stop();
    }
  });
});

const npm = (args: string[], cwd: string): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });

const pack = (destination: string): Packed => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: repository, stdio: 'ignore' });
  const [result] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', `--pack-destination=${destination}`], repository),
  ) as Packed[];
  return result as Packed;
};

/** A Strapi project whose only plugin of its own is the packed one, found the way Strapi finds what is installed. */
const createProject = async () => {
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(project, file)), { recursive: true });
    await writeFile(path.join(project, file), text);
  };
  await cp(path.join(repository, 'tests/app/config'), path.join(project, 'config'), { recursive: true });
  await rm(path.join(project, 'config/plugins.js'));
  await mkdir(path.join(project, 'public/uploads'), { recursive: true });
  await write(
    'src/index.js',
    `module.exports = {
      bootstrap({ strapi }) {
        console.log('gatehouse is in <' + strapi.config.get('enabledPlugins').gatehouse.pathToPlugin + '>');
      },
    };`,
  );
  const manifest = {
    name: 'a-project',
    private: true,
    dependencies: { [name]: `file:${packed.filename}` },
    strapi: { uuid: false, telemetryDisabled: true },
  };
  await write('package.json', JSON.stringify(manifest));
  npm(['install', '--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--prefer-offline'], project);
  // Only now, for npm would install it: Strapi runs in a project that names it alone.
  const withStrapi = { ...manifest.dependencies, '@strapi/strapi': '5.54.0' };
  await write('package.json', JSON.stringify({ ...manifest, dependencies: withStrapi }));
};

const pluginFolderOf = (server: Server) => /gatehouse is in <(.*)>/.exec(server.output())?.[1];
