import { aDatabase, mailbox } from '../../support';
import { gatehouseAt, MINUTE, startStrapi } from '../vocabulary';
import { LINK, mailsAt, TOKEN } from './vocabulary';

const { breakMailServer, mendMailServer, nextMailTo } = mailbox;
afterEach(() => mendMailServer());

it('survives the end of its server, sealed', async () => {
  const database = await aDatabase();
  const first = await startStrapi({ database });
  const at = gatehouseAt(first);
  const { email, id } = await at.aUser();
  await breakMailServer();
  await mailsAt(at).deliver(await mailsAt(at).invite({ id }));
  await first.kill();
  await mendMailServer();

  const second = await startStrapi({ database });
  await second.clock.advance(2 * MINUTE);
  await mailsAt(gatehouseAt(second)).runDue();

  expect((await nextMailTo(email)).text).toContain(LINK);
  expect(second.output() + first.output()).not.toContain(TOKEN);
  await second.stop();
  await database.drop();
});

it('is tried once from memory where there is no key to seal it with, and the server says so at its start', async () => {
  const keyless = await startStrapi({ env: { ENCRYPTION_KEY: '' } });
  const at = gatehouseAt(keyless);
  const mails = mailsAt(at);
  const person = await at.aUser();
  await breakMailServer();
  const id = await mails.invite(person);
  expect((await mails.rowOf(id)).content).toBeNull();
  expect(await mails.deliver(id)).toMatchObject({ status: 'failed' });
  await mendMailServer();
  expect(await mails.deliver(await mails.invite(person))).toMatchObject({ status: 'sent' });

  expect((await nextMailTo(person.email)).text).toContain(LINK);
  expect(keyless.output()).toContain('GH003');
  await keyless.stop();
});
