import { deviceSchema } from './schema';
import { devicesService } from './service';

export const devices = {
  tables: { device: deviceSchema },
  services: { devices: devicesService },
};
