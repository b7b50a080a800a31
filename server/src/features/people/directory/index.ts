import { followNativeRecords } from './follow';

export const directory = {
  follow: followNativeRecords,
};
