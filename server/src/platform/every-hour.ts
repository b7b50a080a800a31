import type { Strapi } from './strapi';

type Hourly = {
  /** The task's name, among Strapi's. */
  name: string;
  /** Choose one at which little else runs. */
  minute: number;
  work: () => Promise<unknown>;
  /** What is logged when it fails. Fails open: it runs again an hour later. */
  failure: string;
};

/** Runs `work` hourly on every server; what one does for all takes a lease (features/settings/lease). */
export const everyHour = (strapi: Strapi, { name, minute, work, failure }: Hourly) =>
  strapi.cron.add({
    [name]: {
      options: { rule: `${minute} * * * *` },
      task: () => work().catch((error: unknown) => strapi.log.error(`[gatehouse] ${failure}`, error)),
    },
  });
