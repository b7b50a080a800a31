import type { Delegation } from '../../../../../shared/contracts/delegations';

/** The user, group or resource that it is for, as people know it. */
export const subjectName = ({ forUser, forDacGroup, resource }: Delegation) =>
  forUser?.userName ?? forDacGroup?.code ?? resource ?? '';

export const SUBJECT_KINDS = ['user', 'dac-group', 'resource'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const kindOf = ({ forUser, forDacGroup }: Delegation): SubjectKind =>
  forUser ? 'user' : forDacGroup ? 'dac-group' : 'resource';
