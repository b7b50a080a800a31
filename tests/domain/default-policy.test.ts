import { DEFAULT_POLICY, mfaPolicy, passwordPolicy, stepUpPolicy } from '../../shared/contracts/policy';

// What docs/security.md says of a project that has changed nothing.
describe('the policy as it comes', () => {
  const { lockout, mfa, password, signIn, stepUp, throttle } = DEFAULT_POLICY;

  it('asks for long passwords, for no kinds of characters, and lets none expire', () => {
    expect(password).toMatchObject({ minLength: 12, maxAgeDays: 0 });
    expect(password).toMatchObject({ lower: false, upper: false, digit: false, special: false });
  });

  it('refuses common passwords and words of the user’s own, and asks nobody else about them', () => {
    expect(password).toMatchObject({ blocklist: true, ownWords: true, breachLookup: false });
  });

  it('has apps and passkeys in use, and no codes that are sent', () => {
    expect(mfa).toMatchObject({ requirement: 'optional', methods: ['totp', 'passkey'] });
  });

  it('tells nobody at the door why they are refused', () => {
    expect(signIn.revealReason).toBe(false);
  });

  it('counts tries and failures, and knows browsers', () => {
    expect(lockout).toMatchObject({ maxFailedTries: 5, knownDevices: true });
    expect(throttle.maxFailuresPerAddress).toBeGreaterThan(0);
  });

  it('asks for a proof that is no older than an hour', () => {
    expect(stepUp).toEqual({ maxAgeMinutes: 60 });
    expect(stepUpPolicy.safeParse({ maxAgeMinutes: 1441 }).success).toBe(false);
  });
});

it('goes no lower than 8 characters, whoever sets it', () => {
  expect(passwordPolicy.safeParse({ minLength: 8 }).success).toBe(true);
  expect(passwordPolicy.safeParse({ minLength: 7 }).success).toBe(false);
});

it('never takes authenticator apps out of use', () => {
  expect(mfaPolicy.safeParse({ methods: ['mail', 'sms'] }).success).toBe(false);
});
