import { REFUSALS } from '../../../shared/refusals';
import { OFFICE, shared, type Person } from '../vocabulary';

const { act, aUser, gatehouse, putBack } = shared;

afterAll(putBack);

let user: Person;
beforeAll(async () => {
  user = await aUser();
});

describe('beside the code stands a reason that clients can put into words of their own', () => {
  it.each([
    ['of a refinement', { mobile: 'call me' }, { reason: 'phone-number' }],
    [
      'of a length, with the number',
      { firstname: 'x'.repeat(256) },
      { reason: 'too-long', values: { max: 255 } },
    ],
    ['of a format', { email: 'ada' }, { reason: 'email' }],
    ['of a kind', { firstname: 1 }, { reason: 'wrong-type' }],
    ['of a choice', { type: 'robot' }, { reason: 'not-among' }],
    [
      'of two fields',
      { validFrom: '2030-01-02T00:00:00Z', validTo: '2030-01-01T00:00:00Z' },
      { reason: 'ends-before-start' },
    ],
    ['of what only the server knows', { userName: 'somebody@else.example' }, { reason: 'email-of-others' }],
    ['of a field there is not', { planet: 'Earth' }, { reason: 'unknown-field' }],
  ])('%s', async (_, body, expected) => {
    const { body: answer } = await gatehouse.put(`/users/${user.id}`, { body });

    expect(answer.error.details.errors[0]).toMatchObject({ ...expected, message: expect.any(String) });
  });

  it('of a number, with the bound', async () => {
    const { body } = await gatehouse.put('/policy', { body: { lockout: { lockMinutes: 0 } } });

    expect(body.error.details.errors[0]).toMatchObject({ reason: 'too-small', values: { min: 1 } });
  });

  it('of a range, with the network that was meant', async () => {
    const { body } = await gatehouse.post('/ip-rules', {
      body: { scope: 'user', user: user.id, range: `${OFFICE}/24` },
    });

    const why = {
      reason: 'address-host-bits',
      values: { given: `${OFFICE}/24`, network: '198.51.100.0/24' },
    };
    expect(body.error).toMatchObject({
      message: `${OFFICE}/24 has bits set behind its prefix; the network is 198.51.100.0/24`,
      details: { code: 'INVALID_RANGE', ...why, errors: [{ path: ['range'], ...why }] },
    });
  });

  it('of a state that does not allow it', async () => {
    const gone = await aUser();
    await act(gone, 'disable');

    const { body } = await gatehouse.post(`/users/${gone.id}/suspend`, { body: {} });

    expect(body.error).toMatchObject({
      message: REFUSALS['suspend-disabled'],
      details: { code: 'INVALID_TRANSITION', reason: 'suspend-disabled' },
    });
  });
});
