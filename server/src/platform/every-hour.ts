import type { Strapi } from './strapi';

type Hourly = {
  /** Of the task, among Strapi's. */
  name: string;
  /** One when not everything else runs. */
  minute: number;
  work: () => Promise<unknown>;
  /** What is logged when it fails. Fails open: it is done an hour later. */
  failure: string;
};

/** Has it done every hour, on every server; what one server does for all holds a lease (features/settings/lease). */
export const everyHour = (strapi: Strapi, { name, minute, work, failure }: Hourly) =>
  strapi.cron.add({
    [name]: {
      options: { rule: `${minute} * * * *` },
      task: () => work().catch((error: unknown) => strapi.log.error(`[gatehouse] ${failure}`, error)),
    },
  });
