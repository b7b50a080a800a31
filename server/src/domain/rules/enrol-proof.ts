import { aboutUser, challenge, pass } from '../answer';
import { isEnrolDue } from './enrol-factor';

/** Asks users who have lost their second factor for more than the password before they set up another. */
export const enrolProof = aboutUser('enrolProof', (facts) =>
  facts.isEnrolProofDue && !facts.isMfaPassed && isEnrolDue(facts)
    ? challenge('enrol-proof', 'mfa-required')
    : pass,
);
