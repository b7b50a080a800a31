import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';

import { mailbox } from '../../support';
import { shared, sharedUrl, succeed } from '../vocabulary';

const { aResetTokenOf, aUserAtWork, call, gatehouse, http, putBack, sql, superAdmin } = shared;

/** As `strapi transfer` opens it, even to read alone. */
const aTransfer = async (): Promise<Socket> => {
  const { body } = succeed(
    await http.post('/admin/transfer/tokens', {
      token: await superAdmin(),
      body: { name: 'Nightly copy', description: '', permissions: ['pull'], lifespan: null },
    }),
    201,
  );
  const asked = request(`${sharedUrl()}/admin/transfer/runner/pull`, {
    headers: {
      Authorization: `Bearer ${body.data.accessKey}`,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
    },
  });
  asked.end();
  const [, socket] = await once(asked, 'upgrade');
  return socket;
};

let transfer: Socket;
beforeAll(async () => {
  await call(`(() => {
    globalThis.heard = 0;
    strapi.db.lifecycles.subscribe({ models: ['admin::user'], afterUpdate: () => void (globalThis.heard += 1) });
  })()`);
  transfer = await aTransfer();
});
afterAll(async () => {
  transfer?.destroy();
  await putBack();
});

it('follows users, passwords and sessions while a transfer has silenced everybody else', async () => {
  const user = await aUserAtWork();
  const link = await aResetTokenOf(user);
  const NEW = 'Brand-New-Horse-9';
  succeed(
    await http.put(`/admin/users/${user.adminUserId}`, {
      token: await superAdmin(),
      body: { firstname: 'Grace', password: NEW },
    }),
  );

  expect(await call('globalThis.heard')).toBe(0);
  // The directory, the history of passwords, links, notices and sessions.
  expect((await gatehouse.get(`/users/${user.id}`)).body.data.firstname).toBe('Grace');
  expect(
    await sql('SELECT * FROM ?? WHERE ?? = ?', [
      'gatehouse_password_history',
      'admin_user_id',
      user.adminUserId,
    ]),
  ).toHaveLength(1);
  const reset = await http.post('/admin/reset-password', {
    body: { resetPasswordToken: link, password: 'Another-New-Horse-9' },
  });
  expect(reset.status).toBe(400);
  expect((await mailbox.nextMailTo(user.email)).subject).toMatch(/^Your password for .* was changed$/);
  const [session] = (await gatehouse.get(`/users/${user.id}/sessions`)).body.data;
  expect(session.id).not.toMatch(/^strapi-/);
  expect(Date.now() - Date.parse(session.lastSeenAt)).toBeLessThan(60_000);
});

it('leaves it to everybody again when the transfer is over', async () => {
  const closed = once(transfer, 'close');
  transfer.destroy();
  await closed;
  const user = await aUserAtWork();

  for (let tries = 0; tries < 50 && (await call('globalThis.heard')) === 0; tries += 1)
    await call(
      `strapi.service('admin::user').updateById(${user.adminUserId}, { lastname: '${tries}' }).then(() => null)`,
    );
  expect(await call('globalThis.heard')).toBe(1);
});
