import fc from '../support/fast-check';
import { type DelegationFacts, mayActFor, stateOf, type Subject } from '../../server/src/domain/delegation';

const ADA = 1;
const BOB = 2;
const at = new Date('2026-06-15T12:00:00Z');
const day = (offset: number) => new Date(at.getTime() + offset * 86_400_000);

const toBob: DelegationFacts = {
  forUserId: BOB,
  forDacGroup: null,
  resource: null,
  purpose: 'approve-timesheets',
  validFrom: day(-1),
  validTo: day(1),
};
const bob: Subject = { userId: BOB, dacGroups: ['EMEA'] };
const may = (
  delegations: DelegationFacts[],
  subject: Subject = bob,
  { purpose = 'approve-timesheets', when = at } = {},
) => mayActFor({ userId: ADA, delegations }, subject, { purpose, at: when });

describe('somebody acts', () => {
  it('for themself, without anybody letting them', () => {
    expect(may([], { userId: ADA, dacGroups: [] })).toBe(true);
    expect(may([])).toBe(false);
  });

  it.each<[string, Partial<DelegationFacts>, Subject, boolean]>([
    ['the user it names', {}, bob, true],
    ['no other user', {}, { userId: 3, dacGroups: [] }, false],
    ['who holds the group', { forUserId: null, forDacGroup: 'EMEA' }, bob, true],
    ['nobody who holds another', { forUserId: null, forDacGroup: 'EME' }, bob, false],
    ['nobody whose group is written otherwise', { forUserId: null, forDacGroup: 'emea' }, bob, false],
    ['the group itself', { forUserId: null, forDacGroup: 'EMEA' }, { dacGroup: 'EMEA' }, true],
    ['no group for a user of it', {}, { dacGroup: 'EMEA' }, false],
    ['the resource', { forUserId: null, resource: 'room:1' }, { resource: 'room:1' }, true],
    ['no other resource', { forUserId: null, resource: 'room:1' }, { resource: 'room:11' }, false],
    ['no resource for a group of its name', { forUserId: null, forDacGroup: 'x' }, { resource: 'x' }, false],
    ['no group for a resource of its name', { forUserId: null, resource: 'x' }, { dacGroup: 'x' }, false],
  ])('for %s', (_, values, subject, expected) => {
    expect(may([{ ...toBob, ...values }], subject)).toBe(expected);
  });

  it.each([
    ['approve-timesheets', 'approve-timesheets', true],
    ['approve-timesheets', 'Approve-Timesheets', false],
    ['approve-timesheets', 'sign-contracts', false],
    ['approve-timesheets', '', false],
    ['approve-timesheets', '*', false],
    [null, 'sign-contracts', true],
  ])('by a delegation for %j what is for %j: %s', (given, purpose, expected) => {
    expect(may([{ ...toBob, purpose: given }], bob, { purpose })).toBe(expected);
  });

  it('from the first moment to the last', () => {
    const when = (moment: Date) => may([toBob], bob, { when: moment });

    expect([when(day(-1)), when(day(1))]).toEqual([true, true]);
    expect([when(new Date(day(-1).getTime() - 1)), when(new Date(day(1).getTime() + 1))]).toEqual([
      false,
      false,
    ]);
    expect(may([{ ...toBob, validTo: null }], bob, { when: day(100_000) })).toBe(true);
  });
});

const date = fc.integer({ min: -5, max: 5 }).map(day);
const subjectOf: Record<'user' | 'dac-group' | 'resource', (n: number) => Partial<DelegationFacts>> = {
  user: (n) => ({ forUserId: n }),
  'dac-group': (n) => ({ forDacGroup: `code-${n}` }),
  resource: (n) => ({ resource: `code-${n}` }),
};
const kind = fc.constantFrom('user' as const, 'dac-group' as const, 'resource' as const);
const some = fc.integer({ min: 2, max: 4 });
const purpose = fc.constantFrom('a', 'b');
const delegation = fc
  .record({
    kind,
    of: some,
    purpose: fc.option(purpose),
    validFrom: date,
    validTo: fc.option(date),
  })
  .map(({ kind: which, of, ...terms }): DelegationFacts => ({
    forUserId: null,
    forDacGroup: null,
    resource: null,
    ...subjectOf[which](of),
    ...terms,
  }));
const subject = fc.oneof(
  fc.record({ userId: some, dacGroups: fc.subarray(['code-2', 'code-3', 'code-4']) }),
  some.map((n) => ({ dacGroup: `code-${n}` })),
  some.map((n) => ({ resource: `code-${n}` })),
);
const asked = fc.record({ subject, purpose, at: date });

it('is let by one delegation alone that covers whom, what for and when', () => {
  fc.assert(
    fc.property(fc.array(delegation, { maxLength: 6 }), asked, (delegations, question) => {
      const actor = (held: DelegationFacts[]) => ({ userId: ADA, delegations: held });
      const answer = mayActFor(actor(delegations), question.subject, question);

      const lets = delegations.filter((one) => mayActFor(actor([one]), question.subject, question));
      expect(answer).toBe(lets.length > 0);
      for (const one of lets) {
        expect(one.validFrom <= question.at && (one.validTo === null || question.at <= one.validTo)).toBe(
          true,
        );
        expect([null, question.purpose]).toContain(one.purpose);
        const names =
          'userId' in question.subject ? question.subject.dacGroups : Object.values(question.subject);
        const own = 'userId' in question.subject ? question.subject.userId : null;
        expect(
          (own !== null && one.forUserId === own) || names.includes(one.forDacGroup ?? one.resource ?? ''),
        ).toBe(true);
      }
    }),
  );
});

it('lets nobody pass on what they may', () => {
  // Ada acts for Bob, who acts for Carol.
  expect(may([toBob], { userId: 3, dacGroups: [] })).toBe(false);
});

it('is to come, in force or over, one of them at any moment', () => {
  fc.assert(
    fc.property(delegation, date, (one, moment) => {
      const isBackwards = one.validTo !== null && one.validTo < one.validFrom;
      fc.pre(!isBackwards);
      const state = stateOf(one, moment);
      expect(state === 'to-come').toBe(moment < one.validFrom);
      expect(state === 'over').toBe(one.validTo !== null && moment > one.validTo);
    }),
  );
});
