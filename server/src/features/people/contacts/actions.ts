import type { z } from 'zod';

import type * as contracts from '../../../../../shared/contracts/contact';
import type { Contact } from '../../../../../shared/contracts/contact';
import { toKeptNumber } from '../../../domain/phone-number';
import type { Actor } from '../../../platform/actor';
import { clock } from '../../../platform/clock';
import { inTransaction } from '../../../platform/database';
import { fieldError, GatehouseError } from '../../../platform/errors';
import type { Strapi } from '../../../platform/strapi';
import { recordChange } from '../../activity/log/record';
import { holdUserForChange } from '../users/guards';
import * as store from './store';

type ContactChange = z.output<typeof contracts.updateContact.body>;

export const updateContact = (
  strapi: Strapi,
  userId: number,
  { ifUpdatedAt, ...typed }: ContactChange,
  actor: Actor,
) =>
  inTransaction(strapi, async () => {
    // Of two concurrent saves, the second reads what the first wrote.
    await holdUserForChange(strapi, userId, actor);
    const before = await store.find(strapi, userId);
    if (ifUpdatedAt !== undefined && !isSameTime(ifUpdatedAt, before.updatedAt))
      throw new GatehouseError('CHANGED_MEANWHILE');
    const wanted = withKeptNumbers(typed, before);
    const changes = changesOf(before, wanted);
    if (Object.keys(changes).length === 0) return { data: before };
    await store.write(strapi, userId, { ...before, ...wanted }, clock.now());
    const about = { kind: 'user', id: userId } as const;
    await recordChange(strapi, { about, action: 'contact-changed', changes, actor });
    return { data: await store.find(strapi, userId) };
  });

const isSameTime = (one: string | null, other: string | null) =>
  one === null || other === null ? one === other : new Date(one).getTime() === new Date(other).getTime();

/** Numbers already stored are not checked again, so that they can always be saved. */
const withKeptNumbers = <T extends Pick<ContactChange, 'phones'>>(wanted: T, before: Contact): T => {
  const present = new Set(before.phones.map(({ number }) => number));
  const phones = wanted.phones?.map((phone, place) => {
    const number = present.has(phone.number) ? phone.number : toKeptNumber(phone.number);
    if (!number) throw fieldError('INVALID_PHONE', ['phones', place, 'number']);
    return { ...phone, number };
  });
  return phones ? { ...wanted, phones } : wanted;
};

/** Given fields that differ, as the log keeps them. */
const changesOf = (before: Contact, wanted: Partial<Contact>) =>
  Object.fromEntries(
    Object.entries(wanted)
      .map(([field, after]) => [field, { before: before[field as keyof Contact], after }] as const)
      .filter(([, change]) => JSON.stringify(change.before) !== JSON.stringify(change.after)),
  );
