import { anEmail, DAY, HOUR, shared, succeed } from '../vocabulary';
import { accept, anInvited, aSuperAdmin, ask, type Invited, NEW_PASSWORD } from './vocabulary';

const { act, aUserAtWork, call, change, clock, gatehouse, http, putBack, read, signIn, sql } = shared;

afterEach(putBack);

const tokenOf = async ({ adminUserId }: Pick<Invited, 'adminUserId'>) => {
  const [row] = await sql('SELECT ?? FROM ?? WHERE ?? = ?', [
    'registration_token',
    'admin_users',
    'id',
    adminUserId,
  ]);
  return row?.registration_token;
};

it('stands in the database as a hash, and lets in once', async () => {
  const invited = await anInvited();

  expect(invited.registrationToken).toMatch(/^[0-9a-f]{40}$/);
  expect(await tokenOf(invited)).toBeNull();
  const info = await http.get(`/admin/registration-info?registrationToken=${invited.registrationToken}`);
  expect(info.body.data).toMatchObject({ email: invited.email, firstname: 'In' });

  succeed(await accept(invited));

  expect(await signIn({ ...invited, password: NEW_PASSWORD })).toBeLetIn();
  expect((await accept(invited)).status).toBe(400);
});

it('ends when those of Gatehouse do', async () => {
  const invited = await anInvited();
  await clock.advance(72 * HOUR + 1000);

  expect((await accept(invited)).status).toBe(400);
});

const VOIDING: Record<string, (invited: Invited) => Promise<unknown>> = {
  'a password was set': async (invited) =>
    succeed(
      await gatehouse.post(`/users/${invited.id}/set-password`, { body: { password: 'Third-Horse-9' } }),
    ),
  'a password was set on Strapi’s page': async ({ adminUserId }) =>
    succeed(
      await ask(await aSuperAdmin(), 'put', `/admin/users/${adminUserId}`, { password: 'Third-Horse-9' }),
    ),
  'the address changed': (invited) => change(invited, { email: anEmail() }),
  'the user was locked and unlocked': async (invited) => {
    await act(invited, 'lock');
    await act(invited, 'unlock');
  },
  'the user was disabled': (invited) => act(invited, 'disable'),
  'another was mailed': (invited) => act(invited, 'resend-invitation'),
};

it.each(Object.entries(VOIDING))('is void once %s', async (_, change) => {
  const invited = await anInvited();
  await change(invited);

  expect((await accept(invited)).status).toBe(400);
  expect(await signIn({ ...invited, password: NEW_PASSWORD })).not.toBeLetIn();
});

describe('one from before Gatehouse came', () => {
  const restart = () => call("strapi.plugin('gatehouse').service('directory').reconcile().then(() => null)");
  const asBefore = (adminUserId: number, token: string, age: number) =>
    call(
      `strapi.db.connection('admin_users').where({ id: ${adminUserId} })
         .update({ registration_token: '${token}', created_at: new Date(Date.now() - ${age}) }).then(() => null)`,
    );

  it('is taken over at the next start', async () => {
    const invited = { ...(await anInvited()), registrationToken: 'a'.repeat(40) };
    await asBefore(invited.adminUserId, invited.registrationToken, HOUR);

    await restart();

    expect(await tokenOf(invited)).toBeNull();
    succeed(await accept(invited));
  });

  it('is void after 400 days', async () => {
    const invited = { ...(await anInvited()), registrationToken: 'b'.repeat(40) };
    await sql('DELETE FROM ??', ['gatehouse_links']);
    await asBefore(invited.adminUserId, invited.registrationToken, 400 * DAY);

    await restart();

    expect(await tokenOf(invited)).toBeNull();
    expect((await accept(invited)).status).toBe(400);
  });

  it('is void of who has long come in', async () => {
    const user = await aUserAtWork();
    const registrationToken = 'c'.repeat(40);
    await asBefore(user.adminUserId, registrationToken, HOUR);

    await restart();

    expect(await tokenOf(user)).toBeNull();
    expect((await accept({ registrationToken, from: user.from })).status).toBe(400);
    expect(await read(user)).toMatchObject({ status: 'active' });
    expect(await signIn(user)).toBeLetIn();
  });
});
