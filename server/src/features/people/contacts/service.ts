import type { z } from 'zod';

import type { Contact, updateContact } from '../../../../../shared/contracts/contact';
import { toKeptNumber } from '../../../domain/phone-number';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';
import { createContactStore } from './store';

type ContactChange = z.output<typeof updateContact.body>;

export const contactsService = ({ strapi }: { strapi: Strapi }) => {
  const store = createContactStore(strapi);
  const users = () => getService(strapi, 'users');

  return {
    async get(userId: number) {
      if (!(await users().find(userId))) throw new GatehouseError('NOT_FOUND');
      return { data: await store.find(userId) };
    },

    update: (userId: number, { ifUpdatedAt, ...typed }: ContactChange, actor: Actor) =>
      inTransaction(strapi, async () => {
        // Of two who save at once, the second reads what the first has written.
        await users().holdForChange(userId, actor);
        const before = await store.find(userId);
        if (ifUpdatedAt !== undefined && !isSameTime(ifUpdatedAt, before.updatedAt))
          throw new GatehouseError('CHANGED_MEANWHILE');
        const given = withKeptNumbers(typed, before);
        const changes = changesOf(before, given);
        if (Object.keys(changes).length === 0) return { data: before };
        await store.write(userId, { ...before, ...given }, clock.now());
        const about = { kind: 'user', id: userId } as const;
        await getService(strapi, 'log').recordChange({ about, action: 'contact-changed', changes, actor });
        return { data: await store.find(userId) };
      }),

    removeOf: (userIds: readonly number[]) => store.remove(userIds),
  };
};

const isSameTime = (one: string | null, other: string | null) =>
  one === null || other === null ? one === other : new Date(one).getTime() === new Date(other).getTime();

/** Numbers that were there before are not looked at: what was entered once can always be saved again. */
const withKeptNumbers = <T extends Pick<ContactChange, 'phones'>>(given: T, before: Contact): T => {
  const present = new Set(before.phones.map(({ number }) => number));
  const phones = given.phones?.map((phone, place) => {
    const number = present.has(phone.number) ? phone.number : toKeptNumber(phone.number);
    if (!number) throw fieldError('INVALID_PHONE', ['phones', place, 'number']);
    return { ...phone, number };
  });
  return phones ? { ...given, phones } : given;
};

/** What is given and differs, as the log keeps it. */
const changesOf = (before: Contact, given: Partial<Contact>) =>
  Object.fromEntries(
    Object.entries(given)
      .map(([field, after]) => [field, { before: before[field as keyof Contact], after }] as const)
      .filter(([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  );

declare module '../../../platform/services' {
  interface Services {
    contacts: ReturnType<typeof contactsService>;
  }
}
