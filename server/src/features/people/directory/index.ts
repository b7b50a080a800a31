import { directoryService } from './service';

export { followNativeRecords } from './lifecycles';
export const directory = { services: { directory: directoryService } };
