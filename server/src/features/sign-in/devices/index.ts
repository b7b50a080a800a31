import { deviceSchema } from './schema';

export const devices = {
  tables: { device: deviceSchema },
};
