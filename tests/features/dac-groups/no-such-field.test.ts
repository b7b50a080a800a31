import { vocabularyAt } from '../../support/vocabulary';
import { gatehouseAt, type Server, startStrapi, succeed } from '../vocabulary';
import { ARTICLE, dacGroupsAt } from './vocabulary';

const USER = 'plugin::users-permissions.user';
let server: Server;
afterAll(() => server?.stop());

it('grants nothing, says why in the log, and leaves the other pages open; another field can be named', async () => {
  server = await startStrapi({ config: { dac: { field: 'title' }, signIn: { refusalFloorMs: 0 } } });
  const words = gatehouseAt(vocabularyAt(() => server.url));
  const dac = dacGroupsAt(words);
  const held = await dac.aGroup('Of-sales');
  await dac.anArticle({ title: 'Of-sales', dacGroup: 'x' });
  await dac.anArticle({ title: 'Of-legal', dacGroup: 'Of-sales' });
  const [byTitle, ofUsers] = [await words.aRole(), await words.aRole()];
  await dac.permitOn(byTitle.id, { actions: ['read'] });
  await dac.permitOn(ofUsers.id, { actions: ['read'], subject: USER });
  const one = await words.aUserAtWork({ roles: [byTitle.id, ofUsers.id] });
  succeed(await dac.give(one, [held]));
  const ask = (uid: string) =>
    words.http.get(`/content-manager/collection-types/${uid}`, { token: one.token, from: one.from });

  expect((await ask(USER)).status).toBe(403);
  expect((await ask(ARTICLE)).body.results.map(({ title }: { title: string }) => title)).toEqual([
    'Of-sales',
  ]);
  expect(server.output()).toMatch(
    /the condition .* stands on plugin::users-permissions\.user, .* title .* Hint/,
  );
  expect(server.output()).not.toMatch(/the condition .* stands on api::article/);
});
