import { followCredentials } from './follow';

export const notices = {
  follow: followCredentials,
};
