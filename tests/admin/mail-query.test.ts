import { insertAt } from '../../admin/src/features/settings/mail-templates/insert-at';
import { mailQuery } from '../../admin/src/features/activity/mails/mail-query';

const asking = (...$and: Record<string, Record<string, string>>[]) =>
  mailQuery({ filters: { $and } }).filters;

describe('the address of the mails', () => {
  it('asks for what it says, and for the user whose tab it is', () => {
    expect(
      asking({ status: { $eq: 'failed' } }, { template: { $eq: 'locked' } }, { user: { $eq: '7' } }),
    ).toEqual({
      status: { $in: ['failed'] },
      template: { $in: ['locked'] },
      user: { $eq: '7' },
    });
    expect(mailQuery({ filters: { $and: [{ user: { $eq: '7' } }] } }, 8).filters).toMatchObject({
      user: { $eq: '8' },
    });
    expect(asking({ createdAt: { $gte: '2030-01-01T00:00:00Z' } })).toEqual({
      createdAt: { $gte: '2030-01-01T00:00:00.000Z' },
    });
  });

  it('leaves out what makes no sense', () => {
    expect(
      asking({ status: { $eq: 'lost' } }, { user: { $eq: 'x' } }, { createdAt: { $lt: 'never' } }),
    ).toEqual({});
    expect(mailQuery({ page: '-1', pageSize: 'all' })).toMatchObject({ page: '1', pageSize: '20' });
  });
});

it('puts a variable in where the cursor stands, or in place of what is selected', () => {
  expect(insertAt('Hello !', '{{x}}', { selectionStart: 6, selectionEnd: 6 })).toEqual({
    text: 'Hello {{x}}!',
    caret: 11,
  });
  expect(insertAt('Hello you', '{{x}}', { selectionStart: 6, selectionEnd: 9 })).toEqual({
    text: 'Hello {{x}}',
    caret: 11,
  });
  expect(insertAt('Hi', '{{x}}', { selectionStart: null, selectionEnd: null })).toEqual({
    text: 'Hi{{x}}',
    caret: 7,
  });
});
