import type { AccessQuestion } from './api/access';
import { sectionPath } from './paths';

/** "Who could sign in?" with the form filled in; asked at once if both user and address are given. */
export const explainPath = (question: Partial<AccessQuestion>) => {
  const given = Object.entries(question).filter(([, value]) => value);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query ? `${sectionPath('explain')}?${query}` : sectionPath('explain');
};
