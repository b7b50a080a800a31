import type { Mail as LoggedMail } from '../../../shared/contracts/mails';
import type { MailTemplateName } from '../../../shared/constants';
import { succeed, type gatehouseAt } from '../vocabulary';

type Words = ReturnType<typeof gatehouseAt>;
export type Delivery = { id: number; status: string; error: string | null };

export const LINK =
  'https://panel.example.test/admin/auth/register#registrationToken=Zm9yLXRlc3RzLW9ubHktMTIz';
export const TOKEN = 'Zm9yLXRlc3RzLW9ubHktMTIz';

/** What features do with mails, and what admins see of them, at one server. */
export const mailsAt = ({ call, gatehouse, sql }: Pick<Words, 'call' | 'gatehouse' | 'sql'>) => {
  const service = `strapi.plugin('gatehouse').service('mail')`;
  const user = (id: number) => `await strapi.plugin('gatehouse').service('users').find(${id})`;
  const queued = (id: number, template: MailTemplateName, variables: string) =>
    `${service}.queue({ template: '${template}', user: ${user(id)}, variables: ${variables} })`;

  const logOf = async ({ id }: { id: number }): Promise<LoggedMail[]> =>
    succeed(await gatehouse.get(`/mails?filters[user][$eq]=${id}&pageSize=200`)).body.data;
  const deliver = (id: number, options = '{}') => call<Delivery>(`${service}.deliver(${id}, ${options})`);
  /** A link that lives for an hour unless told. */
  const linkFor = (ms: number) =>
    `{ link: '${LINK}', expiresAt: new Date(strapi.plugin('gatehouse').service('clock').now().getTime() + ${ms}) }`;

  return {
    logOf,
    deliver,
    invite: ({ id }: { id: number }, livesFor = 3_600_000) =>
      call<number>(`(async () => ${queued(id, 'invitation', linkFor(livesFor))})()`),
    tellNewPassword: ({ id }: { id: number }, password: string) =>
      call<number>(`(async () => ${queued(id, 'temporary-password', JSON.stringify({ password }))})()`),
    notify: ({ id }: { id: number }) =>
      call<number>(`(async () => ${queued(id, 'password-changed', '{ time: new Date() }')})()`),
    /** What Strapi's clock does every ten seconds. */
    runDue: () => call(`${service}.run().then(() => null)`),
    rowOf: async (id: number) =>
      (await sql('SELECT * FROM ?? WHERE ?? = ?', ['gatehouse_mails', 'id', id]))[0] as Record<
        string,
        unknown
      >,
  };
};
