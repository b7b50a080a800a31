import { aboutUser, challenge, pass } from '../answer';
import { isEnrolDue } from './enrol-factor';

/** Asks who has lost their second factor, and is to set up another one, to show more than the password before. */
export const enrolProof = aboutUser('enrolProof', (facts) =>
  facts.isEnrolProofDue && !facts.isMfaPassed && isEnrolDue(facts)
    ? challenge('enrol-proof', 'mfa-required')
    : pass,
);
